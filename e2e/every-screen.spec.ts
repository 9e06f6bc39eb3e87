import { expect, expectAccessible, test } from './fixtures.ts';

const USED_1000 = 'scenario=used-1000&at=2026-04-21T09:00:00Z';
const SCREENS = [
  '/',
  '/create/text-to-speech',
  '/create/text-to-image',
  '/create/text-to-video',
  '/usage',
  '/plan',
];

// Each width and each theme once; all pairs of them in the full suite.
for (const [width, colorScheme, full] of [
  [1440, 'dark', ''],
  [375, 'light', ''],
  [1440, 'light', ' @full'],
  [375, 'dark', ' @full'],
] as const) {
  test.describe(`At ${width} px, ${colorScheme}`, () => {
    test.use({ colorScheme, viewport: { width, height: 900 } });

    test(`axe finds nothing on any screen${full}`, async ({ page, open }) => {
      test.slow();
      for (const path of SCREENS) {
        await open(path, USED_1000);
        await expect(page.getByRole('main')).not.toBeEmpty();
        await page.waitForLoadState('networkidle');
        await expectAccessible(page);
      }
    });
  });
}

test.describe('At 320 px', () => {
  test.use({ viewport: { width: 320, height: 640 } });

  test('nothing scrolls sideways', async ({ page, open }) => {
    for (const path of SCREENS) {
      await open(path, USED_1000);
      await page.waitForLoadState('networkidle');
      const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      expect(overflow, path).toBeLessThanOrEqual(0);
    }
  });
});
