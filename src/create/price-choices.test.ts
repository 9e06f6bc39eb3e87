import * as v from 'valibot';
import { describe, expect, test } from 'vitest';
import rateCard2026 from '../../mocks/data/rate-card-2026-01.json' with { type: 'json' };
import {
  estimate,
  type GenerationRequest,
  type OptionField,
  RateCardSchema,
  settle,
} from '../estimator/index.ts';
import { createFormats } from '../units/formats.ts';
import { priceChoices } from './price-choices.ts';

const rateCard = v.parse(RateCardSchema, rateCard2026);
const formats = createFormats('en-US', 'UTC');

const VEO: GenerationRequest = {
  tool: 'text-to-video',
  model: 'Veo 3.1',
  audio: true,
  aspect: '16:9',
  resolution: '1080p',
  duration: 8,
};

function choicesOf(request: GenerationRequest, field: OptionField['name']) {
  const fields = priceChoices(rateCard, request.tool, request, formats);
  return fields.find(({ name }) => name === field)?.choices ?? [];
}

describe('The choices of a form', () => {
  test('cost what the whole form would cost with them, and move nothing where they fit', () => {
    const durations = choicesOf(VEO, 'duration').filter(({ open }) => open);
    expect(durations).toMatchObject([
      { value: 4, credits: 2000, moves: [] },
      { value: 6, credits: 3000, moves: [] },
      { value: 8, credits: 4000, moves: [] },
    ]);
  });

  test('say what else they would move: with Kling 2.1 Master audio and duration', () => {
    const kling = choicesOf(VEO, 'model').find(({ value }) => value === 'Kling 2.1 Master');
    expect(kling).toMatchObject({
      open: false,
      credits: 5000,
      moves: [
        { field: 'audio', from: true, to: false },
        { field: 'duration', from: 8, to: 10 },
      ],
    });
  });

  test('have what fits first and seconds ascending, everything else in the card’s order', () => {
    const seconds = choicesOf(VEO, 'duration').map(({ value }) => value);
    expect(seconds).toEqual([4, 6, 8, 5, 10, 12, 15]);
    const [first] = choicesOf({ tool: 'text-to-speech', characters: 1 }, 'model');
    expect(first?.value).toBe('Eleven Multilingual v2');
  });

  test('have a rate while there is nothing to price', () => {
    const voices = choicesOf({ tool: 'text-to-speech', model: 'Cartesia', characters: 0 }, 'model');
    expect(voices.map(({ value, credits, rate }) => [value, credits, rate]).slice(1, 3)).toEqual([
      ['Eleven v2', null, '1 credit for 5 characters'],
      ['Minimax 02 HD', null, '1 credit for 10 characters'],
    ]);
  });

  test('for every combination on the card, cost exactly what taking them then costs', () => {
    for (const { tool, model, when } of rateCard.rules.filter((rule) => rule.tool === 'text-to-video')) {
      const first = Object.fromEntries(
        Object.entries(when ?? {}).map(([option, values]) => [option, [values].flat()[0]]),
      );
      const request: GenerationRequest = { tool, model, ...first };
      for (const { name, choices } of priceChoices(rateCard, tool, request, formats)) {
        for (const { value, credits } of choices) {
          const { chosen } = settle(rateCard, tool, { ...request, [name]: value }, name);
          expect(estimate(rateCard, { tool, ...chosen })).toMatchObject({ ok: true, credits });
        }
      }
    }
  });
});
