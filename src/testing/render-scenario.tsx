import { render } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { onTestFinished } from 'vitest';
import type { StoreApi } from 'zustand';
import { parseScenarioLink } from '../../mocks/link.ts';
import { startNodeApi } from '../../mocks/node.ts';
import { loadScenario } from '../../mocks/scenarios/catalogue.ts';
import { buildSupportTools, type OpenSandbox } from '../../mocks/support/support-tools.ts';
import { send } from '../api/client.ts';
import { createQueryClient } from '../api/query-client.ts';
import type { Sandbox } from '../api/schemas/support.ts';
import { AccountSchema } from '../api/schemas.ts';
import { App } from '../app/app.tsx';
import { useDrafts } from '../create/drafts.ts';
import { useMedia } from '../create/media-store.ts';
import { useUnsettled } from '../create/unsettled.ts';
import { faultsAreInForce } from './contract-witness.ts';

interface Options {
  /** The scenario link, such as `scenario=used-1000&at=2026-04-21T09:00:00Z`. */
  scenario: string;
  /** The path to open; Overview unless told. */
  path?: string;
  /** Opens it as the demo, with its notice and its links; without it, as a customer's build. */
  asDemo?: boolean;
}

/**
 * Opens the whole app at a path, over the embedded billing API in that scenario. Returns a user to drive it and the
 * server, to which a test may add answers of its own.
 */
export async function renderScenario({ scenario, path = '/', asDemo = false }: Options) {
  faultsAreInForce(parseScenarioLink(`?${scenario}`).faults);
  const server = await startNodeApi(`?${scenario}`);
  onTestFinished(() => server.close());
  forget(useDrafts);
  forget(useMedia);
  forget(useUnsettled);
  history.replaceState(null, '', `${path}?${scenario}`);
  // Tests of one file share the client's memory of whose page this is: here it hears of the new customer.
  await send(AccountSchema, { path: '/v1/account' }).catch(() => undefined);
  const queryClient = createQueryClient();
  onTestFinished(() => queryClient.clear());
  render(
    <App queryClient={queryClient} sandbox={asDemo ? await buildSandbox(scenario, server.sandbox) : null} />,
  );
  return { user: userEvent.setup(), server };
}

function forget<State>(store: StoreApi<State>): void {
  store.setState(store.getInitialState());
}

async function buildSandbox(scenario: string, opened: OpenSandbox): Promise<Sandbox> {
  const { scenarioId, at, faults, search } = parseScenarioLink(`?${scenario}`);
  const { id, title, story } = await loadScenario(scenarioId);
  const rules = faults.map(({ text }) => text);
  return {
    scenario: { id, title, story },
    kind: 'scenario',
    at,
    faults: rules,
    search,
    setting: undefined,
    startOver: async () => {},
    support: async () => buildSupportTools(opened),
  };
}
