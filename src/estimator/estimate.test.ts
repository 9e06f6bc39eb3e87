import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { OPTION_NAMES, valuesOf } from './combinations.ts';
import { estimate, type GenerationRequest, type Unpriced } from './estimate.ts';
import type { RateCard } from './rate-card.ts';
import { anyChosen, anyEvenCard, anyUnevenCard, buildRateCard } from './testing/build-rate-card.ts';
import { priceList } from './testing/price-list.ts';
import { shippedRateCard } from './testing/shipped-rate-card.ts';

const january = shippedRateCard('2026-01');
const november = shippedRateCard('2025-11');

function creditsFor(card: RateCard, request: GenerationRequest): number | Unpriced['reason'] {
  const priced = estimate(card, request);
  return priced.ok ? priced.credits : priced.reason;
}

describe('the card of January 2026', () => {
  test.each(priceList)('$row', ({ request, credits }) => {
    expect(creditsFor(january, request)).toBe(credits);
  });

  test('prices the 380 combinations of the price list and no other', () => {
    const combinations = january.rules.flatMap((rule) => {
      const lists = OPTION_NAMES.map((name) => valuesOf(rule, name) ?? [undefined]);
      const products = lists.reduce<unknown[][]>(
        (heads, list) => heads.flatMap((head) => list.map((value) => [...head, value])),
        [[rule.tool]],
      );
      return products.map((product) => JSON.stringify(product));
    });
    const listed = priceList.map(({ request }) =>
      JSON.stringify([request.tool, ...OPTION_NAMES.map((name) => request[name])]),
    );
    expect(combinations.toSorted()).toEqual(listed.toSorted());
    expect(new Set(listed).size).toBe(380);
  });

  test.each<[string, GenerationRequest, number]>([
    [
      '1,234 characters by Eleven Multilingual v2',
      { tool: 'text-to-speech', model: 'Eleven Multilingual v2', characters: 1234 },
      247,
    ],
    ['1,234 characters by Cartesia', { tool: 'text-to-speech', model: 'Cartesia', characters: 1234 }, 124],
    ['6 characters at 5 per credit', { tool: 'text-to-speech', model: 'Eleven v2', characters: 6 }, 2],
    ['11 characters by a cloned voice', { tool: 'text-to-speech', model: 'Cloned voice', characters: 11 }, 2],
    ['a voice clone', { tool: 'voice-clone' }, 500],
    ['10.2 s of speech to speech', { tool: 'speech-to-speech', seconds: 10.2 }, 22],
    ['10 s of speech to speech', { tool: 'speech-to-speech', seconds: 10 }, 20],
    ['0.1 s of speech to speech', { tool: 'speech-to-speech', seconds: 0.1 }, 2],
    ['three Flux 2.0 Pro images', { tool: 'text-to-image', model: 'Flux 2.0 Pro', images: 3 }, 240],
    ['Seedream 4.5 from text', { tool: 'text-to-image', model: 'Seedream 4.5', images: 1 }, 100],
    [
      'Seedream 4.5 from three images',
      { tool: 'image-to-image', model: 'Seedream 4.5', inputImages: 3 },
      400,
    ],
    ['Flux Kontext from two images', { tool: 'image-to-image', model: 'Flux Kontext', inputImages: 2 }, 200],
    [
      'Veo 3.1 with audio, 1080p, 8 s',
      {
        tool: 'text-to-video',
        model: 'Veo 3.1',
        audio: true,
        aspect: '16:9',
        resolution: '1080p',
        duration: 8,
      },
      4000,
    ],
    [
      'Sora 2 Pro, 1080p, 12 s',
      {
        tool: 'text-to-video',
        model: 'Sora 2 Pro',
        audio: true,
        aspect: '9:16',
        resolution: '1080p',
        duration: 12,
      },
      11400,
    ],
    [
      'Kling 1.6 from an image, 720p, 10 s',
      {
        tool: 'image-to-video',
        model: 'Kling 1.6',
        audio: false,
        aspect: 'from image',
        resolution: '720p',
        duration: 10,
      },
      600,
    ],
  ])('%s', (_, request, credits) => {
    expect(creditsFor(january, request)).toBe(credits);
  });

  test('an estimate carries its arithmetic', () => {
    expect(estimate(january, { tool: 'text-to-speech', model: 'Eleven v2', characters: 1234 })).toEqual({
      ok: true,
      credits: 247,
      rateCardVersion: '2026-01',
      ruleId: 'tts-eleven-v2',
      quantity: 1234,
      unit: 'character',
      unitSize: 5,
      units: 247,
      creditsPerUnit: 1,
    });
    expect(estimate(january, { tool: 'speech-to-speech', seconds: 10.2 })).toMatchObject({
      ruleId: 's2s',
      quantity: 10.2,
      units: 11,
      creditsPerUnit: 2,
    });
  });
});

describe('the card of November 2025', () => {
  test.each(['Eleven Multilingual v2', 'Eleven v2', 'Minimax 02 HD', 'Cartesia', 'Cloned voice'])(
    '1,234 characters by %s cost 124',
    (model) => {
      expect(creditsFor(november, { tool: 'text-to-speech', model, characters: 1234 })).toBe(124);
    },
  );

  test('a voice clone costs 500, and there is no speech to speech', () => {
    expect(creditsFor(november, { tool: 'voice-clone' })).toBe(500);
    expect(creditsFor(november, { tool: 'speech-to-speech', seconds: 10 })).toBe('unknown-tool');
  });

  test('images and video are as in January 2026', () => {
    const visual = ({ tool }: { tool: string }) => /image|video/.test(tool);
    expect(november.rules.filter(visual)).toEqual(january.rules.filter(visual));
  });

  test('it is in force from 1 November, the next from 1 January', () => {
    expect(november.effectiveFrom).toBe('2025-11-01T00:00:00Z');
    expect(january.effectiveFrom).toBe('2026-01-01T00:00:00Z');
  });
});

describe('what has no price', () => {
  const video = {
    tool: 'text-to-video',
    model: 'Veo 3.1',
    audio: true,
    aspect: '16:9',
    resolution: '1080p',
    duration: 8,
  };
  const speech = { tool: 'text-to-speech', model: 'Cartesia' };
  const edit = { tool: 'image-to-image', model: 'Flux Kontext' };
  const image = { tool: 'text-to-image', model: 'Flux 2.0 Pro' };
  const recording = { tool: 'speech-to-speech' };

  test.each<[string, object, Unpriced['reason']]>([
    ['another tool', { tool: 'music' }, 'unknown-tool'],
    ['no tool', {}, 'unknown-tool'],
    ['another model', { ...speech, model: 'Sora 2', characters: 10 }, 'unknown-model'],
    ['no model where the tool has some', { tool: 'text-to-speech', characters: 10 }, 'unknown-model'],
    ['a resolution the model lacks', { ...video, resolution: '4K' }, 'unpriced-combination'],
    ['a duration the model lacks', { ...video, duration: 5 }, 'unpriced-combination'],
    ['a duration as a text', { ...video, duration: '8' }, 'unpriced-combination'],
    ['no audio choice', { ...video, audio: undefined }, 'unpriced-combination'],
    ['no script', speech, 'nothing-to-price'],
    ['an empty script', { ...speech, characters: 0 }, 'nothing-to-price'],
    ['half a character', { ...speech, characters: 0.5 }, 'invalid-quantity'],
    ['-1 characters', { ...speech, characters: -1 }, 'invalid-quantity'],
    ['NaN characters', { ...speech, characters: Number.NaN }, 'invalid-quantity'],
    ['endless characters', { ...speech, characters: Number.POSITIVE_INFINITY }, 'invalid-quantity'],
    ['characters as a text', { ...speech, characters: '10' }, 'invalid-quantity'],
    ['no recording', recording, 'nothing-to-price'],
    ['a recording of 0 s', { ...recording, seconds: 0 }, 'nothing-to-price'],
    ['a recording of -0.1 s', { ...recording, seconds: -0.1 }, 'invalid-quantity'],
    ['an endless recording', { ...recording, seconds: Number.POSITIVE_INFINITY }, 'invalid-quantity'],
    ['a duration in place of seconds', { ...recording, duration: 8 }, 'nothing-to-price'],
    ['no images', image, 'nothing-to-price'],
    ['1.5 images', { ...image, images: 1.5 }, 'invalid-quantity'],
    ['5 images', { ...image, images: 5 }, 'too-many'],
    ['no input image', edit, 'nothing-to-price'],
    ['0 input images', { ...edit, inputImages: 0 }, 'nothing-to-price'],
    ['1.5 input images', { ...edit, inputImages: 1.5 }, 'invalid-quantity'],
    ['-1 input images', { ...edit, inputImages: -1 }, 'invalid-quantity'],
    ['4 input images', { ...edit, inputImages: 4 }, 'too-many'],
    ['more characters than a computer counts', { ...speech, characters: 2 ** 53 }, 'too-many'],
    ['more credits than a computer counts', { ...recording, seconds: Number.MAX_SAFE_INTEGER }, 'too-many'],
  ])('%s', (_, request, reason) => {
    expect(creditsFor(january, request as GenerationRequest)).toBe(reason);
  });

  test.each<[string, object, Unpriced['reason']]>([
    ['tool before model', { tool: 'nothing', model: 'nothing', characters: -1 }, 'unknown-tool'],
    ['model before combination', { ...video, model: 'nothing', resolution: '4K' }, 'unknown-model'],
    ['model before quantity', { ...speech, model: 'nothing', characters: -1 }, 'unknown-model'],
  ])('is told in order: %s', (_, request, reason) => {
    expect(creditsFor(january, request as GenerationRequest)).toBe(reason);
  });

  test('the combination is checked before the quantity', () => {
    const card = buildRateCard({ tool: 'music', unit: 'second', when: { audio: true } });
    expect(creditsFor(card, { tool: 'music', audio: false, seconds: -1 })).toBe('unpriced-combination');
    expect(creditsFor(card, { tool: 'music', audio: true, seconds: -1 })).toBe('invalid-quantity');
  });

  test.each<[GenerationRequest, Unpriced['reason'], string]>([
    [{ tool: 'music' }, 'unknown-tool', 'This tool is not on the rate card.'],
    [{ ...speech, model: 'Sora 2' }, 'unknown-model', 'Choose one of the models of this tool.'],
    [{ ...video, duration: 5 }, 'unpriced-combination', 'This combination of options is not offered.'],
    [speech, 'nothing-to-price', 'There are no characters to price yet.'],
    [recording, 'nothing-to-price', 'There are no seconds to price yet.'],
    [edit, 'nothing-to-price', 'There are no input images to price yet.'],
    [{ ...image, images: -1 }, 'invalid-quantity', 'The number of images must be a positive number.'],
    [{ ...image, images: 1.5 }, 'invalid-quantity', 'The number of images must be a whole number.'],
    [{ ...image, images: 5 }, 'too-many', 'The number of images is limited to 4.'],
    [
      { ...recording, seconds: Number.MAX_SAFE_INTEGER },
      'too-many',
      'This is more seconds than can be priced.',
    ],
  ])('%j has none (%s): %s', (request, reason, message) => {
    expect(estimate(january, request)).toEqual({ ok: false, reason, message });
  });
});

describe('a card with other rules', () => {
  test('a model is ignored where the tool has none', () => {
    expect(creditsFor(january, { tool: 'voice-clone', model: 'Cartesia' })).toBe(500);
    expect(creditsFor(january, { tool: 'speech-to-speech', model: 'Cartesia', seconds: 1 })).toBe(2);
  });

  test('options are ignored where the rule names none', () => {
    expect(creditsFor(january, { tool: 'voice-clone', audio: true, duration: 8 })).toBe(500);
  });

  test('input images are ignored where the rule sets no limit to them', () => {
    const image = { tool: 'text-to-image', model: 'Flux 2.0 Pro', images: 1 };
    expect(creditsFor(january, { ...image, inputImages: -1 })).toBe(80);
  });

  test('image to video is priced without asking for the image', () => {
    const card = buildRateCard({ tool: 'image-to-video', maxInputImages: 1 });
    expect(creditsFor(card, { tool: 'image-to-video' })).toBe(100);
    expect(creditsFor(card, { tool: 'image-to-video', inputImages: 1 })).toBe(100);
    expect(creditsFor(card, { tool: 'image-to-video', inputImages: 2 })).toBe('too-many');
  });

  test('image to image needs an image even where the rule sets no limit', () => {
    const card = buildRateCard({ tool: 'image-to-image' });
    expect(creditsFor(card, { tool: 'image-to-image' })).toBe('nothing-to-price');
    expect(creditsFor(card, { tool: 'image-to-image', inputImages: 9 })).toBe(100);
  });

  test('video by the second at 500 credits: 8 s cost 4,000', () => {
    const card = buildRateCard({
      tool: 'text-to-video',
      model: 'Veo 3.1',
      unit: 'second',
      creditsPerUnit: 500,
      when: { duration: [4, 6, 8] },
    });
    const request = { tool: 'text-to-video', model: 'Veo 3.1', duration: 8 };
    expect(estimate(card, request)).toMatchObject({ credits: 4000, quantity: 8, unit: 'second', units: 8 });
    expect(creditsFor(card, { ...request, duration: 5 })).toBe('unpriced-combination');
  });

  test('video by the second of any length is as long as its duration', () => {
    const card = buildRateCard({ tool: 'image-to-video', unit: 'second' });
    expect(creditsFor(card, { tool: 'image-to-video', duration: 7.5 })).toBe(800);
    expect(creditsFor(card, { tool: 'image-to-video', seconds: 7.5 })).toBe('nothing-to-price');
  });

  test('music by the second of a chosen length: 30 s at 2 credits cost 60', () => {
    const card = buildRateCard({
      tool: 'music',
      unit: 'second',
      creditsPerUnit: 2,
      when: { duration: [30, 60] },
    });
    expect(creditsFor(card, { tool: 'music', duration: 30 })).toBe(60);
  });

  test('music at 50 credits a track: one costs 50', () => {
    const card = buildRateCard({ tool: 'music', unit: 'track', creditsPerUnit: 50 });
    expect(estimate(card, { tool: 'music' })).toMatchObject({
      credits: 50,
      quantity: 1,
      unit: 'track',
      units: 1,
    });
  });

  test('a model that the card drops is unknown', () => {
    const card = { ...january, rules: january.rules.filter(({ model }) => model !== 'Cartesia') };
    expect(creditsFor(card, { tool: 'text-to-speech', model: 'Cartesia', characters: 10 })).toBe(
      'unknown-model',
    );
    expect(creditsFor(card, { tool: 'text-to-speech', model: 'Eleven v2', characters: 10 })).toBe(2);
  });
});

describe('laws', () => {
  const anyCard = fc.oneof(fc.constantFrom(january, november), anyEvenCard, anyUnevenCard);
  const anyTool = fc.constantFrom(...new Set(january.rules.map(({ tool }) => tool)), 'music');

  test('a price is a whole number of credits, above 0, and its own arithmetic', () => {
    fc.assert(
      fc.property(anyCard, anyTool, anyChosen, (card, tool, chosen) => {
        const priced = estimate(card, { tool, ...chosen });
        if (!priced.ok) return;
        expect(Number.isSafeInteger(priced.credits)).toBe(true);
        expect(priced.credits).toBeGreaterThan(0);
        expect(priced.credits).toBe(priced.units * priced.creditsPerUnit);
        expect(priced.units * priced.unitSize).toBeGreaterThanOrEqual(priced.quantity);
        expect((priced.units - 1) * priced.unitSize).toBeLessThan(priced.quantity);
      }),
    );
  });

  test('more never costs less', () => {
    const speech = january.rules.filter(({ unit }) => unit === 'character' || unit === 'second');
    const tenths = fc.integer({ min: 1, max: 100_000_000 });
    fc.assert(
      fc.property(fc.constantFrom(...speech), tenths, tenths, ({ tool, model, unit }, one, other) => {
        const cost = (amount: number) => {
          const quantity = unit === 'second' ? { seconds: amount / 10 } : { characters: amount };
          return Number(creditsFor(january, { tool, model, ...quantity }));
        };
        expect(cost(Math.max(one, other))).toBeGreaterThanOrEqual(cost(Math.min(one, other)));
      }),
    );
  });

  test('a started unit is charged whole, to the last character that can be counted', () => {
    const size = fc.integer({ min: 1, max: 1000 });
    fc.assert(
      fc.property(size, fc.integer({ min: 1, max: Number.MAX_SAFE_INTEGER }), (unitSize, characters) => {
        const card = buildRateCard({
          tool: 'text-to-speech',
          unit: 'character',
          unitSize,
          creditsPerUnit: 1,
        });
        const units = (BigInt(characters) + BigInt(unitSize) - 1n) / BigInt(unitSize);
        expect(creditsFor(card, { tool: 'text-to-speech', characters })).toBe(Number(units));
      }),
    );
  });

  test('whatever is asked, it answers and does not throw', () => {
    const anything = fc.anything({
      withBigInt: true,
      withDate: true,
      withMap: true,
      withNullPrototype: true,
      withObjectString: true,
      withSparseArray: true,
    });
    const nearlyARequest = fc.record(
      {
        tool: fc.oneof(anyTool, anything),
        model: fc.oneof(fc.constantFrom('Cartesia', 'Veo 3.1', 'Flux Kontext', 'Flux 2.0 Pro'), anything),
        characters: anything,
        seconds: anything,
        images: anything,
        inputImages: anything,
        duration: anything,
      },
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(anyCard, fc.oneof(anything, nearlyARequest), (card, request) => {
        const { ok } = estimate(card, request as GenerationRequest);
        expect(typeof ok).toBe('boolean');
      }),
      { numRuns: 500 },
    );
  });
});
