import { screen, waitFor, within } from '@testing-library/react';
import { HttpResponse, http } from 'msw';
import { describe, expect, test, vi } from 'vitest';
import type { GenerationEntry, LedgerPage } from '../api/schemas.ts';
import { refuse } from '../testing/refuse.ts';
import { renderScenario } from '../testing/render-scenario.tsx';
import { spendElsewhere } from '../testing/spend-elsewhere.ts';
import { tabTo } from '../testing/tab-to.ts';

const USED_1000 = 'scenario=used-1000&at=2026-04-21T09:00:00Z';
const FRESH_CYCLE = 'scenario=fresh-cycle&at=2026-05-10T08:30:40Z';
const NEW_ACCOUNT = 'scenario=new-account&at=2026-03-17T10:24:00Z';
const UPGRADED = 'scenario=upgraded-keep&at=2026-06-22T12:00:00Z';
const TEN_CHARACTERS = { tool: 'text-to-speech', model: 'Cartesia', characters: 10 };

/** Opens Usage with the ledger as the link’s own parameters have it. */
const openLedger = (parameters = '', scenario = USED_1000) =>
  renderScenario({ scenario: `${scenario}${parameters && `&${parameters}`}`, path: '/usage' });

const grid = () => screen.findByRole('grid', { name: 'Ledger' });
const region = () => screen.getByRole('region', { name: 'Ledger' });

/** The ledger’s lines in sight, each as the text of its cells. */
async function lines() {
  const [, ...rows] = within(await grid()).getAllByRole('row');
  return rows.map((row) => [...row.children].map((cell) => cell.textContent));
}

const figures = async () => (await lines()).map((cells) => cells[2]);

/** A page of the ledger that the server of `USED_1000` might give, with the headers of every reply. */
function answerWith(page: object): Response {
  return HttpResponse.json(page, {
    headers: { 'As-Of': '2026-04-21T09:00:00Z', 'Customer-Id': 'customer-used-1000', Clock: 'frozen' },
  });
}

describe('The ledger', () => {
  test('lists its entries newest first, each with what it took and what was left after it', async () => {
    await openLedger();
    const shown = await lines();
    expect(shown.map((cells) => cells.slice(-2))).toEqual([
      ['-186', '39,000 left'],
      ['-150', '39,186 left'],
      ['-300', '39,336 left'],
      ['-240', '39,636 left'],
      ['-124', '39,876 left'],
    ]);
    expect(shown[0]?.join()).toMatch(/Text to speech.*Eleven Multilingual v2, 930 characters/);
    expect(shown[2]?.join()).toMatch(/Text to video.*Kling 1\.6, without audio, 16:9, 720p, 5 s/);
    expect(region()).toHaveTextContent('5 entries.');
    expect(await grid()).toHaveAttribute('aria-rowcount', '6');
  });

  test('has every entry’s exact instant, and its year', async () => {
    await openLedger();
    const [, newest] = within(await grid()).getAllByRole('row');
    expect(newest?.querySelector('time')).toHaveAttribute('datetime', '2026-04-19T19:12:10Z');
    expect(newest).toHaveTextContent('Apr 19, 2026 7:12 PM');
  });

  test('has the reset, and what expired at it', async () => {
    await openLedger('', FRESH_CYCLE);
    const [reset] = await lines();
    expect(reset?.join()).toMatch(/Credits reset.*[\d,]+ credits expired/);
    expect(reset?.at(-1)).toBe('40,000 left');
  });

  test('is empty for a new account, and says what will stand there', async () => {
    await openLedger('', NEW_ACCOUNT);
    expect(await screen.findByText(/^No entries yet\./)).toBeVisible();
    expect(screen.queryByRole('button', { name: 'Export CSV' })).not.toBeInTheDocument();
  });

  test('shows at once what another tab spends, at its top', async () => {
    await openLedger();
    expect(await figures()).toEqual(['-186', '-150', '-300', '-240', '-124']);
    await spendElsewhere(TEN_CHARACTERS, 1);
    new BroadcastChannel('billing-changed').postMessage('billing-changed');
    await waitFor(async () =>
      expect(await figures()).toEqual(['-1', '-186', '-150', '-300', '-240', '-124']),
    );
  });

  test('of which the first page cannot be had says so, with the request’s id, and comes when it is tried again', async () => {
    const { user } = await openLedger('faults=GET /v1/ledger:malformed:1');
    const alert = await screen.findByRole('alert');
    expect(alert).toHaveTextContent(/The ledger could not be loaded.*Request [\da-f-]{36}/);
    await user.click(within(alert).getByRole('button', { name: 'Try again' }));
    expect(await figures()).toHaveLength(5);
  });
});

describe('By the keyboard', () => {
  test('one row takes the focus; arrows, Home and End move it; Enter opens it', async () => {
    const { user } = await openLedger();
    const rows = within(await grid()).getAllByRole('button');
    const [first, second] = rows;
    if (!first || !second) throw new Error('There are no rows.');
    await tabTo(user, first);
    await user.keyboard('{ArrowDown}');
    expect(second).toHaveFocus();
    await user.keyboard('{End}');
    expect(rows.at(-1)).toHaveFocus();
    await user.keyboard('{ArrowDown}{ArrowDown}');
    expect(rows.at(-1)).toHaveFocus();
    await user.keyboard('{Home}{ArrowUp}{ArrowDown}{PageUp}');
    expect(first).toHaveFocus();
    expect(rows.filter(({ tabIndex }) => tabIndex === 0)).toEqual([first]);
    await user.keyboard('{Enter}');
    expect(await screen.findByRole('dialog', { name: 'Text to speech' })).toBeVisible();
    expect(location.search).toContain('entry=gen-000005');
  });
});

describe('Filters', () => {
  test('of a link are all in force, and stand in their fields', async () => {
    await openLedger(
      'kind=generation&tool=text-to-image&model=Flux+2.0+Pro&from=2026-04-01&to=2026-04-10&q=flux',
    );
    expect(await figures()).toEqual(['-240']);
    const field = (name: string) => within(region()).getByLabelText(name);
    expect(field('Kind')).toHaveValue('generation');
    expect(field('Tool')).toHaveValue('text-to-image');
    expect(field('Model')).toHaveValue('Flux 2.0 Pro');
    expect(field('From')).toHaveValue('2026-04-01');
    expect(field('To')).toHaveValue('2026-04-10');
    expect(field('Search')).toHaveValue('flux');
    expect(region()).toHaveTextContent(/1 entry\. From .*Apr 1, 2026.* up to .*Apr 11, 2026/);
  });

  test('are named and passed over where they mean nothing', async () => {
    await openLedger('kind=refund&tool=banana&from=yesterday&to=2026-02-30');
    expect(await figures()).toHaveLength(5);
    for (const wrong of ['refund', 'banana', 'yesterday', '2026-02-30']) {
      expect(region()).toHaveTextContent(`“${wrong}” is ignored`);
    }
  });

  test('once chosen stand in the link beside the scenario, and the back button takes them away', async () => {
    const { user } = await openLedger();
    expect(await figures()).toHaveLength(5);
    await user.selectOptions(within(region()).getByLabelText('Tool'), 'Text to image');
    await waitFor(async () => expect(await figures()).toEqual(['-150', '-240']));
    expect(location.search).toContain('tool=text-to-image');
    history.back();
    await waitFor(async () => expect(await figures()).toHaveLength(5));
  });

  test('by search replace the link while one types', async () => {
    const { user } = await openLedger();
    expect(await figures()).toHaveLength(5);
    const places = history.length;
    await user.type(within(region()).getByLabelText('Search'), 'kling');
    await waitFor(async () => expect(await figures()).toEqual(['-300']));
    expect(history.length).toBe(places);
    expect(new URLSearchParams(location.search).get('q')).toBe('kling');
  });

  test('by the cycle go from reset to reset, to the second', async () => {
    const { user } = await openLedger();
    await figures();
    await user.selectOptions(within(region()).getByLabelText('Period'), 'This cycle');
    await waitFor(() => expect(location.search).toContain('from=2026-04-01T09%3A00%3A00Z'));
    expect(location.search).toContain('to=2026-05-01T09%3A00%3A00Z');
    expect(await figures()).toHaveLength(5);
  });

  test('that leave nothing say so, and each can be taken away', async () => {
    const { user } = await openLedger('tool=text-to-video&q=cartesia');
    await user.click(await screen.findByRole('button', { name: 'Without “cartesia”' }));
    expect(await figures()).toEqual(['-300']);
    await user.click(screen.getByRole('button', { name: 'Clear filters' }));
    await waitFor(async () => expect(await figures()).toHaveLength(5));
  });
});

describe('An entry', () => {
  async function openEntry(parameters: string, scenario?: string) {
    const opened = await openLedger(parameters, scenario);
    return { ...opened, dialog: await screen.findByRole('dialog') };
  }

  test('opens by its link with what was priced, how, when and by which card', async () => {
    const { dialog } = await openEntry('entry=gen-000001');
    await within(dialog).findByText('124 credits');
    expect(dialog).toHaveTextContent('Cartesia, 1,234 characters');
    expect(dialog).toHaveTextContent('1 credit for 10 characters. A started unit is charged whole.');
    expect(dialog).toHaveTextContent('1,234 characters / 10 = 123.4, charged as 124 credits');
    expect(dialog).toHaveTextContent('39,876 credits');
    expect(dialog).toHaveTextContent('2026-01');
  });

  test('that is not among those listed is looked for by its id', async () => {
    const { dialog } = await openEntry('tool=text-to-video&entry=gen-000001');
    expect(await within(dialog).findByText('124 credits')).toBeVisible();
  });

  test('that does not exist is said not to', async () => {
    const { dialog } = await openEntry('entry=gen-999999');
    expect(await within(dialog).findByText(/There is no entry/)).toBeVisible();
  });

  test('recomputed under the card of its time matches, and has today’s figure beside it', async () => {
    const { user, dialog } = await openEntry('entry=gen-000001');
    await user.click(await within(dialog).findByRole('button', { name: 'Recompute' }));
    expect(await within(dialog).findByText('Match.')).toBeVisible();
    expect(dialog).toHaveTextContent(
      /Rate card 2026-01 gives .* = 123\.4, charged as 124 credits; 124 credits/,
    );
    expect(dialog).toHaveTextContent(/Today, under rate card 2026-01: .*, the same\./);
  });

  test('whose charge its card does not give is a mismatch, with both figures', async () => {
    const { user, server, dialog } = await openEntry('entry=gen-000001');
    const { entries } = (await (await fetch('/v1/ledger?q=gen-000001')).json()) as LedgerPage;
    const [charged] = entries as GenerationEntry[];
    server.use(
      http.get('*/v1/ledger', () =>
        answerWith({ entries: [{ ...charged, id: 'gen-000009', credits: 125 }], nextCursor: null }),
      ),
    );
    expect(dialog).toBeVisible();
    history.pushState(null, '', location.href.replace('gen-000001', 'gen-000009'));
    await screen.findByText('125 credits');
    await user.click(screen.getByRole('button', { name: 'Recompute' }));
    expect(await screen.findByText('Mismatch: 125 credits were charged')).toBeVisible();
    expect(screen.getByText(/charged as 124 credits\. Tell support/)).toBeVisible();
  });

  test('of a reset says what expired and why, without a price to recompute', async () => {
    const { user } = await openLedger('kind=reset', FRESH_CYCLE);
    const [button] = within(await grid()).getAllByRole('button');
    await user.click(button as HTMLElement);
    const dialog = await screen.findByRole('dialog', { name: 'Credits reset' });
    expect(dialog).toHaveTextContent(/were not used and expired: credits do not roll over/);
    expect(within(dialog).queryByRole('button', { name: 'Recompute' })).not.toBeInTheDocument();
  });

  test('of an upgrade says what was paid and what became of the dates', async () => {
    const { user } = await openLedger('kind=plan-change', UPGRADED);
    const [button] = within(await grid()).getAllByRole('button');
    await user.click(button as HTMLElement);
    const dialog = await screen.findByRole('dialog', { name: 'Plan upgraded' });
    expect(dialog).toHaveTextContent(/Paid\$[\d.]+/);
    expect(dialog).toHaveTextContent('The renewal dates stayed as they were.');
  });

  test('gives its id to copy, and says that it did', async () => {
    const { user, dialog } = await openEntry('entry=gen-000001');
    await user.click(await within(dialog).findByRole('button', { name: 'Copy id' }));
    expect(await within(dialog).findByText('Copied.')).toBeVisible();
    expect(await navigator.clipboard.readText()).toBe('gen-000001');
  });

  test('closes to the ledger as it was before', async () => {
    const { user } = await openLedger('tool=text-to-image');
    const [button] = within(await grid()).getAllByRole('button');
    await user.click(button as HTMLElement);
    await user.click(within(await screen.findByRole('dialog')).getByRole('button', { name: 'Close' }));
    await waitFor(() => expect(screen.queryByRole('dialog')).not.toBeInTheDocument());
    expect(location.search).toContain('tool=text-to-image');
    expect(location.search).not.toContain('entry=');
  });
});

describe('Doing it again', () => {
  test('opens the form with the entry’s choices and leaves a prompt that was typed before', async () => {
    const { user } = await renderScenario({ scenario: USED_1000, path: '/create/text-to-image' });
    await user.type(await screen.findByRole('textbox', { name: 'Prompt' }), 'Three lighthouses');
    await user.click(screen.getByRole('link', { name: 'Usage' }));
    await user.click(await screen.findByRole('button', { name: /Flux 2\.0 Pro, 3 images/ }));
    await user.click(await screen.findByRole('link', { name: 'Do this again at today’s price' }));
    expect(await screen.findByRole('button', { name: 'Generate, 240 credits' })).toBeVisible();
    expect(screen.getByRole('textbox', { name: 'Prompt' })).toHaveValue('Three lighthouses');
    expect(screen.getByRole('radio', { name: 'Flux 2.0 Pro, 240 credits' })).toBeChecked();
    expect(screen.getByText(/The choices are those of the link\./)).toBeVisible();
    expect(location.search).not.toContain('model=');
  });
});

describe('The export', () => {
  /** Catches what would be downloaded. */
  function catchDownloads() {
    const files: { name: string; content: Promise<string> }[] = [];
    let content = Promise.resolve('');
    vi.spyOn(URL, 'createObjectURL').mockImplementation((file) => {
      content = (file as Blob).text();
      return 'blob:caught';
    });
    vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(function (this: HTMLAnchorElement) {
      files.push({ name: this.download, content });
    });
    return files;
  }

  test('is a file named after the customer’s day, with a line for every entry that passes the filter', async () => {
    const files = catchDownloads();
    const { user } = await openLedger('tool=text-to-image');
    await user.click(await screen.findByRole('button', { name: 'Export CSV' }));
    expect(await screen.findByText('2 entries saved as credit-ledger-2026-04-21.csv.')).toBeVisible();
    const text = (await files[0]?.content) ?? '';
    expect(files[0]?.name).toBe('credit-ledger-2026-04-21.csv');
    expect(text.split('\r\n').map((line) => line.split(',')[0])).toEqual([
      'id',
      'gen-000004',
      'gen-000002',
      '',
    ]);
  });

  test('that fails half-way goes on with the page that failed, and has every entry once', async () => {
    const files = catchDownloads();
    const { user, server } = await openLedger();
    await screen.findByRole('button', { name: 'Export CSV' });
    const { entries } = (await (await fetch('/v1/ledger')).json()) as LedgerPage;
    let failures = 1;
    server.use(
      http.get('*/v1/ledger', ({ request }) => {
        const place = Number(new URL(request.url).searchParams.get('cursor') ?? 0);
        if (place === 3 && failures > 0) {
          failures -= 1;
          return refuse('internal_error');
        }
        const nextCursor = place + 1 < entries.length ? `${place + 1}` : null;
        return answerWith({ entries: [entries[place]], nextCursor });
      }),
    );
    await user.click(screen.getByRole('button', { name: 'Export CSV' }));
    const alert = await screen.findByRole('alert');
    expect(alert).toHaveTextContent('The export stopped after 3 entries.');
    expect(files).toHaveLength(0);
    await user.click(within(alert).getByRole('button', { name: 'Try again' }));
    expect(await screen.findByText(/^5 entries saved as/)).toBeVisible();
    const ids = ((await files[0]?.content) ?? '').split('\r\n').slice(1, -1);
    expect(ids.map((line) => line.split(',')[0])).toEqual(entries.map(({ id }) => id));
  });

  test('shows how far it is and can be canceled: then there is no file', async () => {
    const files = catchDownloads();
    const { user, server } = await openLedger();
    await screen.findByRole('button', { name: 'Export CSV' });
    const { promise: answered, resolve: answer } = Promise.withResolvers<void>();
    server.use(
      http.get('*/v1/ledger', async () => {
        await answered;
        return answerWith({ entries: [], nextCursor: null });
      }),
    );
    await user.click(screen.getByRole('button', { name: 'Export CSV' }));
    expect(screen.getByRole('progressbar', { name: 'Export' })).toBeVisible();
    await user.click(screen.getByRole('button', { name: 'Cancel export' }));
    answer();
    expect(await screen.findByText('The export was canceled. No file was saved.')).toBeVisible();
    expect(screen.queryByRole('progressbar')).not.toBeInTheDocument();
    expect(files).toHaveLength(0);
  });
});
