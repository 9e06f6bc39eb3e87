import { delay, HttpResponse, type HttpResponseResolver } from 'msw';
import type { RequestRecord } from '../src/api/schemas/support.ts';
import type { Refusal } from './billing/refusal.ts';
import type { Idempotency } from './billing/state.ts';
import { canonicalJson } from './canonical-json.ts';
import { drawFaults, type Fault, type FaultRule } from './faults.ts';
import { LaterEventsHidden, type Session, type World } from './world.ts';

/** What a handler needs of a request, read before its transaction begins. */
export interface Input {
  params: Readonly<Record<string, string>>;
  query: Readonly<Record<string, string>>;
  /** Undefined when the request has none or it is not JSON. */
  body: unknown;
  /** Null when the request carries no key. */
  idempotency: Idempotency | null;
  ifNoneMatch: string | null;
  /** The card is declined, by a fault rule. */
  paymentDeclined: boolean;
}

export interface Reply {
  status: number;
  body: unknown;
  headers?: Record<string, string>;
}

/** One endpoint: a synchronous command on the customer's session. Whatever it throws becomes a 500. */
export type Endpoint = (session: Session, input: Input) => Reply;

export interface Faults {
  rules: readonly FaultRule[];
  seed: string;
}

const PROBLEMS: Record<
  Refusal['code'] | 'not_found' | 'later_events_hidden',
  { status: number; title: string }
> = {
  subscription_past_due: { status: 402, title: 'A payment is missing' },
  subscription_ended: { status: 402, title: 'The plan has ended' },
  tool_not_in_plan: { status: 403, title: 'Not in your plan' },
  invalid_request: { status: 422, title: 'The request is not valid' },
  price_changed: { status: 409, title: 'The price has changed' },
  insufficient_credits: { status: 402, title: 'Not enough credits' },
  upgrade_not_allowed: { status: 422, title: 'Not an upgrade' },
  quote_not_found: { status: 404, title: 'No such quote' },
  quote_expired: { status: 409, title: 'The quote has expired' },
  payment_declined: { status: 402, title: 'The payment was declined' },
  idempotency_key_missing: { status: 400, title: 'Idempotency-Key is missing' },
  idempotency_key_reused: { status: 422, title: 'Idempotency-Key was used for another request' },
  not_found: { status: 404, title: 'Not found' },
  later_events_hidden: { status: 409, title: 'Later events are hidden' },
};

/** The reply that says why nothing was done. */
export function refused({ code, ...rest }: Omit<Refusal, 'code'> & { code: keyof typeof PROBLEMS }): Reply {
  return { ...problem(PROBLEMS[code].status, code, PROBLEMS[code].title, rest) };
}

/** A reply in problem details; `rest` holds what its code carries besides. */
export function problem(status: number, code: string, title: string, rest: object): Reply {
  return {
    status,
    body: { type: 'about:blank', title, status, code, ...rest },
    headers: { 'Content-Type': 'application/problem+json' },
  };
}

/**
 * The one wrapper round all handlers: reads the request, draws its faults, runs the endpoint in one transaction, and
 * writes the reply with the headers that every reply carries.
 */
export function respondWith(world: World, faults: Faults, endpoint: Endpoint): HttpResponseResolver {
  return async ({ request, params }) => {
    const url = new URL(request.url);
    const text = await request.text();
    const body = parseJson(text);
    const key = request.headers.get('Idempotency-Key');
    const input = {
      params: Object.fromEntries(Object.entries(params).map(([name, value]) => [name, String(value)])),
      query: Object.fromEntries(url.searchParams),
      body,
      idempotency: key
        ? { key, fingerprint: `${request.method} ${url.pathname} ${canonicalJson(body) ?? text}` }
        : null,
      ifNoneMatch: request.headers.get('If-None-Match'),
    };
    const requestId = request.headers.get('X-Request-Id');
    const { reply, drawn, headers } = await world
      .transact((session) => {
        const drawn = drawFaults(
          faults.rules,
          faults.seed,
          request.method,
          url.pathname,
          session.faultCounts,
        );
        const reply =
          replyInstead(drawn) ?? endpoint(session, { ...input, paymentDeclined: has(drawn, 'declined') });
        if (request.method === 'POST') {
          session.record({
            at: session.now,
            method: request.method,
            path: url.pathname.slice(url.pathname.indexOf('/v1/')).slice(0, 200),
            requestId: requestId || null,
            key: key || null,
            ...outcomeOf(reply),
            faults: drawn.map(nameOf),
          });
        }
        return { reply, drawn, headers: everyReplyCarries(session) };
      })
      .catch((error: unknown) => ({ reply: failureReply(error), drawn: [] as Fault[], headers: {} }));

    for (const fault of drawn) if (fault.kind === 'latency') await delay(fault.ms);
    if (has(drawn, 'drop-request') || has(drawn, 'offline') || has(drawn, 'drop-reply'))
      return HttpResponse.error();
    return toResponse(spoilt(reply, drawn), requestId, headers);
  };
}

function everyReplyCarries({ now, state, frozen }: Session): Record<string, string> {
  return {
    'As-Of': now,
    'Customer-Id': state.account.id,
    ...(frozen && { Clock: 'frozen' }),
    'Access-Control-Expose-Headers': 'As-Of, Customer-Id, Clock, ETag, Retry-After',
    'Cache-Control': 'no-store',
  };
}

/** The codes that any endpoint documents; other statuses are nobody's. */
const FAULT_CODES: Record<number, string> = {
  401: 'session_ended',
  429: 'too_many_requests',
  500: 'internal_error',
  503: 'unavailable',
};

/** What failed may have come after the same charge, whose reply was lost. */
const ASK_AGAIN = 'Send a charge again under its key: that tells whether it was made.';

/** A fault that keeps the request from reaching its endpoint. */
function replyInstead(drawn: readonly Fault[]): Reply | null {
  if (has(drawn, 'drop-request') || has(drawn, 'offline')) return { status: 0, body: null };
  for (const fault of drawn) {
    if (fault.kind !== 'status') continue;
    const code = FAULT_CODES[fault.status] ?? `http_${fault.status}`;
    const title = `The server answered ${fault.status}`;
    const detail = fault.status < 500 ? 'This charged nothing.' : ASK_AGAIN;
    const reply = problem(fault.status, code, title, { detail });
    const retryAfter = fault.status === 429 || fault.status === 503;
    return { ...reply, headers: { ...reply.headers, ...(retryAfter && { 'Retry-After': '1' }) } };
  }
  return null;
}

function spoilt(reply: Reply, drawn: readonly Fault[]): Reply {
  if (has(drawn, 'wrong-shape')) return { ...reply, body: { unexpected: true } };
  return has(drawn, 'malformed') ? { ...reply, body: MALFORMED } : reply;
}

const MALFORMED = Symbol('malformed');

function toResponse(reply: Reply, requestId: string | null, always: Record<string, string>): Response {
  return new HttpResponse(textOf(reply, requestId), {
    status: reply.status,
    headers: { 'Content-Type': 'application/json', ...always, ...reply.headers },
  });
}

function textOf({ status, body, headers }: Reply, requestId: string | null): string | null {
  if (status === 304) return null;
  if (body === MALFORMED) return '{"entries": [';
  const isProblem = headers?.['Content-Type'] === 'application/problem+json';
  return JSON.stringify(isProblem ? { ...(body as object), requestId } : body);
}

/** What the server saw and answered, which a fault may still have kept from arriving. */
function outcomeOf({ status, body }: Reply): Pick<RequestRecord, 'status' | 'code'> {
  const isProblem = typeof body === 'object' && body !== null && 'code' in body;
  return { status: status === 0 ? null : status, code: isProblem ? String(body.code) : null };
}

function nameOf(fault: Fault): string {
  if (fault.kind === 'latency') return `latency=${fault.ms}`;
  return fault.kind === 'status' ? String(fault.status) : fault.kind;
}

function failureReply(error: unknown): Reply {
  if (error instanceof LaterEventsHidden) {
    return refused({
      code: 'later_events_hidden',
      detail:
        'The clock was put back, and this would discard what happened later. Nothing was charged. Allow it in Support, or go forward again.',
    });
  }
  return serverError(error);
}

function serverError(error: unknown): Reply {
  const detail = error instanceof Error ? error.message : String(error);
  return problem(500, 'internal_error', 'The billing API failed', {
    detail: `${detail} ${ASK_AGAIN}`,
  });
}

function has(drawn: readonly Fault[], kind: Fault['kind']): boolean {
  return drawn.some((fault) => fault.kind === kind);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
