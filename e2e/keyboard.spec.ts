import { fileURLToPath } from 'node:url';
import type { Locator, Page } from '@playwright/test';
import { expect, test, visit } from './fixtures.ts';

const USED_1000 = 'scenario=used-1000&at=2026-04-21T09:00:00Z';

const media = (name: string) => fileURLToPath(new URL(`media/${name}`, import.meta.url));

const button = (page: Page) => page.getByRole('button', { name: /^(Generate|Animate), / });
const howPriced = (page: Page) => page.getByRole('button', { name: 'How this is priced' });
const receipt = (page: Page) => page.getByRole('region', { name: 'Receipt' });

/** Where Tab stops in a form: text boxes, files, the checked radio of each group, buttons. */
const STOPS = {
  'text-to-speech': ['Script', 'Model'],
  'voice-clone': ['Voice name', 'Voice sample'],
  'speech-to-speech': ['Recording'],
  'text-to-image': ['Prompt', 'Images', 'Model'],
  'image-to-image': ['Prompt', 'Input images', 'Model'],
  'text-to-video': ['Prompt', 'Model', 'Audio', 'Aspect ratio', 'Resolution', 'Duration'],
  'image-to-video': ['Prompt', 'Input image', 'Model', 'Audio', 'Aspect ratio', 'Resolution', 'Duration'],
};

/** The name of what has the focus: of a radio, that of its group. Nothing may be focused unseen, or be nowhere. */
async function focusedName(page: Page): Promise<string> {
  const focused = page.locator(':focus');
  await expect(focused).toHaveCount(1);
  expect(await focused.evaluate(hasVisibleRing), 'the focus is seen').toBe(true);
  return focused.evaluate((element) => {
    const group = element.closest('[role="radiogroup"]');
    const labels = 'labels' in element ? (element.labels as NodeListOf<HTMLLabelElement>) : [];
    return group
      ? (document.getElementById(group.getAttribute('aria-labelledby') ?? '')?.textContent ?? '')
      : (element.getAttribute('aria-label') ?? labels[0]?.textContent ?? element.textContent ?? '');
  });
}

/** Whether the element or what it lies in has an outline, and lies in the window and under nothing else. */
function hasVisibleRing(element: Element): boolean {
  const frame = getComputedStyle(element).opacity === '0' ? (element.parentElement ?? element) : element;
  const { outlineStyle, outlineWidth } = getComputedStyle(frame);
  const { left, top, width, height } = frame.getBoundingClientRect();
  const onTop = document.elementFromPoint(left + width / 2, top + height / 2);
  return (
    outlineStyle !== 'none' &&
    Number.parseFloat(outlineWidth) >= 2 &&
    onTop !== null &&
    (frame.contains(onTop) || onTop.contains(frame))
  );
}

/** Tabs until this has the focus. */
async function tabTo(target: Locator): Promise<void> {
  const page = target.page();
  for (let presses = 0; presses < 60; presses++) {
    if (await target.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press('Tab');
  }
  throw new Error('Tab does not get there.');
}

async function tabBackwardsTo(target: Locator): Promise<void> {
  const page = target.page();
  for (let presses = 0; presses < 60; presses++) {
    if (await target.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press('Shift+Tab');
  }
  throw new Error('Shift and Tab do not get there.');
}

/** Chooses files for whatever file input has the focus. */
async function chooseForFocused(page: Page, ...names: string[]): Promise<void> {
  const focused = page.locator('input[type=file]:focus');
  await focused.setInputFiles(names.map(media));
  await expect(page.getByText(names.at(-1) ?? '')).toBeVisible();
  await expect(focused).toHaveCount(1);
}

for (const width of [1280, 375]) {
  test.describe(`At ${width} px`, () => {
    test.use({ viewport: { width, height: 800 } });

    for (const [tool, stops] of Object.entries(STOPS)) {
      test(`${tool}: Tab stops in reading order, always in sight, and back again`, async ({ page, open }) => {
        await open(`/create/${tool}`, USED_1000);
        await expect(button(page)).toBeVisible();
        await page.getByRole('navigation', { name: 'Tools' }).getByRole('link').last().focus();
        const price = await button(page).textContent();
        const expected = [...stops, price ?? '', 'How this is priced', 'Clear this form'];
        const walked: string[] = [];
        for (const _ of expected) {
          await page.keyboard.press('Tab');
          walked.push(await focusedName(page));
        }
        expect(walked).toEqual(expected);
        const back: string[] = [];
        for (const _ of expected.slice(1)) {
          await page.keyboard.press('Shift+Tab');
          back.push(await focusedName(page));
        }
        expect(back).toEqual(expected.slice(0, -1).reverse());
      });
    }
  });
}

test('Text to speech: a script is typed, a voice taken with an arrow, and Enter spends', async ({
  page,
  open,
}) => {
  await open('/create/text-to-speech', USED_1000);
  await tabTo(page.getByRole('textbox', { name: 'Script' }));
  await page.keyboard.type('Hello\nyou!!!');
  await page.keyboard.press('Tab');
  await page.keyboard.press('ArrowUp');
  await expect(page.getByRole('radio', { name: 'Cartesia, 2 credits' })).toBeChecked();
  await page.keyboard.press('ArrowDown');
  await expect(page.getByRole('radio', { name: 'Eleven Multilingual v2, 3 credits' })).toBeChecked();
  await page.keyboard.press('Tab');
  await expect(button(page)).toBeFocused();
  await expect(page.getByRole('tooltip')).toContainText('12 characters / 5 = 2.4, charged as 3 credits');
  await page.keyboard.press('Enter');
  await expect(receipt(page)).toContainText('3 credits charged, 38,997 left');
  await expect(button(page)).toBeFocused();
});

test('Voice clone: a press without a name goes to the name, one without a sample to the sample', async ({
  page,
  open,
}) => {
  await open('/create/voice-clone', USED_1000);
  const name = page.getByRole('textbox', { name: 'Voice name' });
  const sample = page.getByLabel('Voice sample', { exact: true });
  await tabTo(button(page));
  await page.keyboard.press('Space');
  await expect(name).toBeFocused();
  await expect(name).toHaveAccessibleDescription('Name the voice first. Nothing was charged.');
  await page.keyboard.type('Noor');
  await tabTo(button(page));
  await page.keyboard.press('Enter');
  await expect(sample).toBeFocused();
  await chooseForFocused(page, 'tone-2.02s.wav');
  await tabTo(button(page));
  await page.keyboard.press('Space');
  await expect(receipt(page)).toContainText('500 credits charged, 38,500 left');
  await expect(button(page)).toBeFocused();
});

test('Speech to speech: a recording is chosen, removed and chosen again without the focus being lost', async ({
  page,
  open,
}) => {
  await open('/create/speech-to-speech', USED_1000);
  const recording = page.getByLabel('Recording', { exact: true });
  await tabTo(recording);
  await chooseForFocused(page, 'constant-10.02s.mp3');
  await tabBackwardsTo(page.getByRole('button', { name: 'Remove' }));
  await page.keyboard.press('Enter');
  await expect(recording).toBeFocused();
  await expect(button(page)).toHaveAccessibleName('Generate, nothing to price yet');
  await chooseForFocused(page, 'constant-10.02s.mp3');
  await page.keyboard.press('Tab');
  await expect(page.getByRole('tooltip')).toContainText('10 seconds × 2 = 20 credits');
  await page.keyboard.press('Space');
  await expect(receipt(page)).toContainText('20 credits charged, 38,980 left');
});

test('Text to image: the number is typed and stepped as in any spin button', async ({ page, open }) => {
  await open('/create/text-to-image', USED_1000);
  const images = page.getByRole('spinbutton', { name: 'Images' });
  await tabTo(page.getByRole('textbox', { name: 'Prompt' }));
  await page.keyboard.type('Lighthouses');
  await page.keyboard.press('Tab');
  await expect(images).toBeFocused();
  await page.keyboard.press('ControlOrMeta+A');
  await page.keyboard.press('3');
  await expect(button(page)).toHaveAccessibleName('Generate, 1,200 credits');
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('ArrowUp');
  await expect(images).toHaveValue('4');
  for (let presses = 0; presses < 5; presses++) await page.keyboard.press('ArrowDown');
  await expect(images).toHaveValue('1');
  await page.keyboard.press('Backspace');
  await expect(button(page)).toHaveAccessibleName('Generate, nothing to price yet');
  await page.keyboard.press('2');
  await tabTo(button(page));
  await page.keyboard.press('Enter');
  await expect(receipt(page)).toContainText('800 credits charged');
});

test('Image to image: images are moved and removed without the focus being lost', async ({ page, open }) => {
  await open('/create/image-to-image', USED_1000);
  const input = page.getByLabel('Input images', { exact: true });
  const kontext = page.getByRole('radio', { name: /^Flux Kontext, / });
  await tabTo(page.getByRole('textbox', { name: 'Prompt' }));
  await page.keyboard.type('At night');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  while (!(await kontext.isChecked())) await page.keyboard.press('ArrowDown');
  await tabBackwardsTo(input);
  await chooseForFocused(page, 'wide-16x9.png', 'plain-4x3.jpg', 'turned-2x3.jpg');
  await expect(page.getByRole('img')).toHaveCount(3);

  const later = page.getByRole('button', { name: 'Move wide-16x9.png later' });
  await tabBackwardsTo(later);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('img').nth(1)).toHaveAccessibleName('2: wide-16x9.png');
  await expect(later).toBeFocused();
  await page.keyboard.press('Space');
  await expect(page.getByRole('img').nth(2)).toHaveAccessibleName('3: wide-16x9.png');
  await expect(later).toBeFocused();
  const earlier = page.getByRole('button', { name: 'Move wide-16x9.png earlier' });
  await tabBackwardsTo(earlier);
  await page.keyboard.press('Enter');
  await expect(earlier).toBeFocused();

  for (const name of ['plain-4x3.jpg', 'wide-16x9.png', 'turned-2x3.jpg']) {
    await tabBackwardsTo(page.getByRole('button', { name: `Remove ${name}` }));
    await page.keyboard.press('Enter');
    await expect(page.getByRole('img', { name })).toHaveCount(0);
    await expect(input).toBeFocused();
  }
  await expect(button(page)).toHaveAccessibleName('Generate, nothing to price yet');
});

test('Text to video: every option is walked with the arrows, first and last joined', async ({
  page,
  open,
}) => {
  await open('/create/text-to-video', USED_1000);
  await tabTo(page.getByRole('textbox', { name: 'Prompt' }));
  await page.keyboard.type('A lighthouse at dusk');
  await page.keyboard.press('Tab');
  const veo = page.getByRole('radio', { name: /^Veo 3\.1, / });
  while (!(await veo.isChecked())) await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Tab');
  await page.keyboard.press('ArrowRight');
  await expect(page.getByRole('radio', { name: /^With audio, / })).toBeChecked();
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  await page.keyboard.press('ArrowRight');
  await expect(page.getByRole('radio', { name: /^1080p, / })).toBeChecked();
  await page.keyboard.press('Tab');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowRight');
  await expect(page.getByRole('radio', { name: /^8 s, / })).toBeChecked();
  await expect(veo).toBeChecked();
  await page.keyboard.press('Tab');
  await expect(page.getByRole('tooltip')).toContainText('1 generation × 4,000 = 4,000 credits');
  await expect(page.getByRole('banner').getByText('35,000 left')).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(receipt(page)).toContainText('4,000 credits charged, 35,000 left');
});

test('Image to video: an image is chosen and animated', async ({ page, open }) => {
  await open('/create/image-to-video', USED_1000);
  await tabTo(page.getByRole('textbox', { name: 'Prompt' }));
  await page.keyboard.type('The boats leave');
  await page.keyboard.press('Tab');
  await chooseForFocused(page, 'plain-4x3.jpg');
  await tabTo(button(page));
  await expect(button(page)).toHaveAccessibleName('Animate, 300 credits');
  await page.keyboard.press('Space');
  await expect(receipt(page)).toContainText('300 credits charged, 38,700 left');
  await expect(button(page)).toBeFocused();
});

test.describe('How this is priced', () => {
  test('opens with Enter and Space, and closes with Escape and when the focus leaves', async ({
    page,
    open,
  }) => {
    await open('/create/text-to-image', USED_1000);
    const tooltip = page.getByRole('tooltip');
    await tabTo(howPriced(page));
    await expect(tooltip).toBeHidden();
    await page.keyboard.press('Enter');
    await expect(tooltip).toContainText('1 image × 400 = 400 credits');
    await page.keyboard.press('Escape');
    await expect(tooltip).toBeHidden();
    await expect(howPriced(page)).toBeFocused();
    await page.keyboard.press('Space');
    await expect(tooltip).toBeVisible();
    await page.keyboard.press('Tab');
    await expect(tooltip).toBeHidden();
    await page.keyboard.press('Shift+Tab');
    await page.keyboard.press('Enter');
    await expect(tooltip).toBeVisible();
    await page.keyboard.press('Enter');
    await expect(tooltip).toBeHidden();
  });

  test('closes with a tap elsewhere', async ({ browser, baseURL }) => {
    const context = await browser.newContext({
      ...(baseURL && { baseURL }),
      hasTouch: true,
      viewport: { width: 375, height: 800 },
    });
    const page = await context.newPage();
    await visit(page, '/create/text-to-image', USED_1000);
    await howPriced(page).tap();
    await expect(page.getByRole('tooltip')).toBeVisible();
    await page.getByRole('heading', { name: 'Create' }).tap();
    await expect(page.getByRole('tooltip')).toBeHidden();
    await context.close();
  });
});

test('Asking for a fresh quote leaves the focus in the dialog, and closing that gives it back', async ({
  page,
  open,
}) => {
  await page.clock.install();
  await open('/plan', 'scenario=quote-expired');
  const upgrade = page.getByRole('button', { name: 'Upgrade to AI Suite 240K' });
  await upgrade.focus();
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog', { name: 'Upgrade' });
  const confirm = dialog.getByRole('button', { name: /^Confirm and pay / });
  await expect(confirm).toBeVisible();
  await page.clock.runFor('00:45');
  await tabTo(dialog.getByRole('button', { name: 'Get a fresh one' }));
  await page.keyboard.press('Enter');
  await expect(dialog.getByText('This price holds until')).toBeVisible();
  await expect(dialog.locator(':focus')).toHaveCount(1);
  await tabTo(confirm);
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
  await expect(upgrade).toBeFocused();
});
