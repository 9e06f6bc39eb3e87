import { readFileSync } from 'node:fs';
import { expect, expectAccessible, isCustomerBuild, test, visit } from './fixtures.ts';

const USED_1000 = 'scenario=used-1000&at=2026-04-21T09:00:00Z';

const SCREENS = {
  overview: '/',
  create: '/create/text-to-image',
  usage: '/usage',
  plan: '/plan',
};

const STATES = {
  loading: `${USED_1000}&faults=GET /v1/balance:latency=600000,GET /v1/subscription:latency=600000,GET /v1/ledger:latency=600000`,
  empty: 'scenario=new-account&at=2026-03-17T10:24:00Z',
  normal: USED_1000,
  'nearly-out': 'scenario=nearly-out&at=2026-06-18T15:20:00Z',
  exhausted: 'scenario=exhausted&at=2026-06-16T10:00:00Z',
  failed: `${USED_1000}&faults=*:503`,
  offline: USED_1000,
};

test.use({ timezoneId: 'Europe/Paris', locale: 'en-US', reducedMotion: 'reduce' });

/** What a customer's build shows: all that the embedded one does, but its notice, its word on prices, and its links. */
function withoutMock(snapshot: string): string {
  return snapshot
    .replace(/^- complementary "Sandbox":\n(?: .*\n)*/m, '')
    .replace(/^ *- listitem:\n *- link "Support":\n.*\n/m, '')
    .replace(/^ *- paragraph: The prices in this demo are illustrative\. .*\n/m, '')
    .replaceAll(/(?<=\/url: \/[^?\n]*)\?scenario=.*/g, '');
}

for (const [screen, path] of Object.entries(SCREENS)) {
  for (const [state, link] of Object.entries(STATES)) {
    const tag = state === 'normal' ? ' @sample' : '';
    test(`${screen}, ${state}: what it says, and axe finds nothing${tag}`, async ({ page, context }) => {
      await visit(page, path, link);
      const main = page.getByRole('main');
      if (state === 'loading') await expect(main.getByText('Loading').first()).toBeAttached();
      else if (state === 'failed')
        await expect(main.getByRole('alert').first()).toBeVisible({ timeout: 20_000 });
      else await expect(page.getByRole('banner').getByRole('meter')).toBeVisible();
      if (state !== 'loading') await expect(main.getByText('Loading')).toHaveCount(0);
      if (state === 'offline') {
        await context.setOffline(true);
        await expect(page.getByText('You are offline.')).toBeVisible();
      }
      const name = `${screen}-${state}.aria.yml`;
      if (isCustomerBuild()) {
        const embedded = readFileSync(test.info().snapshotPath(name, { kind: 'aria' }), 'utf8');
        await expect(page.locator('body')).toMatchAriaSnapshot(withoutMock(embedded));
        await expect(page.getByRole('complementary', { name: 'Sandbox' })).toHaveCount(0);
      } else {
        await expect(page.locator('body')).toMatchAriaSnapshot({ name });
      }
      await expectAccessible(page);
    });
  }
}
