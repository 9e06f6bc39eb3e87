import { renderHook, waitFor } from '@testing-library/react';
import { expect, onTestFinished, test, vi } from 'vitest';
import { useCountedFigure } from './use-counted-figure.ts';

/** Every figure that was shown on the way from one to the other. */
async function figuresShown(from: number, to: number, reducedMotion: boolean) {
  const device = vi.spyOn(globalThis, 'matchMedia');
  device.mockReturnValue({ ...matchMedia(''), matches: reducedMotion });
  onTestFinished(() => device.mockRestore());
  const shown: number[] = [];
  const { rerender } = renderHook(({ target }) => shown.push(useCountedFigure(target)), {
    initialProps: { target: from },
  });
  rerender({ target: to });
  await waitFor(() => expect(shown.at(-1)).toBe(to));
  return [...new Set(shown)];
}

test('From 39,000 to 37,800 the figure counts along in whole credits, never past its end', async () => {
  const shown = await figuresShown(39_000, 37_800, false);
  expect(shown[0]).toBe(39_000);
  expect(shown.length).toBeGreaterThan(3);
  expect(shown).toEqual(shown.toSorted((a, b) => b - a));
  expect(shown.every(Number.isInteger)).toBe(true);
});

test('It counts upwards likewise', async () => {
  const shown = await figuresShown(37_800, 39_000, false);
  expect(shown.length).toBeGreaterThan(3);
  expect(shown).toEqual(shown.toSorted((a, b) => a - b));
});

test('For those who want no motion it is there at once', async () => {
  expect(await figuresShown(39_000, 37_800, true)).toEqual([39_000, 37_800]);
});
