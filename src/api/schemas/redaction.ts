/**
 * What of a value may leave the browser it was in. `true` lets a text, a number, a boolean, null or a list of those
 * through; a text stands in for what was there; a list or fields say it for each member, `*` for any field. What
 * nobody listed stays out.
 */
export type Allowed = true | string | readonly [Allowed] | { readonly [field: string]: Allowed };

/** The part of `value` that is allowed, its fields in the order in which they came; undefined if there is none. */
export function redact(value: unknown, allowed: Allowed): unknown {
  if (value === null || value === undefined) return value;
  if (typeof allowed === 'string') return allowed;
  if (allowed === true) {
    return isPlain(value) || (Array.isArray(value) && value.every(isPlain)) ? value : undefined;
  }
  if (isList(allowed)) {
    if (!Array.isArray(value)) return undefined;
    return value.map((member) => redact(member, allowed[0])).filter((member) => member !== undefined);
  }
  if (typeof value !== 'object' || Array.isArray(value)) return undefined;
  return Object.fromEntries(
    Object.entries(value)
      .map(([field, member]) => [field, redactField(member, field, allowed)])
      .filter(([, member]) => member !== undefined),
  );
}

function redactField(member: unknown, field: string, fields: { readonly [field: string]: Allowed }): unknown {
  const allowed = Object.hasOwn(fields, field) ? fields[field] : fields['*'];
  return allowed === undefined ? undefined : redact(member, allowed);
}

function isPlain(value: unknown): boolean {
  return value === null || ['string', 'number', 'boolean'].includes(typeof value);
}

function isList(allowed: Allowed): allowed is readonly [Allowed] {
  return Array.isArray(allowed);
}

/** What stands in a snapshot where a name was. */
export const PLACEHOLDERS = {
  name: 'Customer',
  email: 'customer@example.invalid',
  voiceName: 'Cloned voice',
} as const;

const period = { start: true, end: true } as const;
const charge = { at: true, amountMinor: true, currency: true } as const;
const request = {
  tool: true,
  model: true,
  audio: true,
  aspect: true,
  resolution: true,
  duration: true,
  characters: true,
  seconds: true,
  images: true,
  inputImages: true,
} as const;
const derivation = {
  ruleId: true,
  quantity: true,
  unit: true,
  unitSize: true,
  units: true,
  creditsPerUnit: true,
} as const;
const estimate = { ok: true, credits: true, rateCardVersion: true, ...derivation } as const;
const plan = {
  id: true,
  family: true,
  name: true,
  monthlyCredits: true,
  tools: true,
  prices: { month: true, year: true },
  currency: true,
} as const;
const subscription = {
  version: true,
  status: true,
  plan,
  interval: true,
  anchor: true,
  billingPeriod: period,
  creditCycle: period,
  nextCharge: charge,
  upcoming: { resets: true, charges: [charge] },
} as const;
const balance = {
  allowance: true,
  used: true,
  remaining: true,
  usedByTool: { '*': true },
  cycle: period,
  resetsAt: true,
  asOf: true,
} as const;
const entry = {
  id: true,
  at: true,
  kind: true,
  credits: true,
  balanceAfter: true,
  request,
  derivation,
  rateCardVersion: true,
  expired: true,
  from: true,
  to: true,
  policy: true,
  usedCarried: true,
  paidMinor: true,
  currency: true,
} as const;
const rateCard = {
  version: true,
  effectiveFrom: true,
  rules: [
    {
      id: true,
      tool: true,
      model: true,
      unit: true,
      unitSize: true,
      creditsPerUnit: true,
      maxQuantity: true,
      maxInputImages: true,
      when: { audio: true, aspect: true, resolution: true, duration: true },
    },
  ],
} as const;
const quote = {
  id: true,
  expiresAt: true,
  at: true,
  policy: true,
  plan,
  lines: [{ kind: true, amountMinor: true, from: true, to: true }],
  dueNowMinor: true,
  currency: true,
  nextCharge: charge,
  allowance: true,
  used: true,
  remaining: true,
  resetsAt: true,
} as const;

/** What may be told of an event of the billing engine; its fingerprint is told by whoever can read it. */
export const allowedOfEvent = {
  sequence: true,
  at: true,
  kind: true,
  request,
  estimate,
  voiceName: PLACEHOLDERS.voiceName,
  idempotency: { key: true, fingerprint: true },
  quote,
} as const satisfies Allowed;

export const allowedOfCatalogue = { plans: [plan], rateCards: [rateCard] } as const satisfies Allowed;

/** What a generation or an upgrade was asked for. */
export const allowedOfChargeBody = {
  quoteId: true,
  request,
  credits: true,
  rateCardVersion: true,
  voiceName: PLACEHOLDERS.voiceName,
} as const satisfies Allowed;

/** What became of a request that could charge; its path has no query. */
export const allowedOfRequest = {
  at: true,
  method: true,
  path: true,
  requestId: true,
  key: true,
  status: true,
  code: true,
  faults: true,
} as const satisfies Allowed;

export const allowedOfScenario = {
  id: true,
  title: true,
  story: true,
  opensAt: true,
  account: { name: PLACEHOLDERS.name, email: PLACEHOLDERS.email, locale: true, timeZone: true },
  subscription: { planId: true, interval: true, anchor: true, endsAt: true, pastDueSince: true },
  creditUnusedTime: true,
  history: { entries: true, seed: true, mix: [{ weight: true, generate: request, most: true }] },
  events: [
    {
      at: true,
      generate: request,
      voiceName: PLACEHOLDERS.voiceName,
      upgradeTo: true,
      quoteFor: true,
      confirmFor: true,
    },
  ],
} as const satisfies Allowed;

const allowedOfReply: Record<string, Allowed> = {
  '/v1/account': {
    id: true,
    name: PLACEHOLDERS.name,
    email: PLACEHOLDERS.email,
    locale: true,
    timeZone: true,
    clonedVoices: [{ id: true, name: PLACEHOLDERS.voiceName }],
  },
  '/v1/subscription': subscription,
  '/v1/balance': balance,
  '/v1/cycles': [{ ...period, allowance: true, used: true, expired: true }],
  '/v1/rate-card': rateCard,
  '/v1/plans': [{ ...plan, upgrade: { allowed: true, reason: true } }],
  '/v1/usage': [{ day: true, tool: true, model: true, credits: true, count: true }],
  '/v1/ledger': { entries: [entry], nextCursor: true },
};

const allowedInQuery = ['cursor', 'limit', 'kind', 'tool', 'model', 'from', 'to', 'timeZone'];

/** A reply to a GET as it may be told, or null where nothing of it may. Text that was searched for stays out. */
export function redactReply(path: string, body: unknown): { path: string; body: unknown } | null {
  const { pathname, searchParams } = new URL(path, 'http://localhost');
  const allowed = pathname.startsWith('/v1/rate-cards/') ? rateCard : allowedOfReply[pathname];
  const searched = [...searchParams.keys()].some((name) => !allowedInQuery.includes(name));
  if (allowed === undefined || searched) return null;
  const told = redact(body, allowed);
  return told === undefined ? null : { path, body: told };
}
