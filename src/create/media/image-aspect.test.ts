import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { imageAspect } from './image-aspect.ts';

describe('The shape of an image', () => {
  test.each([
    [1024, 1024, '1:1'],
    [4032, 3024, '4:3'],
    [3024, 4032, '3:4'],
    [6000, 4000, '3:2'],
    [1920, 1080, '16:9'],
    [1080, 1350, '4:5'],
  ])('of %d by %d pixels is %s', (width, height, aspect) => {
    expect(imageAspect(width, height)).toBe(aspect);
  });

  test.each([
    [1366, 768, '16:9'],
    [6016, 4016, '3:2'],
    [100, 67, '3:2'],
  ])('of %d by %d pixels misses %s by less than 1 %%', (width, height, aspect) => {
    expect(imageAspect(width, height)).toBe(aspect);
  });

  test.each([
    [500, 300, '5:3'],
    [1000, 100, '10:1'],
  ])('of %d by %d pixels has a short ratio of its own, %s', (width, height, aspect) => {
    expect(imageAspect(width, height)).toBe(aspect);
  });

  test.each([
    [1200, 628, '1.91:1'],
    [628, 1200, '1:1.91'],
    [5000, 1, '5000:1'],
  ])('of %d by %d pixels is no short ratio, but %s', (width, height, aspect) => {
    expect(imageAspect(width, height)).toBe(aspect);
  });

  test('is within 1 % of what it says, and turned over when the image is', () => {
    const side = fc.integer({ min: 1, max: 10_000 });
    fc.assert(
      fc.property(side, side, (width, height) => {
        const [across = 0, down = 0] = imageAspect(width, height).split(':').map(Number);
        expect(Math.abs((across / down) * (height / width) - 1)).toBeLessThanOrEqual(0.0101);
        expect(imageAspect(height, width)).toBe(width === height ? '1:1' : `${down}:${across}`);
      }),
    );
  });
});
