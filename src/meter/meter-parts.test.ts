import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createFormats } from '../units/formats.ts';
import { describeMeter, type MeterReading, meterParts } from './meter-parts.ts';

const formats = createFormats('en-US', 'UTC');

const used1000 = {
  allowance: 40_000,
  used: 1000,
  usedByTool: { 'text-to-speech': 310, 'text-to-image': 690 },
};

describe('The parts of a meter', () => {
  test('with nothing pointed at are what is used, by kind of media, and the rest', () => {
    expect(meterParts(used1000)).toEqual({
      segments: [
        { kind: 'voice', credits: 310 },
        { kind: 'image', credits: 690 },
      ],
      pendingFits: 0,
      rest: 39_000,
      missing: 0,
    });
  });

  test('put what the action would take before the rest: 1,200 of 39,000 leave 37,800', () => {
    expect(meterParts({ ...used1000, pending: 1200 })).toMatchObject({
      pendingFits: 1200,
      rest: 37_800,
      missing: 0,
    });
  });

  test('let hang over what does not fit: 4,000 of 540 are 3,460 short', () => {
    const nearlyOut = {
      allowance: 40_000,
      used: 39_460,
      usedByTool: { 'text-to-video': 39_460 },
      pending: 4000,
    };
    expect(meterParts(nearlyOut)).toMatchObject({ pendingFits: 540, rest: 0, missing: 3460 });
  });

  test('are not lost at the very ends: 1 of 240,000, and 239,999 of 240,000', () => {
    const of240K = (used: number) =>
      meterParts({ allowance: 240_000, used, usedByTool: { 'text-to-video': used } });
    expect(of240K(1)).toMatchObject({ segments: [{ kind: 'video', credits: 1 }], rest: 239_999 });
    expect(of240K(239_999)).toMatchObject({ segments: [{ kind: 'video', credits: 239_999 }], rest: 1 });
  });

  test('have no rest where more is used than the allowance holds', () => {
    const over = { allowance: 40_000, used: 41_000, usedByTool: { 'text-to-video': 41_000 }, pending: 80 };
    expect(meterParts(over)).toMatchObject({ pendingFits: 0, rest: 0, missing: 80 });
  });
});

const tools = ['text-to-speech', 'voice-clone', 'text-to-image', 'image-to-video', 'music'];
const readings = fc
  .record({
    usedByTool: fc.dictionary(fc.constantFrom(...tools), fc.nat(60_000)),
    left: fc.nat(240_000),
    pending: fc.nat(300_000),
  })
  .map(({ usedByTool, left, pending }): Required<MeterReading> => {
    const used = Object.values(usedByTool).reduce((sum, credits) => sum + credits, 0);
    return { usedByTool, used, allowance: used + left, pending: pending };
  });

describe('Whatever is used and pointed at,', () => {
  test('used, pending that fits and rest add up to the allowance, and pending that does not fit is missing', () => {
    fc.assert(
      fc.property(readings, (reading) => {
        const { segments, pendingFits, rest, missing } = meterParts(reading);
        const used = segments.reduce((sum, { credits }) => sum + credits, 0);
        expect(used).toBe(reading.used);
        expect(used + pendingFits + rest).toBe(reading.allowance);
        expect(pendingFits + missing).toBe(reading.pending);
      }),
    );
  });

  test('no part is negative, no segment empty, and nothing is left where something is missing', () => {
    fc.assert(
      fc.property(readings, (reading) => {
        const { segments, pendingFits, rest, missing } = meterParts(reading);
        expect(Math.min(pendingFits, rest, missing)).toBeGreaterThanOrEqual(0);
        expect(segments.every(({ credits }) => credits > 0)).toBe(true);
        expect(Math.min(rest, missing)).toBe(0);
      }),
    );
  });

  test('kinds stand in one order, each once, so that a segment never changes its place', () => {
    fc.assert(
      fc.property(readings, (reading) => {
        const order = ['voice', 'image', 'video', 'other'];
        const places = meterParts(reading).segments.map(({ kind }) => order.indexOf(kind));
        expect(places).toEqual([...new Set(places)].toSorted());
      }),
    );
  });
});

describe('A meter in words', () => {
  test('says what is used, by kind, and what is left', () => {
    expect(describeMeter(used1000, formats)).toBe(
      '1,000 of 40,000 credits used: voice 310, image 690. 39,000 left.',
    );
  });

  test('says what the action pointed at takes and leaves', () => {
    expect(describeMeter({ ...used1000, pending: 1200 }, formats)).toMatch(
      / 39,000 left\. This takes 1,200 and leaves 37,800\.$/,
    );
  });

  test('says what is missing', () => {
    const nearlyOut = { allowance: 40_000, used: 39_460, usedByTool: {}, pending: 4000 };
    expect(describeMeter(nearlyOut, formats)).toMatch(/540 left\. This takes 4,000: 3,460 short\.$/);
  });

  test('names no kinds where nothing is used', () => {
    expect(describeMeter({ allowance: 40_000, used: 0, usedByTool: {} }, formats)).toBe(
      '0 of 40,000 credits used. 40,000 left.',
    );
  });

  test('groups figures as the customer writes them', () => {
    expect(describeMeter(used1000, createFormats('de', 'Europe/Berlin'))).toMatch(/^1\.000 of 40\.000 /);
  });
});
