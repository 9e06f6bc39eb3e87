import type { Instant } from '../../src/units/instants.ts';
import { instantOf, secondsOf } from '../billing/instant.ts';
import { createSlices } from '../slices.ts';
import type { World } from '../world.ts';
import { ask } from './ask.ts';

/** One reply of the billing API, as a snapshot keeps it. */
export interface KeptReply {
  path: string;
  status: number;
  body: unknown;
}

const MOST_LEDGER_PAGES = 10;

export interface Setting {
  anchor: Instant;
  now: Instant;
  timeZone: string;
  rateCards: readonly { version: string }[];
}

/** What every endpoint of a world answers at its instant: all of them, with several filters, and the ledger's pages. */
export async function askEverything(world: World, setting: Setting): Promise<KeptReply[]> {
  const pageHasItsTurn = createSlices();
  const replies: KeptReply[] = [];
  for (const path of questions(setting)) replies.push(await reply(path));
  let cursor: string | null = null;
  for (let page = 0; page < MOST_LEDGER_PAGES; page += 1) {
    const path: string = `/v1/ledger?limit=200${cursor === null ? '' : `&cursor=${cursor}`}`;
    const kept = await reply(path);
    replies.push(kept);
    cursor = nextCursorIn(kept.body);
    if (cursor === null) break;
  }
  return replies;

  async function reply(path: string): Promise<KeptReply> {
    await pageHasItsTurn();
    const { status, text } = await ask(world, path);
    return { path, status, body: JSON.parse(text) };
  }
}

function questions({ anchor, now, timeZone, rateCards }: Setting): string[] {
  const everything = { from: anchor, to: instantOf(secondsOf(now) + 1) };
  const usage = (zone: string) => `/v1/usage?${new URLSearchParams({ ...everything, timeZone: zone })}`;
  return [
    '/v1/account',
    '/v1/subscription',
    '/v1/balance',
    '/v1/cycles',
    '/v1/plans',
    '/v1/rate-card',
    ...rateCards.map(({ version }) => `/v1/rate-cards/${encodeURIComponent(version)}`),
    ...new Set([usage('UTC'), usage(timeZone)]),
    '/v1/ledger?limit=5',
    ...['generation', 'reset', 'plan-change'].map((kind) => `/v1/ledger?limit=50&kind=${kind}`),
    `/v1/ledger?${new URLSearchParams({ limit: '50', ...everything, tool: 'text-to-speech' })}`,
  ];
}

function nextCursorIn(body: unknown): string | null {
  const page = body as { nextCursor?: unknown };
  return typeof page.nextCursor === 'string' ? page.nextCursor : null;
}
