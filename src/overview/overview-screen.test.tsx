import { screen, within } from '@testing-library/react';
import { http } from 'msw';
import { describe, expect, test } from 'vitest';
import { refuse } from '../testing/refuse.ts';
import { renderScenario } from '../testing/render-scenario.tsx';

const USED_1000 = 'scenario=used-1000&at=2026-04-21T09:00:00Z';
const EXHAUSTED = 'scenario=exhausted&at=2026-06-16T10:00:00Z';
const YEARLY = 'scenario=yearly&at=2026-07-08T11:00:00Z';
const FRESH_CYCLE = 'scenario=fresh-cycle&at=2026-05-10T08:30:40Z';
const NEW_ACCOUNT = 'scenario=new-account&at=2026-03-17T10:24:00Z';
const CANCELING = 'scenario=canceling&at=2026-06-24T09:00:00Z';
const PAST_DUE = 'scenario=past-due&at=2026-06-12T09:00:00Z';
const DST = 'scenario=dst&at=2026-03-07T18:00:00Z';

const balanceRegion = () => screen.findByRole('region', { name: 'Credit balance' });

/** The instants of the moments in the balance, once they are there. */
async function momentsIn(balance: HTMLElement) {
  await within(balance).findAllByText(/^in |^Credits reset once/);
  return [...balance.querySelectorAll('time')].map(({ dateTime }) => dateTime);
}

describe('What is left', () => {
  test('is the one big figure: 39,000 of 40,000, with both moments to the second', async () => {
    await renderScenario({ scenario: USED_1000 });
    const balance = await balanceRegion();
    expect(within(balance).getByText('39,000')).toBeVisible();
    expect(balance).toHaveTextContent(/39,000\s*credits left of 40,000/);
    expect(await momentsIn(balance)).toEqual(['2026-05-01T09:00:00Z', '2026-05-01T09:00:00Z']);
    expect(balance).toHaveTextContent('in 10 days');
    expect(balance).toHaveTextContent(/May 1, 2026.*UTC/);
  });

  test('stands in the meter by kind of media, and in a legend', async () => {
    await renderScenario({ scenario: USED_1000 });
    const balance = await balanceRegion();
    expect(within(balance).getByRole('meter')).toHaveAttribute(
      'aria-valuetext',
      expect.stringMatching(/^1,000 of 40,000 credits used: voice 310, image 390, video 300\. 39,000 left\./),
    );
    expect(balance).toHaveTextContent(/Voice 310.*Image 390.*Video 300.*1,000 used/);
  });

  test('is nothing: the screen says what that means, until when, and the way to more', async () => {
    await renderScenario({ scenario: EXHAUSTED });
    const balance = await balanceRegion();
    expect(balance).toHaveTextContent(/^0\s*credits left of 40,000/);
    expect(balance).toHaveTextContent('There is no one-off purchase');
    expect(within(balance).getByRole('link', { name: /larger plans/ })).toHaveAttribute('href', '/plan');
    expect(await momentsIn(balance)).toEqual(['2026-06-25T10:15:00Z', '2026-06-25T10:15:00Z']);
  });

  test('is everything, forty seconds after the reset', async () => {
    await renderScenario({ scenario: FRESH_CYCLE });
    const balance = await balanceRegion();
    expect(balance).toHaveTextContent(/^40,000\s*credits left of 40,000/);
    expect(balance).toHaveTextContent('0 used');
    expect(await screen.findByText('Nothing is used yet.')).toBeVisible();
    const [newest] = within(screen.getByRole('region', { name: 'Last entries' })).getAllByRole('listitem');
    expect(newest).toHaveTextContent(/^Credits reset.*[\d,]+ credits expired/);
  });

  test('is everything for a new account, of which nothing else is known yet', async () => {
    await renderScenario({ scenario: NEW_ACCOUNT });
    expect(await balanceRegion()).toHaveTextContent(/^40,000/);
    expect(await screen.findByText('Nothing has happened yet.')).toBeVisible();
  });
});

describe('What renews when', () => {
  test('is two different moments under yearly billing', async () => {
    await renderScenario({ scenario: YEARLY });
    const balance = await balanceRegion();
    expect(await momentsIn(balance)).toEqual(['2026-07-14T16:45:00Z', '2026-11-14T16:45:00Z']);
    const [reset, charge] = within(balance).getAllByRole('term');
    expect(reset).toHaveTextContent('Credits reset to 40,000');
    expect(charge).toHaveTextContent('You are charged $479.88');
  });

  test('is in the customer’s zone by name, with UTC beside it', async () => {
    await renderScenario({ scenario: DST });
    const balance = await balanceRegion();
    // At the reset the clocks in New York have just gone forward.
    expect(await momentsIn(balance)).toContain('2026-03-08T07:30:00Z');
    expect(balance).toHaveTextContent(/Mar 8, 2026, 0?3:30\sAM EDT.*America\/New York.*0?7:30\sAM UTC/);
    expect(balance).toHaveTextContent('in 13 hr, 30 min');
  });

  test('is the end, and no charge, for a canceled plan', async () => {
    await renderScenario({ scenario: CANCELING });
    const balance = await balanceRegion();
    expect(await momentsIn(balance)).toEqual(['2026-07-03T11:00:00Z']);
    expect(balance).toHaveTextContent('Your plan ends');
    expect(balance).not.toHaveTextContent('charged');
  });

  test('is not known while a payment is missing, though the balance is', async () => {
    await renderScenario({ scenario: PAST_DUE });
    const balance = await balanceRegion();
    expect(await momentsIn(balance)).toEqual([]);
    expect(balance).toHaveTextContent('A payment is missing');
    expect(balance).toHaveTextContent(/^[\d,]+\s*credits left of 40,000/);
  });
});

describe('Where it went', () => {
  test('is split by tool, the largest first, adding up to what is used', async () => {
    await renderScenario({ scenario: USED_1000 });
    const split = within(await screen.findByRole('region', { name: 'This cycle by tool' }));
    const rows = (await split.findAllByRole('row')).slice(1).map((row) => row.textContent);
    expect(rows).toEqual(['Text to image39039%', 'Text to speech31031%', 'Text to video30030%']);
  });

  test('is told by the last entries, newest first', async () => {
    await renderScenario({ scenario: USED_1000 });
    const last = within(await screen.findByRole('region', { name: 'Last entries' }));
    const entries = await last.findAllByRole('listitem');
    expect(entries.map((entry) => entry.querySelector('time')?.dateTime)).toEqual([
      '2026-04-19T19:12:10Z',
      '2026-04-15T16:30:45Z',
      '2026-04-11T08:05:00Z',
      '2026-04-06T14:40:20Z',
      '2026-04-02T10:15:00Z',
    ]);
    expect(entries[0]).toHaveTextContent(/Text to speech.*Eleven Multilingual v2, 930 characters.*-186/);
  });
});

describe('Whether it lasts', () => {
  const meter = async () => within(await balanceRegion()).getByRole('meter');

  test('is a sentence, and stands in the meter with where even spending would be', async () => {
    await renderScenario({ scenario: USED_1000 });
    const balance = await balanceRegion();
    expect(
      await within(balance).findByText(
        /^At your pace the credits last past the reset on Fri, May 1, with about 39,000 to spare\.$/,
      ),
    ).toBeVisible();
    expect(balance).toHaveTextContent('Even pace 26,667');
    expect(await meter()).toHaveAttribute(
      'aria-valuetext',
      '1,000 of 40,000 credits used: voice 310, image 390, video 300. 39,000 left. At an even pace 26,667 would be used by now. At your pace the credits last past the reset on Fri, May 1, with about 39,000 to spare.',
    );
  });

  test('is a range where they may run out', async () => {
    await renderScenario({ scenario: 'scenario=nearly-out&at=2026-06-18T15:20:00Z' });
    const balance = await balanceRegion();
    expect(await within(balance).findByText('Run-out range')).toBeVisible();
    expect(balance).toHaveTextContent(/At your pace the credits (may )?run out .* Jun/);
  });

  test('is not known for a new account, which is told why', async () => {
    await renderScenario({ scenario: NEW_ACCOUNT });
    expect(await screen.findByText(/^No forecast: it takes 14 whole days of use/)).toBeVisible();
  });

  test('is about the plan’s end, not a reset, for a canceled plan', async () => {
    await renderScenario({ scenario: CANCELING });
    const balance = await balanceRegion();
    expect(await within(balance).findByText(/^At your pace .* your plan ends on Fri, Jul 3/)).toBeVisible();
    expect(balance).not.toHaveTextContent('reset');
  });

  test('is not said while a payment is missing, nor is a pace', async () => {
    await renderScenario({ scenario: PAST_DUE });
    const balance = await balanceRegion();
    await within(balance).findByText('A payment is missing');
    expect(balance).not.toHaveTextContent(/pace|forecast/i);
  });

  test('is said to be missing when its history cannot be had; the balance stands', async () => {
    await renderScenario({ scenario: `${USED_1000}&faults=GET /v1/usage:503` });
    const balance = await balanceRegion();
    expect(await within(balance).findByRole('alert')).toHaveTextContent('The forecast could not be loaded');
    expect(balance).toHaveTextContent(/^39,000/);
  });
});

describe('When the balance cannot be had', () => {
  test('the screen says so with the id that support needs, and Try again brings it', async () => {
    const { user } = await renderScenario({ scenario: `${USED_1000}&faults=GET /v1/balance:500:3` });
    const alert = (await screen.findAllByRole('alert'))[0] ?? document.body;
    expect(alert).toHaveTextContent('Your balance could not be loaded');
    expect(alert).toHaveTextContent(/Request [0-9a-f-]{36}/);
    await user.click(within(alert).getByRole('button', { name: 'Try again' }));
    expect(await balanceRegion()).toHaveTextContent(/^39,000/);
    expect(screen.queryByRole('alert')).not.toBeInTheDocument();
  });

  test.each(['malformed', 'wrong-shape', 'drop-request', '503'])(
    'for whatever reason (%s), what else there is stays, and nothing is a NaN',
    async (fault) => {
      await renderScenario({ scenario: `${USED_1000}&faults=GET /v1/balance:${fault}` });
      expect((await screen.findAllByRole('alert'))[0]).toHaveTextContent('Your balance could not be loaded');
      const last = within(screen.getByRole('region', { name: 'Last entries' }));
      expect(await last.findAllByRole('listitem')).toHaveLength(5);
      expect(document.body).not.toHaveTextContent(/NaN|undefined|Invalid Date/);
    },
  );

  test('once it was there, the last known figures stay under a notice', async () => {
    const { user, server } = await renderScenario({ scenario: USED_1000, path: '/plan' });
    await within(screen.getByRole('banner')).findByText('39,000 left');
    server.use(http.get('*/v1/balance', () => refuse('internal_error')));
    await user.click(await screen.findByRole('button', { name: 'Upgrade to AI Suite 240K' }));
    await user.click(await screen.findByRole('button', { name: /^Confirm and pay/ }));
    await user.click(await screen.findByRole('button', { name: 'Done' }));
    await user.click(screen.getByRole('link', { name: 'Overview' }));
    expect(await balanceRegion()).toHaveTextContent(/^39,000/);
    expect((await screen.findAllByRole('alert'))[0]).toHaveTextContent('Your balance could not be loaded');
  });
});

test('When the session has ended, the screen says so, and shows no figure that it does not know', async () => {
  await renderScenario({ scenario: `${USED_1000}&faults=*:401` });
  expect((await screen.findAllByText(/^Your session has ended/))[0]).toBeVisible();
  expect(document.body).not.toHaveTextContent(/NaN|undefined/);
});
