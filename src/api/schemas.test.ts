import * as v from 'valibot';
import { describe, expect, test } from 'vitest';
import {
  AccountSchema,
  BalanceSchema,
  GenerationBodySchema,
  InstantSchema,
  LedgerEntrySchema,
  ProblemSchema,
} from './schemas.ts';

describe('An instant off the wire', () => {
  test.each([
    ['2026-04-21T09:00:00Z', '2026-04-21T09:00:00Z'],
    ['2026-04-21T09:00:00.999Z', '2026-04-21T09:00:00Z'],
    ['2026-04-21T11:00:00+02:00', '2026-04-21T09:00:00Z'],
    ['2026-04-21T23:59:59.9-05:45', '2026-04-22T05:44:59Z'],
    ['2026-04-21T09:00:00,5Z', '2026-04-21T09:00:00Z'],
    ['2026-04-21T11:00+02', '2026-04-21T09:00:00Z'],
    ['2026-04-21T03:15:00-0545', '2026-04-21T09:00:00Z'],
  ])('%s is %s', (text, instant) => {
    expect(v.parse(InstantSchema, text)).toBe(instant);
  });

  test.each(['2026-04-21', '2026-04-21T09:00:00', '2026-13-01T00:00:00Z', 'tomorrow', '', 1_776_762_000_000])(
    '%j is none',
    (value) => {
      expect(v.is(InstantSchema, value)).toBe(false);
    },
  );
});

describe('A balance off the wire', () => {
  const balance = {
    allowance: 40_000,
    used: 1000,
    remaining: 39_000,
    usedByTool: { 'text-to-speech': 1000 },
    cycle: { start: '2026-04-01T09:00:00Z', end: '2026-05-01T09:00:00Z' },
    resetsAt: '2026-05-01T09:00:00Z',
    asOf: '2026-04-21T09:00:00Z',
  };

  test('is taken with whole credits, and with no reset to come', () => {
    expect(v.is(BalanceSchema, balance)).toBe(true);
    expect(v.is(BalanceSchema, { ...balance, resetsAt: null })).toBe(true);
  });

  test.each([
    ['a fraction of a credit', { remaining: 38_999.5 }],
    ['fewer than none', { remaining: -1 }],
    ['a figure that is text', { used: '1000' }],
    ['no figure', { used: null }],
    ['a tool’s share that is no figure', { usedByTool: { 'text-to-speech': Number.NaN } }],
    ['a cycle without an end', { cycle: { start: '2026-04-01T09:00:00Z' } }],
  ])('is refused with %s', (_, part) => {
    expect(v.is(BalanceSchema, { ...balance, ...part })).toBe(false);
  });
});

test('An account may state no language and no zone, but not a zone that no clock knows', () => {
  const account = { id: 'customer-1', name: 'Noor Haddad', email: 'noor@example.com', clonedVoices: [] };
  expect(v.is(AccountSchema, account)).toBe(true);
  expect(v.is(AccountSchema, { ...account, timeZone: 'Asia/Kathmandu' })).toBe(true);
  expect(v.is(AccountSchema, { ...account, timeZone: 'Mars/Olympus' })).toBe(false);
});

describe('The body of a generation says what is priced, never what is made', () => {
  const request = { tool: 'text-to-image', model: 'Flux 2.0 Pro', images: 3 };
  const body = { request, credits: 240, rateCardVersion: '2026-01' };

  test('so a prompt in it is refused wherever it stands', () => {
    expect(v.is(GenerationBodySchema, body)).toBe(true);
    expect(v.is(GenerationBodySchema, { ...body, prompt: 'a lighthouse' })).toBe(false);
    expect(v.is(GenerationBodySchema, { ...body, request: { ...request, prompt: 'a lighthouse' } })).toBe(
      false,
    );
  });

  test('but for the name of a cloned voice, which is 1 to 80 characters without the spaces around it', () => {
    const named = (voiceName: string) => v.safeParse(GenerationBodySchema, { ...body, voiceName });
    expect(named(' Ira ').output).toMatchObject({ voiceName: 'Ira' });
    expect(named('   ').success).toBe(false);
    expect(named('x'.repeat(81)).success).toBe(false);
  });
});

test('A ledger entry of a kind that is not known is refused, not shown half', () => {
  const reset = { id: 'rst-1', at: '2026-05-01T09:00:00Z', credits: 0, balanceAfter: 40_000, expired: 4710 };
  expect(v.is(LedgerEntrySchema, { ...reset, kind: 'reset' })).toBe(true);
  expect(v.is(LedgerEntrySchema, { ...reset, kind: 'gift' })).toBe(false);
});

test('A problem needs its stable code; what a code carries is held to its shape', () => {
  const problem = { type: 'about:blank', title: 'Not enough credits', status: 402 };
  expect(v.is(ProblemSchema, problem)).toBe(false);
  expect(v.is(ProblemSchema, { ...problem, code: 'insufficient_credits', planId: null })).toBe(true);
  expect(v.is(ProblemSchema, { ...problem, code: 'insufficient_credits', required: 'many' })).toBe(false);
});
