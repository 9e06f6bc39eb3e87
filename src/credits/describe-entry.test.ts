import { describe, expect, test } from 'vitest';
import type { GenerationEntry, GenerationRequest } from '../api/schemas.ts';
import { buildOfferedPlan, buildPlanChange } from '../testing/build-customer.ts';
import { createFormats } from '../units/formats.ts';
import { describeEntry, describeRequest } from './describe-entry.ts';

const formats = createFormats('en-US', 'UTC');
const at = '2026-04-21T09:00:00Z';

describe('A request in words', () => {
  test.each<[string, GenerationRequest]>([
    [
      'Veo 3.1, with audio, 16:9, 1080p, 8 s',
      {
        tool: 'text-to-video',
        model: 'Veo 3.1',
        audio: true,
        aspect: '16:9',
        resolution: '1080p',
        duration: 8,
      },
    ],
    [
      'Kling 2.1, without audio, from image, 720p, 5 s',
      {
        tool: 'image-to-video',
        model: 'Kling 2.1',
        audio: false,
        aspect: 'from image',
        resolution: '720p',
        duration: 5,
      },
    ],
    ['Cartesia, 1,234 characters', { tool: 'text-to-speech', model: 'Cartesia', characters: 1234 }],
    ['Cartesia, 1 character', { tool: 'text-to-speech', model: 'Cartesia', characters: 1 }],
    ['10.2 s', { tool: 'speech-to-speech', seconds: 10.2 }],
    ['Flux 2.0 Pro, 3 images', { tool: 'text-to-image', model: 'Flux 2.0 Pro', images: 3 }],
    ['Flux Kontext, 1 input image', { tool: 'image-to-image', model: 'Flux Kontext', inputImages: 1 }],
    ['', { tool: 'voice-clone' }],
  ])('“%s”', (words, request) => {
    expect(describeRequest(request, formats)).toBe(words);
  });
});

describe('A ledger entry in words', () => {
  const generation: GenerationEntry = {
    id: 'gen-3',
    at,
    kind: 'generation',
    credits: 240,
    balanceAfter: 38_760,
    request: { tool: 'text-to-image', model: 'Flux 2.0 Pro', images: 3 },
    derivation: {
      ruleId: 't2i-flux-2-pro',
      quantity: 3,
      unit: 'image',
      unitSize: 1,
      units: 3,
      creditsPerUnit: 80,
    },
    rateCardVersion: '2026-01',
  };
  const change = buildPlanChange({ at });
  const plans = [
    buildOfferedPlan(),
    buildOfferedPlan({ id: 'ai-suite-240000', name: 'AI Suite 240K', monthlyCredits: 240_000 }),
  ];

  test('is a generation’s tool and the choices that were priced', () => {
    expect(describeEntry(generation, plans, formats)).toEqual({
      title: 'Text to image',
      detail: 'Flux 2.0 Pro, 3 images',
    });
  });

  test.each([
    [4710, '4,710 credits expired'],
    [1, '1 credit expired'],
    [0, '0 credits expired'],
  ])('is a reset and the %d that expired', (expired, detail) => {
    const reset = { id: 'rst-7', at, kind: 'reset', credits: 0, balanceAfter: 40_000, expired } as const;
    expect(describeEntry(reset, plans, formats)).toEqual({ title: 'Credits reset', detail });
  });

  test('is an upgrade’s two plans by name, what was paid and what was carried over', () => {
    expect(describeEntry(change, plans, formats)).toEqual({
      title: 'Plan upgraded',
      detail: 'AI Suite Starter 40K to AI Suite 240K, $60.00 paid, 1,000 used carried over',
    });
  });

  test('names by its id a plan that is no longer sold, and any plan before the catalogue has loaded', () => {
    expect(describeEntry(change, [], formats).detail).toMatch(/^ai-suite-40000 to ai-suite-240000, /);
  });
});
