import { beforeEach, describe, expect, onTestFinished, test, vi } from 'vitest';
import { session } from './session.ts';

beforeEach(() => session.heard(200));

test('A 401 ends the session, and whoever listens is told once', () => {
  const told = vi.fn<() => void>();
  onTestFinished(session.subscribe(told));
  session.heard(401);
  session.heard(401);
  expect(session.isEnded()).toBe(true);
  expect(told).toHaveBeenCalledTimes(1);
});

describe('A session', () => {
  test.each([200, 201, 204])('that has ended lives again by a %d', (status) => {
    session.heard(401);
    session.heard(status);
    expect(session.isEnded()).toBe(false);
  });

  test.each([403, 404, 429, 500, 502, 503])(
    'stays as it was by a %d, which a gateway may have given',
    (status) => {
      session.heard(status);
      expect(session.isEnded()).toBe(false);
      session.heard(401);
      session.heard(status);
      expect(session.isEnded()).toBe(true);
    },
  );
});
