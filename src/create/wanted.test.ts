import fc from 'fast-check';
import * as v from 'valibot';
import { describe, expect, test } from 'vitest';
import rateCard2026 from '../../mocks/data/rate-card-2026-01.json' with { type: 'json' };
import { type Chosen, estimate, OPTION_NAMES, RateCardSchema, settle } from '../estimator/index.ts';
import { createFormats } from '../units/formats.ts';
import { priceChoices } from './price-choices.ts';
import { withChoice } from './wanted.ts';

const rateCard = v.parse(RateCardSchema, rateCard2026);
const formats = createFormats('en-US', 'UTC');
const VIDEO = 'text-to-video';

const VEO: Chosen = { model: 'Veo 3.1', audio: true, aspect: '16:9', resolution: '1080p', duration: 8 };

const standing = (wanted: Chosen) => settle(rateCard, VIDEO, wanted, undefined);

describe('What is wanted', () => {
  test('comes back: from Veo 3.1 with audio at 8 s to Kling 2.1 Master, which has neither, and back', () => {
    const kling = withChoice(rateCard, VIDEO, VEO, 'model', 'Kling 2.1 Master');
    expect(kling.givenUp).toEqual([]);
    expect(standing(kling.wanted).chosen).toMatchObject({ audio: false, duration: 10 });
    expect(standing(kling.wanted).moved).toEqual([
      { field: 'audio', from: true, to: false },
      { field: 'duration', from: 8, to: 10 },
    ]);
    const veo = withChoice(rateCard, VIDEO, kling.wanted, 'model', 'Veo 3.1');
    expect(standing(veo.wanted)).toEqual({ chosen: VEO, moved: [] });
  });

  test('is still told a step later: 5 s says no more of the duration, but still of the audio', () => {
    const kling = withChoice(rateCard, VIDEO, VEO, 'model', 'Kling 2.1 Master');
    const shorter = withChoice(rateCard, VIDEO, kling.wanted, 'duration', 5);
    expect(standing(shorter.wanted).moved).toEqual([{ field: 'audio', from: true, to: false }]);
  });

  test('is given up where a choice names another model: 10 s, which Veo 3.1 has not', () => {
    const longer = withChoice(rateCard, VIDEO, VEO, 'duration', 10);
    const { model } = standing(longer.wanted).chosen;
    expect(longer.givenUp).toContainEqual({ field: 'model', from: 'Veo 3.1', to: model });
    const silent = withChoice(rateCard, VIDEO, longer.wanted, 'audio', false);
    expect(standing(silent.wanted).chosen).toMatchObject({ model, duration: 10 });
  });
});

test('Whatever is chosen in whatever order, every choice then costs what stood on it, and nothing else moves than it said', () => {
  const steps = fc.array(fc.record({ field: fc.nat(), choice: fc.nat() }), { maxLength: 8 });
  const tools = fc.constantFrom('text-to-video', 'image-to-video');
  fc.assert(
    fc.property(tools, steps, (tool, presses) => {
      const start: Chosen = { inputImages: 1 };
      let wanted = { ...settle(rateCard, tool, start, undefined).chosen };
      for (const press of presses) {
        const fields = priceChoices(rateCard, tool, { ...wanted, tool }, formats);
        const field = fields[press.field % fields.length];
        const choice = field?.choices[press.choice % field.choices.length];
        if (!field || !choice) throw new Error('The tool has no choices.');
        const before = settle(rateCard, tool, wanted, undefined).chosen;
        wanted = withChoice(rateCard, tool, wanted, field.name, choice.value).wanted;
        const { chosen } = settle(rateCard, tool, wanted, undefined);
        const priced = estimate(rateCard, { ...chosen, tool });
        expect(chosen[field.name]).toBe(choice.value);
        expect(priced.ok && priced.credits).toBe(choice.credits);
        const moved = OPTION_NAMES.filter((name) => name !== field.name && before[name] !== chosen[name]);
        expect(moved).toEqual(choice.moves.map((move) => move.field));
      }
    }),
  );
});
