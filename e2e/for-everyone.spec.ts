import type { Page } from '@playwright/test';
import { TOOL_FORMS } from '../src/create/tool-forms.ts';
import { expect, test } from './fixtures.ts';

const USED_1000 = 'scenario=used-1000&at=2026-04-21T09:00:00Z';

/** Replies to a path arrive with these fields in place of their own, and with these texts in place of others. */
async function answerWith(page: Page, path: string, fields: object, texts: Record<string, string> = {}) {
  await page.addInitScript(
    (changed) => {
      const send = window.fetch;
      window.fetch = async (...request) => {
        const reply = await send(...request);
        if (new URL(String(request[0]), location.href).pathname !== changed.path) return reply;
        let text = await reply.text();
        for (const [from, to] of Object.entries(changed.texts)) text = text.replaceAll(from, to);
        return new Response(JSON.stringify({ ...JSON.parse(text), ...changed.fields }), reply);
      };
    },
    { path, fields, texts },
  );
}

async function expectNothingSideways(page: Page): Promise<void> {
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  expect(overflow, page.url()).toBeLessThanOrEqual(0);
}

const balanceOf = (allowance: number, used: number) => ({
  allowance,
  used,
  remaining: allowance - used,
  usedByTool: { 'text-to-video': used },
});

for (const [allowance, used] of [
  [7500, 1],
  [7500, 7499],
  [240_000, 1],
  [240_000, 239_999],
] as const) {
  test(`${used} of ${allowance} credits: what is used and what is left are both seen in every meter`, async ({
    page,
    open,
  }) => {
    await answerWith(page, '/v1/balance', balanceOf(allowance, used));
    for (const path of ['/', '/create/text-to-speech']) {
      await open(path, USED_1000);
      await expect(page.getByRole('meter')).toHaveCount(2);
      // Each meter is drawn anew once its forecast is there.
      await expect(async () => {
        for (const part of await page.locator('[data-part="video"], [data-part="rest"]').all()) {
          expect((await part.boundingBox())?.width).toBeGreaterThanOrEqual(3);
        }
      }).toPass();
    }
    await expect(page.locator('[data-part]')).toHaveCount(4);
  });
}

test.describe('At 320 px', () => {
  test.use({ viewport: { width: 320, height: 640 } });

  for (const { tool } of TOOL_FORMS) {
    test(`${tool} begins above the fold, and nothing scrolls sideways`, async ({ page, open }) => {
      await open(`/create/${tool}`, USED_1000);
      const field = page.getByRole('main').locator('textarea, input').first();
      await expect(field).toBeInViewport();
      const label = await page.getByRole('main').locator('form label').first().boundingBox();
      const bar = await page.getByRole('button', { name: /^(Generate|Animate), / }).boundingBox();
      expect(label && label.y + label.height).toBeLessThan(bar?.y ?? 0);
      await expectNothingSideways(page);
      await expect(page.getByRole('main').locator('a[aria-current="page"]')).toBeInViewport({ ratio: 1 });
    });
  }

  test('voices stand under whatever names their owners gave them', async ({ page, open }) => {
    const names = [
      'The voice of the narrator of the third season as it was before the great flood of 1824',
      'Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft',
      '🎙️👩🏽‍🎤🎶',
      'صوت نور، هادئ',
      '<img src=x onerror=alert(1)><b>bold</b>',
    ];
    const clonedVoices = names.map((name, index) => ({ id: `voice-${index}`, name }));
    await answerWith(page, '/v1/account', { clonedVoices });
    await open('/create/text-to-speech', USED_1000);
    for (const name of names) {
      // Away from the button, which the page scrolls under a pointer that stays where the last choice was.
      await page.mouse.move(0, 0);
      await page.getByLabel(`${name}, 1 credit for 10 characters`, { exact: true }).check();
      await expect(page.getByText(name, { exact: true })).toBeInViewport();
    }
    await expectNothingSideways(page);
  });

  test('a model of a longer name than any now breaks its line and nothing else', async ({ page, open }) => {
    const long =
      'Veo 3.1 Ultra High Definition Preview Extended_With_Audio_And_Subtitles_2026-11-22_release-candidate-2';
    await answerWith(page, '/v1/rate-card', {}, { '"Veo 3.1"': JSON.stringify(long) });
    await open('/create/text-to-video', USED_1000);
    await page.getByLabel(new RegExp(`^${long}, `)).check();
    await expectNothingSideways(page);
    await page.getByRole('textbox', { name: 'Prompt' }).fill('A lighthouse');
    await page.getByRole('radio', { name: /^1:1, / }).check();
    await expect(page.getByText(`Model ${long} becomes`)).toBeVisible();
    await expectNothingSideways(page);
  });
});

test.describe('At 200 % zoom of 1280 × 800', () => {
  test.use({ viewport: { width: 640, height: 400 } });

  test('only the button with the price stays in sight', async ({ page, open }) => {
    await open('/create/text-to-video', USED_1000);
    await page.getByRole('radiogroup', { name: 'Resolution' }).scrollIntoViewIfNeeded();
    await expect(page.getByRole('button', { name: /^Generate, / })).toBeInViewport({ ratio: 1 });
    await expect(page.getByRole('button', { name: 'Credits', exact: true })).not.toBeInViewport();
    await expect(page.getByRole('link', { name: 'Usage' })).not.toBeInViewport();
    await expectNothingSideways(page);
  });
});

test.describe('In forced colours', () => {
  test.use({ contextOptions: { forcedColors: 'active' } });

  test('what is chosen is told from what is not, and every mark keeps its colour', async ({ page, open }) => {
    await open('/create/text-to-video', USED_1000);
    await expect(page.getByRole('button', { name: /^Generate, / })).toBeVisible();
    const segments = await page
      .getByRole('radiogroup', { name: 'Audio' })
      .locator('label')
      .evaluateAll((labels) => labels.map((label) => getComputedStyle(label).backgroundColor));
    expect(new Set(segments).size).toBe(2);
    const tools = page.getByRole('navigation', { name: 'Tools' }).getByRole('link');
    const backgrounds = await tools.evaluateAll((links) =>
      links.map((link) => getComputedStyle(link).backgroundColor),
    );
    expect(new Set(backgrounds).size).toBe(2);
    const marks = await page
      .locator('.tool-mark')
      .evaluateAll((spots) => spots.map((spot) => `${spot.className} ${getComputedStyle(spot).color}`));
    expect(new Set(marks).size).toBe(7);
  });
});
