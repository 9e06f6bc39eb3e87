import type { Page } from '@playwright/test';
import type { Balance } from '../src/api/schemas.ts';
import { advanceServer, answerTo, expect, letPass, letSleep, test, visit } from './fixtures.ts';

const balanceIn = (page: Page) => page.getByRole('region', { name: 'Credit balance' });

/** Lets the machine sleep until the server's clock shows this instant: timers that came due fire once, on waking. */
async function sleepUntil(page: Page, instant: string) {
  const { asOf } = await answerTo<Balance>(page, '/v1/balance');
  await letSleep(page, (Date.parse(instant) - Date.parse(asOf)) / 1000);
}

/** When credits reset and the customer is charged, or the plan ends, as the screen has it. */
async function expectMoments(page: Page, ...instants: string[]) {
  const moments = balanceIn(page).locator('time');
  await expect(moments).toHaveCount(instants.length);
  for (const [index, instant] of instants.entries()) {
    await expect(moments.nth(index)).toHaveAttribute('datetime', instant);
  }
}

test.describe('While the page is open', () => {
  test('the reset passes: 12,480 expire and 40,000 are there, within five seconds, without a reload @sample', async ({
    page,
    open,
  }) => {
    await page.clock.install();
    await open('/', 'scenario=before-reset');
    await expect(balanceIn(page)).toContainText('12,480');
    await letPass(page, 55);
    await expect(balanceIn(page)).toContainText('12,480');
    await letPass(page, 10);
    await expect(balanceIn(page)).toContainText('40,000 credits left');
    await expect(page.getByText('12,480 credits expired')).toBeVisible();
    await expectMoments(page, '2026-06-04T18:00:00Z', '2026-06-04T18:00:00Z');
  });

  test('the charge of 28 February passes: the next one is on the 29th, a leap year later', async ({
    page,
    open,
  }) => {
    await page.clock.install();
    await open('/', 'scenario=leap-day');
    await expectMoments(page, '2027-02-28T12:00:00Z', '2027-02-28T12:00:00Z');
    await sleepUntil(page, '2027-02-28T11:59:30Z');
    await expectMoments(page, '2027-02-28T12:00:00Z', '2027-02-28T12:00:00Z');
    await letPass(page, 36);
    await expectMoments(page, '2027-03-29T12:00:00Z', '2028-02-29T12:00:00Z');
    await expect(balanceIn(page)).toContainText('0 used');
  });

  test('an upgrade restarts the cycle: the old reset date passes without a reset, the new one resets', async ({
    page,
    open,
  }) => {
    await page.clock.install();
    await open('/plan', 'scenario=used-1000');
    await page.getByRole('button', { name: 'Upgrade to Max Pro 40K', exact: true }).click();
    await page.getByRole('button', { name: /^Confirm and pay / }).click();
    await page.getByRole('button', { name: 'Done' }).click();
    await page.getByRole('link', { name: 'Overview' }).click();
    await expect(balanceIn(page)).toContainText('39,000');
    const { cycle } = await answerTo<Balance>(page, '/v1/balance');
    expect(cycle.end).toMatch(/^2026-05-21T09:0/);

    await sleepUntil(page, '2026-05-01T08:59:55Z');
    await letPass(page, 15);
    await expect(balanceIn(page)).toContainText('39,000');
    await expectMoments(page, cycle.end, cycle.end);
    await sleepUntil(page, cycle.end);
    await letPass(page, 6);
    await expect(balanceIn(page)).toContainText('40,000 credits left');
    await expect(page.getByText('39,000 credits expired')).toBeVisible();
  });

  test('a canceled plan ends: nothing is left in one tab, and nothing can be generated in the other', async ({
    page,
    context,
    open,
  }) => {
    await page.clock.install();
    await open('/', 'scenario=canceling');
    const creating = await context.newPage();
    await visit(creating, '/create/text-to-image', 'scenario=canceling');
    await expect(creating.getByRole('button', { name: 'Generate, 400 credits' })).toBeVisible();
    await sleepUntil(page, '2026-07-03T10:59:30Z');
    await expectMoments(page, '2026-07-03T11:00:00Z');
    await expect(balanceIn(page)).toContainText('Your plan ends');
    await expect(creating.getByRole('button', { name: 'Generate, 400 credits' })).toBeVisible();
    await letPass(page, 36);
    await expect(balanceIn(page)).toContainText('Your plan ended');
    await expect(page.getByRole('banner').getByText('0 left', { exact: true })).toBeVisible();
    await expect(creating.getByText('Your plan has ended')).toBeVisible();
    await expect(creating.getByRole('button', { name: /^Generate, / })).toHaveAttribute(
      'aria-disabled',
      'true',
    );
  });
});

test.describe('Without animations', () => {
  // A tab in the back hardly gets the frames to count a figure up by.
  test.use({ reducedMotion: 'reduce' });

  // The clock of a real server does not stand still while those of the tabs do.
  test('two tabs renew within a second of each other @embedded', async ({ page, context, open }) => {
    test.slow();
    await page.clock.install();
    await open('/', 'scenario=before-reset');
    const other = await context.newPage();
    await visit(other, '/usage', 'scenario=before-reset');
    const tabs = [page, other];
    for (const tab of tabs) await expect(tab.getByRole('banner').getByText('12,480 left')).toBeVisible();
    const { asOf } = await answerTo<Balance>(page, '/v1/balance');
    const now = await page.evaluate(() => Date.now());
    await page.clock.pauseAt(now + Date.parse('2026-05-04T17:59:59Z') - Date.parse(asOf));

    /** Which tabs have renewed so many milliseconds later on their clocks, which stand still otherwise. */
    async function renewedAfter(ms: number) {
      await page.clock.runFor(ms);
      return Promise.all(tabs.map((tab) => tab.getByRole('banner').getByText('40,000 left').isVisible()));
    }
    await expect.poll(() => renewedAfter(200), { intervals: [50], timeout: 20_000 }).toContain(true);
    // At most fifty looks.
    await expect.poll(() => renewedAfter(20), { intervals: [100], timeout: 5000 }).toEqual([true, true]);
  });
});

test.describe('The machine’s clock', () => {
  const HOUR_MS = 3_600_000;

  /** Puts the machine's clock so many hours ahead, or back when negative, while time goes on passing as before. */
  async function putClock(page: Page, hours: number) {
    const now = await page.evaluate(() => Date.now());
    await page.clock.setSystemTime(now + hours * HOUR_MS);
  }

  for (const [title, time] of [
    ['years ahead', '2031-07-01T03:00:00Z'],
    ['years behind', '2001-01-01T00:00:00Z'],
  ] as const) {
    test(`${title} changes neither balance nor moments nor countdown, and the reset comes in its minute`, async ({
      page,
      open,
    }) => {
      await page.clock.install({ time });
      await open('/', 'scenario=before-reset');
      await expect(balanceIn(page)).toContainText('12,480');
      await expectMoments(page, '2026-05-04T18:00:00Z', '2026-05-04T18:00:00Z');
      await expect(
        balanceIn(page)
          .getByText(/^in \d+ sec/)
          .first(),
      ).toBeVisible();
      await letPass(page, 65);
      await expect(balanceIn(page)).toContainText('40,000 credits left');
      await expectMoments(page, '2026-06-04T18:00:00Z', '2026-06-04T18:00:00Z');
    });
  }

  test('put back three hours neither holds the reset up nor takes it back', async ({ page, open }) => {
    await page.clock.install();
    await open('/', 'scenario=before-reset');
    await expect(balanceIn(page)).toContainText('12,480');
    await putClock(page, -3);
    await letPass(page, 65);
    await expect(balanceIn(page)).toContainText('40,000 credits left');
    await putClock(page, -3);
    await letPass(page, 15);
    await page.getByRole('link', { name: 'Plan', exact: true }).click();
    await page.getByRole('link', { name: 'Overview' }).click();
    await expect(page.getByText('12,480 credits expired')).toBeVisible();
    await expect(balanceIn(page)).toContainText('40,000 credits left');
    await expectMoments(page, '2026-06-04T18:00:00Z', '2026-06-04T18:00:00Z');
    expect(await answerTo<Balance>(page, '/v1/balance')).toMatchObject({ used: 0, remaining: 40_000 });
  });

  test('asleep over the reset is right within five seconds of waking, with the countdown to the next', async ({
    page,
    open,
  }) => {
    await page.clock.install();
    await open('/', 'scenario=before-reset');
    await expect(balanceIn(page)).toContainText('12,480');
    await sleepUntil(page, '2026-05-05T18:00:00Z');
    await letPass(page, 5);
    await expect(balanceIn(page)).toContainText('40,000 credits left');
    await expect(
      balanceIn(page)
        .getByText(/^in 29 days/)
        .first(),
    ).toBeVisible();
    await expectMoments(page, '2026-06-04T18:00:00Z', '2026-06-04T18:00:00Z');
  });

  test('asleep over the reset while its counter stood still is noticed within a second of waking', async ({
    page,
    open,
  }) => {
    await page.clock.install();
    await open('/', 'scenario=before-reset');
    await expect(balanceIn(page)).toContainText('12,480');
    await advanceServer(page, 8 * 3600);
    await putClock(page, 8);
    await page.clock.runFor('00:01');
    await expect(balanceIn(page)).toContainText('40,000 credits left');
    await expect(page.getByText('12,480 credits expired')).toBeVisible();
    await expectMoments(page, '2026-06-04T18:00:00Z', '2026-06-04T18:00:00Z');
  });

  test('moves nothing on a server whose clock stands still, whether put five hours ahead, back, or asleep for a day', async ({
    page,
    open,
  }) => {
    await page.clock.install();
    await open('/', 'scenario=before-reset&at=2026-05-04T17:59:30Z');
    const countdown = balanceIn(page).getByText('in 30 sec').first();
    await expect(countdown).toBeVisible();
    for (const hours of [5, -5]) {
      await putClock(page, hours);
      await letPass(page, 70);
      await expect(countdown).toBeVisible();
    }
    await letSleep(page, 86400);
    await expect(countdown).toBeVisible();
    await expect(balanceIn(page)).toContainText('12,480');
    await expectMoments(page, '2026-05-04T18:00:00Z', '2026-05-04T18:00:00Z');
  });
});
