import { getResponse } from 'msw';
import * as v from 'valibot';
import { type GenerationBody, type Quote, QuoteSchema } from '../../src/api/schemas.ts';
import { epochMs, type Instant } from '../../src/units/instants.ts';
import type { Catalogue } from '../billing/catalogue.ts';
import { catalogue as shipped } from '../data/catalogue.ts';
import { type FaultRule, parseFaultRules } from '../faults.ts';
import { buildHandlers } from '../handlers/all.ts';
import type { Scenario } from '../scenarios/scenario.ts';
import { createMemoryStore } from '../store/memory-store.ts';
import type { Store } from '../store/store.ts';
import { createWorld, type World } from '../world.ts';
import type { Exchange } from './contract.ts';

/** A scenario in which nothing has happened: AI Suite 40K by the month, ten of its thirty days left. */
export function buildScenario(changes: Partial<Scenario> = {}): Scenario {
  return {
    id: 'built',
    title: 'Built for a test',
    story: 'Nothing has happened yet.',
    opensAt: '2026-04-21T09:00:00Z',
    account: { name: 'Ada Okafor', email: 'ada@example.com' },
    subscription: { planId: 'ai-suite-40000', interval: 'month', anchor: '2026-04-01T09:00:00Z' },
    creditUnusedTime: true,
    events: [],
    ...changes,
  };
}

/** A machine's clock, which moves only when told. It is years off unless told, as machine clocks are. */
export function buildMachineClock(start: Instant = '2031-07-01T12:00:00Z') {
  let ms = epochMs(start);
  return {
    now: () => ms,
    /** By so many seconds, back when negative. */
    turn(seconds: number) {
      ms += seconds * 1000;
    },
  };
}

export type MachineClock = ReturnType<typeof buildMachineClock>;

interface Setting {
  scenario?: Scenario;
  /** The plans and rate cards that ship, unless told. */
  catalogue?: Catalogue;
  /** Freezes the clock there. */
  at?: Instant;
  /** Shared by the tabs of one browser; it outlives them. */
  store?: Store;
  clock?: MachineClock;
  /** Fault rules, as in a link. */
  faults?: string;
  seed?: string;
}

export function buildWorld({
  scenario = buildScenario(),
  catalogue = shipped,
  at,
  store = createMemoryStore(),
  clock = buildMachineClock(),
}: Setting = {}): World {
  return createWorld({ scenario, catalogue, store, at, wallClock: clock.now });
}

export interface Reply {
  status: number;
  headers: Headers;
  text: string;
  /** Undefined where the text is not JSON. */
  body: unknown;
  /** The connection broke: there is no reply. */
  lost: boolean;
}

interface Sent {
  body?: unknown;
  key?: string;
  headers?: Record<string, string>;
}

let witness: (exchange: Exchange, rules: readonly FaultRule[]) => void = () => {};

/** Shows `listener` every reply that any tab gets, with the fault rules in force there. */
export function witnessReplies(listener: typeof witness): void {
  witness = listener;
}

/** One browser tab: the whole billing API over a world of its own, as the page reaches it. */
export function openTab({ faults = '', seed = '', ...setting }: Setting = {}) {
  const world = buildWorld(setting);
  const rules = parseFaultRules(faults);
  const handlers = buildHandlers(world, { rules, seed });

  async function ask(method: string, path: string, { body, key, headers }: Sent = {}): Promise<Reply> {
    const request = new Request(`http://localhost${path}`, {
      method,
      headers: { ...(key !== undefined && { 'Idempotency-Key': key }), ...headers },
      ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
    const response = await getResponse(handlers, request);
    if (!response) throw new Error(`Nothing answers ${method} ${path}.`);
    const { status, headers: said } = response;
    const text = await response.text();
    const lost = response.type === 'error';
    if (!lost) witness({ method, path, status, headers: said, text }, rules);
    return { status, headers: said, text, body: parseJson(text), lost };
  }

  return {
    world,
    ask,
    get: (path: string, headers: Record<string, string> = {}) => ask('GET', path, { headers }),
    /** What a GET answers, in the shape of `schema`; an error when it does not fit. */
    async read<Schema extends v.GenericSchema>(schema: Schema, path: string): Promise<v.InferOutput<Schema>> {
      return v.parse(schema, (await ask('GET', path)).body);
    },
    generate: (body: unknown, key: string) => ask('POST', '/v1/generations', { body, key }),
    async quote(planId: string): Promise<Quote> {
      const { body } = await ask('POST', '/v1/upgrade-quotes', { body: { planId } });
      return v.parse(QuoteSchema, body);
    },
    confirm: (quoteId: string, key: string) => ask('POST', '/v1/upgrades', { body: { quoteId }, key }),
  };
}

export type Tab = ReturnType<typeof openTab>;

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Speech for exactly so many credits. */
export function speech(credits: number): GenerationBody {
  return {
    request: { tool: 'text-to-speech', model: 'Cartesia', characters: credits * 10 },
    credits,
    rateCardVersion: '2026-01',
  };
}
