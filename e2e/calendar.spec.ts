import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import ICAL from 'ical.js';
import type { Subscription } from '../src/api/schemas.ts';
import { answerTo, expect, test } from './fixtures.ts';

/** The events of the file that the button gives, as a calendar reads them. */
async function addToCalendar(page: Page) {
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Add to calendar' }).click();
  const file = await download;
  expect(file.suggestedFilename()).toBe('ai-credits.ics');
  const calendar = new ICAL.Component(ICAL.parse(await readFile(await file.path(), 'utf8')));
  return calendar.getAllSubcomponents('vevent').map((component) => {
    const { uid, startDate } = new ICAL.Event(component);
    return { uid, at: new Date(startDate.toUnixTime() * 1000).toISOString().replace('.000Z', 'Z') };
  });
}

const momentsOf = (events: { uid: string; at: string }[], kind: string) =>
  events.filter(({ uid }) => uid.startsWith(kind)).map(({ at }) => at);

test.use({ locale: 'de-CH', timezoneId: 'Australia/Lord_Howe' });

for (const link of [
  'scenario=dst&at=2026-03-07T18:00:00Z',
  'scenario=leap-day&at=2027-02-20T08:00:00Z',
  'scenario=anchor-31&at=2026-03-30T12:00:00Z',
]) {
  test(`The calendar file has every reset and charge to come at its instant: ${link}`, async ({
    page,
    open,
  }) => {
    await open('/plan', link);
    const { upcoming } = await answerTo<Subscription>(page, '/v1/subscription');
    const events = await addToCalendar(page);
    expect(upcoming.resets).toHaveLength(12);
    expect(momentsOf(events, 'reset')).toEqual(upcoming.resets);
    expect(momentsOf(events, 'charge')).toEqual(upcoming.charges.map(({ at }) => at));
    expect(await addToCalendar(page)).toEqual(events);
  });
}

test('A canceled plan’s calendar file has its end, and a plan that waits for a payment gives none', async ({
  page,
  open,
}) => {
  await open('/plan', 'scenario=canceling&at=2026-06-24T09:00:00Z');
  expect(await addToCalendar(page)).toMatchObject([{ at: '2026-07-03T11:00:00Z' }]);
  await open('/plan', 'scenario=past-due&at=2026-06-12T09:00:00Z');
  await expect(page.getByText('once the missing payment is made')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Add to calendar' })).toHaveCount(0);
});

test('All dates to come are listed in the customer’s zone and in UTC, from the keyboard too', async ({
  page,
  open,
}) => {
  await open('/plan', 'scenario=anchor-31&at=2026-03-30T12:00:00Z');
  const { upcoming } = await answerTo<Subscription>(page, '/v1/subscription');
  await page.getByText('All dates to come').focus();
  await page.keyboard.press('Enter');
  const resets = page.getByRole('table', { name: 'Credits reset' });
  const listed = await resets
    .locator('time')
    .evaluateAll((times) => times.map((time) => time.getAttribute('datetime')));
  expect(listed).toEqual(upcoming.resets);
  // 11 hours ahead while it is summer there, half an hour less from 5 April on.
  await expect(resets.getByRole('row').nth(1)).toContainText(
    /31\. März 2026,? 20:30.*31\. März 2026,? 09:30/,
  );
  await expect(resets.getByRole('row').nth(2)).toContainText(
    /30\. Apr\. 2026,? 20:00.*30\. Apr\. 2026,? 09:30/,
  );
});
