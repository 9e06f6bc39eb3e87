import { describe, expect, test } from 'vitest';
import { neighbours, parseInstant, stepped } from './moves.ts';

describe('One step', () => {
  test('is a second, a minute, an hour or 24 hours, forward and back', () => {
    expect(stepped('2026-03-31T23:59:59Z', 'second', 1)).toBe('2026-04-01T00:00:00Z');
    expect(stepped('2026-04-01T00:00:00Z', 'minute', -1)).toBe('2026-03-31T23:59:00Z');
    expect(stepped('2026-04-01T00:00:00Z', 'hour', 1)).toBe('2026-04-01T01:00:00Z');
    expect(stepped('2026-03-01T12:00:00Z', 'day', -1)).toBe('2026-02-28T12:00:00Z');
  });

  test('of a month keeps day and time, and stops at the last day of a shorter month', () => {
    expect(stepped('2026-04-21T09:00:00Z', 'month', 1)).toBe('2026-05-21T09:00:00Z');
    expect(stepped('2026-01-31T09:30:00Z', 'month', 1)).toBe('2026-02-28T09:30:00Z');
    expect(stepped('2028-03-31T09:30:00Z', 'month', -1)).toBe('2028-02-29T09:30:00Z');
    expect(stepped('2026-12-31T09:30:00Z', 'month', 1)).toBe('2027-01-31T09:30:00Z');
  });
});

describe('A jump', () => {
  const moments = [
    { at: '2026-04-01T09:00:00Z', what: 'start', id: 'start' },
    { at: '2026-04-02T10:00:00Z', what: 'event', id: 'gen_1' },
    { at: '2026-05-01T09:00:00Z', what: 'reset', id: 'rst_2' },
    { at: '2026-05-01T09:00:00Z', what: 'charge', id: 'charge' },
  ] as const;

  test('goes to the nearest moment before or after, never to where it stands', () => {
    const { previous, next } = neighbours(moments, '2026-04-02T10:00:00Z', 'any');
    expect([previous?.id, next?.id]).toEqual(['start', 'rst_2']);
  });

  test('goes to the nearest of one kind, or nowhere', () => {
    const { previous, next } = neighbours(moments, '2026-04-02T10:00:00Z', 'charge');
    expect([previous, next?.id]).toEqual([undefined, 'charge']);
  });
});

describe('An instant', () => {
  test('is read to the second in UTC, and is a day of the calendar', () => {
    expect(parseInstant(' 2026-04-21T09:00:00Z ')).toBe('2026-04-21T09:00:00Z');
    for (const text of ['2026-04-21', '2026-04-21T09:00', '2026-02-30T09:00:00Z', 'noon']) {
      expect(parseInstant(text), text).toBeNull();
    }
  });
});
