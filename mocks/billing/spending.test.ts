import { describe, expect, test } from 'vitest';
import { buildRateCard } from '../../src/estimator/testing/build-rate-card.ts';
import { catalogue } from '../data/catalogue.ts';
import { buildState, spend } from '../testing/build-state.ts';
import { decideGeneration } from './spending.ts';
import type { BillingState } from './state.ts';

const VEO = {
  request: {
    tool: 'text-to-video',
    model: 'Veo 3.1',
    audio: true,
    aspect: '16:9',
    resolution: '1080p',
    duration: 8,
  },
  credits: 4000,
  rateCardVersion: '2026-01',
};
const CLONE = {
  request: { tool: 'voice-clone' },
  credits: 500,
  rateCardVersion: '2026-01',
  voiceName: 'Ada reading',
};

function speech(credits: number) {
  const request = { tool: 'text-to-speech', model: 'Cartesia', characters: credits * 10 };
  return { request, credits, rateCardVersion: '2026-01' };
}

/** What is refused, after making sure that the refusal left the state as it was. */
function refusalOf(state: BillingState, body: unknown) {
  const before = structuredClone(state);
  const decision = decideGeneration(state, body, catalogue);
  if ('event' in decision) throw new Error('It was accepted.');
  expect(state).toEqual(before);
  expect(decision.refusal.detail).toContain('Nothing was charged.');
  const { detail: _, ...refusal } = decision.refusal;
  return refusal;
}

function isAccepted(state: BillingState, body: unknown): boolean {
  return 'event' in decideGeneration(state, body, catalogue);
}

describe('The order of the checks: a request that fails them all is refused for the first, then the next', () => {
  const voiceOnly = { planId: 'ai-starter-7500' };
  const exhausted = () => {
    const state = buildState();
    spend(state, 40_000);
    return state;
  };
  const allWrong = { ...VEO, prompt: 'a fox', credits: 1 };

  test('status', () => {
    const state = buildState({ ...voiceOnly, pastDueSince: '2026-04-21T09:00:00Z' });
    expect(refusalOf(state, allWrong)).toEqual({ code: 'subscription_past_due' });
  });

  test('tool in plan', () => {
    expect(refusalOf(buildState(voiceOnly), allWrong)).toEqual({ code: 'tool_not_in_plan' });
  });

  test('valid request', () => {
    expect(refusalOf(exhausted(), allWrong)).toEqual({ code: 'invalid_request' });
  });

  test('price', () => {
    expect(refusalOf(exhausted(), { ...VEO, credits: 1 })).toMatchObject({ code: 'price_changed' });
  });

  test('balance', () => {
    expect(refusalOf(exhausted(), VEO)).toMatchObject({ code: 'insufficient_credits' });
  });
});

describe('status', () => {
  test('Before the payment fails one may spend, from that second on no longer', () => {
    const pastDueSince = '2026-05-01T09:00:00Z';
    expect(isAccepted(buildState({ pastDueSince, at: '2026-05-01T08:59:59Z' }), VEO)).toBe(true);
    expect(refusalOf(buildState({ pastDueSince, at: pastDueSince }), VEO)).toEqual({
      code: 'subscription_past_due',
    });
  });

  test('A canceled plan may spend to its last second, an ended one not', () => {
    const endsAt = '2026-05-01T09:00:00Z';
    expect(isAccepted(buildState({ endsAt, at: '2026-05-01T08:59:59Z' }), VEO)).toBe(true);
    expect(refusalOf(buildState({ endsAt, at: endsAt }), VEO)).toEqual({ code: 'subscription_ended' });
  });
});

describe('tool in plan', () => {
  test.each(['text-to-image', 'image-to-image', 'text-to-video', 'image-to-video'])(
    'AI Starter 7.5K does not unlock %s, however little of the request is there',
    (tool) => {
      expect(refusalOf(buildState({ planId: 'ai-starter-7500' }), { request: { tool } })).toEqual({
        code: 'tool_not_in_plan',
      });
    },
  );

  test.each([
    ['text-to-speech', speech(10)],
    ['voice-clone', CLONE],
    [
      'speech-to-speech',
      { request: { tool: 'speech-to-speech', seconds: 10.2 }, credits: 22, rateCardVersion: '2026-01' },
    ],
  ])('AI Starter 7.5K unlocks %s', (_, body) => {
    expect(isAccepted(buildState({ planId: 'ai-starter-7500' }), body)).toBe(true);
  });

  test('A tool that the card prices and no plan holds yet is in no plan', () => {
    const rateCards = [buildRateCard({ tool: 'music', unit: 'track' })];
    const body = { request: { tool: 'music' }, credits: 100, rateCardVersion: 'test' };
    expect(decideGeneration(buildState(), body, { ...catalogue, rateCards })).toMatchObject({
      refusal: { code: 'tool_not_in_plan' },
    });
  });

  test('A tool that a dearer plan holds and the card no longer prices is in no plan of this customer', () => {
    const rateCards = [buildRateCard({ tool: 'music', unit: 'track' })];
    const state = buildState({ planId: 'ai-starter-7500' });
    expect(decideGeneration(state, VEO, { ...catalogue, rateCards })).toMatchObject({
      refusal: { code: 'tool_not_in_plan' },
    });
  });

  test('A plan that holds the new tool generates with it: a track for 100 credits', () => {
    const rateCards = [buildRateCard({ tool: 'music', unit: 'track' })];
    const state = buildState();
    const { plan } = state.subscription;
    state.subscription.plan = { ...plan, tools: [...plan.tools, 'music'] };
    const body = { request: { tool: 'music' }, credits: 100, rateCardVersion: 'test' };
    expect(decideGeneration(state, body, { ...catalogue, rateCards })).toMatchObject({
      event: { request: { tool: 'music' }, estimate: { credits: 100, unit: 'track' } },
    });
  });
});

describe('valid request', () => {
  test.each([
    ['nothing at all', undefined],
    ['no object', 'Veo 3.1'],
    ['no request', { credits: 4000, rateCardVersion: '2026-01' }],
    ['no credits', { request: VEO.request, rateCardVersion: '2026-01' }],
    ['no rate card version', { request: VEO.request, credits: 4000 }],
    ['credits below zero', { ...VEO, credits: -4000 }],
    ['a fraction of a credit', { ...VEO, credits: 3999.5 }],
    ['credits in words', { ...VEO, credits: '4000' }],
    ['a prompt beside the request', { ...VEO, prompt: 'a fox' }],
    ['a prompt in the request', { ...VEO, request: { ...VEO.request, prompt: 'a fox' } }],
    [
      'a script in the request',
      { ...speech(1), request: { ...speech(1).request, script: 'Once upon a time' } },
    ],
    ['a file name in the request', { ...VEO, request: { ...VEO.request, fileName: 'fox.png' } }],
    ['an unknown tool', { ...VEO, request: { tool: 'text-to-smell' } }],
    ['an unknown model', { ...VEO, request: { ...VEO.request, model: 'Veo 9' } }],
    ['a combination without a price', { ...VEO, request: { ...VEO.request, duration: 7 } }],
    ['a duration in words', { ...VEO, request: { ...VEO.request, duration: '8' } }],
    ['no characters', { ...speech(1), request: { tool: 'text-to-speech', model: 'Cartesia' } }],
    [
      'half a character',
      { ...speech(1), request: { tool: 'text-to-speech', model: 'Cartesia', characters: 0.5 } },
    ],
    [
      'five images',
      {
        request: { tool: 'text-to-image', model: 'Flux 2.0 Pro', images: 5 },
        credits: 400,
        rateCardVersion: '2026-01',
      },
    ],
  ])('is not one with %s', (_, body) => {
    expect(refusalOf(buildState(), body)).toEqual({ code: 'invalid_request' });
  });

  test.each([
    [
      'the field that is wrong',
      { ...VEO, request: { ...VEO.request, duration: '8' } },
      /^request\.duration: Invalid type: Expected number but received "8"\. Nothing/,
    ],
    [
      'no field where the whole is wrong',
      undefined,
      /^Invalid type: Expected Object but received undefined\. Nothing/,
    ],
  ])('names %s', (_, body, detail) => {
    expect(decideGeneration(buildState(), body, catalogue)).toMatchObject({
      refusal: { detail: expect.stringMatching(detail) },
    });
  });

  test.each([
    ['no voiceName', undefined],
    ['an empty one', ''],
    ['one of blanks', '   '],
    ['one of 81 characters', 'a'.repeat(81)],
    ['a number for one', 7],
  ])('A voice clone with %s is not one', (_, voiceName) => {
    expect(refusalOf(buildState(), { ...CLONE, voiceName })).toEqual({ code: 'invalid_request' });
  });

  test('Only a voice clone takes a voiceName', () => {
    expect(refusalOf(buildState(), { ...VEO, voiceName: 'Ada reading' })).toEqual({
      code: 'invalid_request',
    });
  });

  test('A voice is remembered under its name without the blanks around it', () => {
    const decision = decideGeneration(buildState(), { ...CLONE, voiceName: ' Ada reading ' }, catalogue);
    expect(decision).toMatchObject({
      event: { voiceName: 'Ada reading', request: { tool: 'voice-clone' }, estimate: { credits: 500 } },
    });
  });

  test('Speech to speech was not on the card of 2025', () => {
    const body = {
      request: { tool: 'speech-to-speech', seconds: 10.2 },
      credits: 22,
      rateCardVersion: '2026-01',
    };
    const anchor = '2025-12-20T00:00:00Z';
    expect(refusalOf(buildState({ anchor, at: '2025-12-31T23:59:59Z' }), body)).toEqual({
      code: 'invalid_request',
    });
    expect(isAccepted(buildState({ anchor, at: '2026-01-01T00:00:00Z' }), body)).toBe(true);
  });
});

describe('price', () => {
  const anchor = '2025-12-20T00:00:00Z';
  const script = { tool: 'text-to-speech', model: 'Eleven Multilingual v2', characters: 1234 };

  test('1,234 characters were shown for 124 credits; with the new year they cost 247, and nothing is charged', () => {
    const shown = { request: script, credits: 124, rateCardVersion: '2025-11' };
    expect(isAccepted(buildState({ anchor, at: '2025-12-31T23:59:59Z' }), shown)).toBe(true);
    expect(refusalOf(buildState({ anchor, at: '2026-01-01T00:00:00Z' }), shown)).toEqual({
      code: 'price_changed',
      estimate: {
        ok: true,
        credits: 247,
        rateCardVersion: '2026-01',
        ruleId: expect.any(String),
        quantity: 1234,
        unit: 'character',
        unitSize: 5,
        units: 247,
        creditsPerUnit: 1,
      },
    });
  });

  test('A figure that stayed the same goes through under the newer card, and is charged by it', () => {
    const shown = { ...speech(124), rateCardVersion: '2025-11' };
    expect(
      decideGeneration(buildState({ anchor, at: '2026-01-01T00:00:00Z' }), shown, catalogue),
    ).toMatchObject({
      event: { estimate: { credits: 124, rateCardVersion: '2026-01' } },
    });
  });

  test.each([3999, 4001, 0])('%i credits are not the 4,000 that it costs, cheaper or dearer', (credits) => {
    expect(refusalOf(buildState(), { ...VEO, credits })).toMatchObject({
      code: 'price_changed',
      estimate: { credits: 4000 },
    });
  });
});

describe('balance', () => {
  function withUsed(used: number, changes = {}) {
    const state = buildState(changes);
    spend(state, used);
    return state;
  }

  test('The last credit can be spent', () => {
    expect(isAccepted(withUsed(36_000), VEO)).toBe(true);
  });

  test('One credit short: 3,999 left of the 4,000 required; AI Suite 240K is the cheapest that covers them', () => {
    expect(refusalOf(withUsed(36_001), VEO)).toEqual({
      code: 'insufficient_credits',
      required: 4000,
      remaining: 3999,
      planId: 'ai-suite-240000',
    });
  });

  test('The target must cover what was used too: 5,000 of 7,500 used, 11,500 wanted fit in 16,500, 11,501 do not', () => {
    const state = () => withUsed(5000, { planId: 'ai-starter-7500' });
    expect(refusalOf(state(), speech(11_500))).toMatchObject({ planId: 'ai-starter-16500' });
    expect(refusalOf(state(), speech(11_501))).toMatchObject({ planId: 'ai-suite-40000' });
  });

  test('When no plan would do, none is named', () => {
    expect(refusalOf(withUsed(1000), speech(239_001))).toEqual({
      code: 'insufficient_credits',
      required: 239_001,
      remaining: 39_000,
      planId: null,
    });
    expect(refusalOf(buildState({ planId: 'max-pro-240000' }), speech(240_001))).toMatchObject({
      planId: null,
    });
  });

  test('A canceled plan cannot be upgraded, so none is named', () => {
    const state = withUsed(36_001, { endsAt: '2026-05-01T09:00:00Z' });
    expect(refusalOf(state, VEO)).toMatchObject({ code: 'insufficient_credits', planId: null });
  });
});

test('What is accepted keeps the request, the price and its derivation, and the key that it came under', () => {
  const idempotency = { key: 'key-1', fingerprint: 'POST /v1/generations {}' };
  expect(decideGeneration(buildState(), VEO, catalogue, idempotency)).toEqual({
    event: {
      kind: 'generation',
      request: VEO.request,
      estimate: {
        ok: true,
        credits: 4000,
        rateCardVersion: '2026-01',
        ruleId: expect.any(String),
        quantity: 1,
        unit: 'generation',
        unitSize: 1,
        units: 1,
        creditsPerUnit: 4000,
      },
      idempotency,
    },
  });
});
