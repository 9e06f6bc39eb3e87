import { screen } from '@testing-library/react';
import { http } from 'msw';
import { expect, test } from 'vitest';
import { catalogue } from '../../mocks/data/catalogue.ts';
import { buildHandlers } from '../../mocks/handlers/all.ts';
import { loadScenario } from '../../mocks/scenarios/catalogue.ts';
import { createMemoryStore } from '../../mocks/store/memory-store.ts';
import { createWorld } from '../../mocks/world.ts';
import { send } from '../api/client.ts';
import { BalanceSchema } from '../api/schemas.ts';
import { refuse } from '../testing/refuse.ts';
import { renderScenario } from '../testing/render-scenario.tsx';

const USED_1000 = 'scenario=used-1000&at=2026-04-21T09:00:00Z';

test('When another customer signs in, nothing of the first one stays on screen', async () => {
  const { server } = await renderScenario({ scenario: USED_1000 });
  expect(await screen.findByText('39,000')).toBeVisible();
  const another = createWorld({
    scenario: await loadScenario('voice-only'),
    catalogue,
    store: createMemoryStore(),
    at: '2026-05-20T13:30:00Z',
    wallClock: () => 0,
  });
  server.use(...buildHandlers(another, { rules: [], seed: '' }));
  await send(BalanceSchema, { path: '/v1/balance' });
  expect(await screen.findByText('5,834 left')).toBeVisible();
  expect(screen.queryByText('39,000')).not.toBeInTheDocument();
});

test('When the session ends, every screen says so, and that nothing is charged twice', async () => {
  const { server } = await renderScenario({ scenario: USED_1000 });
  await screen.findByText('39,000');
  server.use(http.get('*/v1/balance', () => refuse('session_ended')));
  await expect(send(BalanceSchema, { path: '/v1/balance' })).rejects.toThrow('session-ended');
  expect(await screen.findByText('Your session has ended')).toBeVisible();
});
