import * as v from 'valibot';
import { describe, expect, test } from 'vitest';
import rateCard2026 from '../../mocks/data/rate-card-2026-01.json' with { type: 'json' };
import { estimate, type GenerationRequest, RateCardSchema } from '../estimator/index.ts';
import { createFormats } from '../units/formats.ts';
import { formatDerivation, formatRate } from './derivation.ts';

const american = createFormats('en-US', 'UTC');

/** The price of a request under the card of 2026-01. */
function priced(request: GenerationRequest) {
  const price = estimate(v.parse(RateCardSchema, rateCard2026), request);
  if (!price.ok) throw new Error(price.message);
  return price;
}

describe('A price as one line of arithmetic', () => {
  test.each<[string, GenerationRequest]>([
    [
      '1,234 characters / 5 = 246.8, charged as 247 credits',
      { tool: 'text-to-speech', model: 'Eleven v2', characters: 1234 },
    ],
    ['1,235 characters / 5 = 247 credits', { tool: 'text-to-speech', model: 'Eleven v2', characters: 1235 }],
    [
      '6 characters / 5 = 1.2, charged as 2 credits',
      { tool: 'text-to-speech', model: 'Eleven v2', characters: 6 },
    ],
    [
      '1 character / 10 = 0.1, charged as 1 credit',
      { tool: 'text-to-speech', model: 'Cartesia', characters: 1 },
    ],
    ['3 images × 80 = 240 credits', { tool: 'text-to-image', model: 'Flux 2.0 Pro', images: 3 }],
    ['1 image × 80 = 80 credits', { tool: 'text-to-image', model: 'Flux 2.0 Pro', images: 1 }],
    ['10.2 seconds, charged as 11 × 2 = 22 credits', { tool: 'speech-to-speech', seconds: 10.2 }],
    ['10 seconds × 2 = 20 credits', { tool: 'speech-to-speech', seconds: 10 }],
    ['0.5 seconds, charged as 1 × 2 = 2 credits', { tool: 'speech-to-speech', seconds: 0.5 }],
    ['1 clone × 500 = 500 credits', { tool: 'voice-clone' }],
    [
      '1 generation × 4,000 = 4,000 credits',
      {
        tool: 'text-to-video',
        model: 'Veo 3.1',
        audio: true,
        aspect: '16:9',
        resolution: '1080p',
        duration: 8,
      },
    ],
  ])('%s', (line, request) => {
    expect(formatDerivation(priced(request), american)).toBe(line);
  });

  test('holds for a card that asks several credits for a unit of several', () => {
    const price = {
      ...priced({ tool: 'text-to-speech', model: 'Cartesia', characters: 123 }),
      creditsPerUnit: 2,
      credits: 26,
    };
    expect(formatDerivation(price, american)).toBe(
      '123 characters / 10 = 12.3, charged as 13 × 2 = 26 credits',
    );
  });

  test('is written as the customer writes figures', () => {
    const price = priced({ tool: 'text-to-speech', model: 'Eleven v2', characters: 1234 });
    expect(formatDerivation(price, createFormats('de', 'Europe/Berlin'))).toBe(
      '1.234 characters / 5 = 246,8, charged as 247 credits',
    );
  });
});

test.each([
  ['1 credit for 5 characters', { unit: 'character', unitSize: 5, creditsPerUnit: 1 }],
  ['2 credits for 1 second', { unit: 'second', unitSize: 1, creditsPerUnit: 2 }],
  ['500 credits for 1 clone', { unit: 'clone', unitSize: 1, creditsPerUnit: 500 }],
] as const)('Before there is a quantity, the rate stands: %s', (words, rate) => {
  expect(formatRate(rate, american)).toBe(words);
});
