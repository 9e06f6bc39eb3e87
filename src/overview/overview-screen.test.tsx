import { screen, within } from '@testing-library/react';
import { expect, test } from 'vitest';
import { renderScenario } from '../testing/render-scenario.tsx';

const USED_1000 = 'scenario=used-1000&at=2026-04-21T09:00:00Z';

test('With 1,000 of 40,000 used, Overview says that 39,000 are left and names both moments to the second', async () => {
  await renderScenario({ scenario: USED_1000 });
  const balance = await screen.findByRole('region', { name: 'Credit balance' });
  expect(balance).toHaveTextContent('39,000credits left of 40,000');
  const moments = await within(balance).findAllByText(/May 1, 2026|1 May 2026/);
  expect(moments.map((moment) => moment.getAttribute('datetime'))).toEqual([
    '2026-05-01T09:00:00Z',
    '2026-05-01T09:00:00Z',
  ]);
});
