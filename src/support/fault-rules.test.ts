import { expect, test } from 'vitest';
import { parseFaultRules } from '../../mocks/faults.ts';
import { FAULTS, faultRule, PRESETS } from './fault-rules.ts';

test('A rule says endpoint, fault and how often', () => {
  const lostOnce = faultRule('POST /v1/generations', 'drop-reply', 0, { kind: 'first', count: 1 });
  expect(lostOnce).toBe('POST /v1/generations:drop-reply:1');
  expect(faultRule('*', 'status', 503, { kind: 'share', percent: 30 })).toBe('*:503:0.30');
  expect(faultRule('GET /v1/balance', 'latency', 10_000, { kind: 'always' })).toBe(
    'GET /v1/balance:latency=10000',
  );
});

test('A share of 100 % stays a share', () => {
  const [rule] = parseFaultRules(faultRule('*', 'offline', 0, { kind: 'share', percent: 100 }));
  expect(rule?.often).toEqual({ share: 1 });
});

test('The embedded API understands every fault and every preset', () => {
  const rules = FAULTS.map((fault) =>
    faultRule('*', fault.kind, 'figure' in fault ? fault.figure : 0, { kind: 'always' }),
  );
  expect(parseFaultRules(rules.join(','))).toHaveLength(FAULTS.length);
  expect(parseFaultRules(PRESETS.map(({ rule }) => rule).join(','))).toHaveLength(PRESETS.length);
});
