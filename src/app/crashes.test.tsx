import { screen, within } from '@testing-library/react';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { renderScenario } from '../testing/render-scenario.tsx';

const USED_1000 = 'scenario=used-1000&at=2026-04-21T09:00:00Z';

vi.mock('../meter/credit-meter.tsx', () => ({
  CreditMeter() {
    throw new Error('The meter crashes');
  },
}));

// React reports what it catches; here that is expected.
beforeEach(() => {
  vi.mocked(console.error).mockImplementation(() => {});
});
afterEach(() => {
  expect(console.error).toHaveBeenCalled();
  vi.mocked(console.error).mockReset();
});

test.each([
  ['/', () => screen.findByRole('heading', { name: 'Last entries' })],
  ['/create/text-to-image', () => screen.findByRole('navigation', { name: 'Tools' })],
  ['/usage', () => screen.findByRole('grid', { name: 'Ledger' })],
  ['/plan', () => screen.findByRole('button', { name: 'Upgrade to AI Suite 240K' })],
])(
  'A meter that crashes, in the header and on the screen %s, leaves the rest of both standing',
  async (path, rest) => {
    await renderScenario({ scenario: USED_1000, path });
    expect(await rest()).toBeVisible();
    const header = within(screen.getByRole('banner'));
    expect(await header.findByRole('alert')).toHaveTextContent('Your balance cannot be shown');
    expect(header.getByRole('button', { name: 'Help' })).toBeVisible();
    expect(screen.getByRole('link', { name: 'Usage' })).toBeVisible();
  },
);
