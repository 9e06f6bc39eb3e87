import { screen, within } from '@testing-library/react';
import { describe, expect, test } from 'vitest';
import { renderScenario } from '../testing/render-scenario.tsx';

const openPlan = (scenario: string) => renderScenario({ scenario, path: '/plan' });
const USED_1000 = 'scenario=used-1000&at=2026-04-21T09:00:00Z';

/** The plan that is had, once its dates are there. */
async function currentPlan() {
  const current = await screen.findByRole('region', { name: 'Current plan' });
  await within(current).findAllByRole('term');
  return current;
}

/** A plan’s line in the catalogue, by the plan’s name. */
async function offerOf(name: string) {
  const catalogue = await screen.findByRole('region', { name: 'Plans' });
  const line = (await within(catalogue).findByText(name, { exact: true })).closest('li');
  if (!line) throw new Error(`${name} stands in no list`);
  return line;
}

const datesOf = (section: HTMLElement) => [...section.querySelectorAll('time')].map((time) => time.dateTime);

describe('The current plan', () => {
  test('says its credits, its price and both dates', async () => {
    await openPlan(USED_1000);
    const current = await currentPlan();
    expect(current).toHaveTextContent('AI Suite Starter 40K');
    expect(current).toHaveTextContent('40,000 credits a month, $49.99 a month');
    expect(current).toHaveTextContent(/Credits reset to 40,000.*You are charged \$49\.99/);
    expect(datesOf(current)).toEqual(['2026-05-01T09:00:00Z', '2026-05-01T09:00:00Z']);
  });

  test('under yearly billing has a yearly price and two dates that differ', async () => {
    await openPlan('scenario=yearly&at=2026-07-08T11:00:00Z');
    const current = await currentPlan();
    expect(current).toHaveTextContent('$479.88 a year');
    expect(datesOf(current)).toEqual(['2026-07-14T16:45:00Z', '2026-11-14T16:45:00Z']);
  });
});

describe('The catalogue', () => {
  test('has all six plans, each with its credits and its price at the customer’s interval', async () => {
    await openPlan(USED_1000);
    const lines = {
      'AI Starter 7.5K': '7,500 credits a month$13.99 a month',
      'AI Starter 16.5K': '16,500 credits a month$23.99 a month',
      'AI Suite Starter 40K': '40,000 credits a month$49.99 a month',
      'AI Suite 240K': '240,000 credits a month$229.99 a month',
      'Max Pro 40K': '40,000 credits a month$79.99 a month',
      'Max Pro 240K': '240,000 credits a month$259.99 a month',
    };
    for (const [name, words] of Object.entries(lines)) {
      const line = await offerOf(name);
      expect(line.textContent?.replace(/VoiceImageVideo|Voice(?=\$)/, '')).toContain(words);
    }
  });

  test('unlocks voice alone on the smallest plan, all media on every other', async () => {
    await openPlan(USED_1000);
    const kindsOf = async (name: string) =>
      within(await offerOf(name))
        .getAllByRole('listitem')
        .map((kind) => kind.textContent);
    expect(await kindsOf('AI Starter 7.5K')).toEqual(['Voice']);
    expect(await kindsOf('AI Starter 16.5K')).toEqual(['Voice', 'Image', 'Video']);
  });

  test('offers exactly the upgrades there are, and says of each other plan why not', async () => {
    await openPlan(USED_1000);
    await offerOf('AI Suite 240K');
    const upgrades = screen
      .getAllByRole('button', { name: /^Upgrade to / })
      .map((button) => button.textContent);
    expect(upgrades).toEqual([
      'Upgrade to AI Suite 240K',
      'Upgrade to Max Pro 40K',
      'Upgrade to Max Pro 240K',
    ]);
    expect(await offerOf('AI Starter 16.5K')).toHaveTextContent(/Smaller/);
    expect(await offerOf('AI Suite Starter 40K')).toHaveTextContent(/Your plan/);
  });

  test.each([
    ['past-due', '2026-06-12T09:00:00Z', /paid|payment/i],
    ['canceling', '2026-06-24T09:00:00Z', /resume/i],
  ])('offers no upgrade while the plan is %s, and says why', async (id, at, why) => {
    await openPlan(`scenario=${id}&at=${at}`);
    expect(await offerOf('AI Suite 240K')).toHaveTextContent(why);
    expect(screen.queryByRole('button', { name: /^Upgrade to / })).not.toBeInTheDocument();
  });

  test('says in the demo that its prices are illustrative', async () => {
    await openPlan(USED_1000);
    expect(await screen.findByText(/prices in this demo are illustrative/)).toBeVisible();
  });
});

describe('Changes so far', () => {
  test('are none at first', async () => {
    await openPlan(USED_1000);
    expect(await screen.findByText('The plan has not changed.')).toBeVisible();
  });

  test('name both plans, what was paid and what was carried over', async () => {
    await openPlan('scenario=upgraded-keep&at=2026-06-22T12:00:00Z');
    const changes = screen.getByRole('region', { name: 'Changes so far' });
    const change = await within(changes).findByRole('listitem');
    expect(change).toHaveTextContent(
      /^AI Suite Starter 40K to AI Suite 240K, \$[\d.]+ paid, [\d,]+ used carried over/,
    );
    expect(datesOf(changes)).toEqual(['2026-06-15T08:00:00Z']);
  });
});

test('What cannot be done here is named, and where: canceling, smaller plans, invoices, single credits, refunds', async () => {
  await openPlan(USED_1000);
  const elsewhere = await screen.findByRole('region', { name: 'Not on this screen' });
  expect(elsewhere).toHaveTextContent(
    /Canceling, a smaller plan.*payment methods and invoices are in your account/,
  );
  expect(elsewhere).toHaveTextContent('not sold singly');
  expect(within(elsewhere).queryByRole('link')).not.toBeInTheDocument();
});

describe('The dates to come', () => {
  test('are explained, and listed twelve of each once asked for', async () => {
    const { user } = await openPlan('scenario=anchor-31&at=2026-03-30T12:00:00Z');
    const current = await currentPlan();
    expect(current).toHaveTextContent('Credits reset each month on the 31st (UTC), or the month’s last day.');
    expect(datesOf(current)).toHaveLength(2);
    await user.click(within(current).getByText('All dates to come'));
    const resets = await within(current).findByRole('table', { name: 'Credits reset' });
    expect(datesOf(resets).slice(0, 4)).toEqual([
      '2026-03-31T09:30:00Z',
      '2026-04-30T09:30:00Z',
      '2026-05-31T09:30:00Z',
      '2026-06-30T09:30:00Z',
    ]);
    expect(datesOf(resets)).toHaveLength(12);
    expect(datesOf(within(current).getByRole('table', { name: 'You are charged' }))).toHaveLength(12);
  });

  test('are none while a payment is missing: nothing is listed, and nothing goes to a calendar', async () => {
    await openPlan('scenario=past-due&at=2026-06-12T09:00:00Z');
    const current = await currentPlan();
    expect(current).toHaveTextContent('once the missing payment is made');
    expect(within(current).queryByText('All dates to come')).not.toBeInTheDocument();
    expect(within(current).queryByRole('button', { name: 'Add to calendar' })).not.toBeInTheDocument();
  });
});
