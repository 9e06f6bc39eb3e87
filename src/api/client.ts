import * as v from 'valibot';
import { ApiError } from './api-error.ts';
import { recent } from './recent.ts';
import { parseRetryAfter } from './retry.ts';
import { sandboxLink } from './sandbox-link.ts';
import { AccountSchema, InstantSchema, ProblemSchema } from './schemas.ts';
import { serverClock } from './server-clock.ts';
import { session } from './session.ts';

/** A sandbox answers at the page's own address: nothing that goes wrong there reaches a real API. */
const BASE_URL: string = (sandboxLink === null && import.meta.env.VITE_BILLING_API_URL) || '';

/** Long enough for a slow server and a poor line; past it nobody believes any more that an answer comes. */
const TIMEOUT_MS = 20_000;

export interface ApiRequest {
  method?: 'GET' | 'POST';
  /** Below the API's address, with its query string. */
  path: string;
  body?: unknown;
  idempotencyKey?: string;
  signal?: AbortSignal;
}

/**
 * Sends one request and returns its reply in the shape of `schema`. Throws an ApiError in every other case: no
 * connection, no answer within 20 seconds, a problem, or a reply that does not fit. A charge that went out before is
 * not repeated once another customer has signed in: for whoever asked for it the session has ended.
 */
export async function send<Schema extends v.GenericSchema>(
  schema: Schema,
  { method = 'GET', path, body, idempotencyKey, signal }: ApiRequest,
): Promise<v.InferOutput<Schema>> {
  const requestId = crypto.randomUUID();
  if (idempotencyKey !== undefined) await checkOwner(idempotencyKey, requestId);
  const told = recent.sent({
    atMs: serverClock.now(),
    method,
    path,
    requestId,
    key: idempotencyKey ?? null,
    status: null,
    code: null,
  });
  const sentMs = performance.now();
  const timeout = AbortSignal.timeout(TIMEOUT_MS);
  const noReply = (cause: unknown) => {
    if (signal?.aborted) throw cause;
    throw new ApiError({ kind: timeout.aborted ? 'timed-out' : 'unreachable', requestId });
  };
  const response = await fetch(`${BASE_URL}${path}`, {
    method,
    credentials: 'include',
    headers: {
      Accept: 'application/json',
      'X-Request-Id': requestId,
      ...(body !== undefined && { 'Content-Type': 'application/json' }),
      ...(idempotencyKey !== undefined && { 'Idempotency-Key': idempotencyKey }),
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
    signal: signal ? AbortSignal.any([signal, timeout]) : timeout,
  }).catch(noReply);
  session.heard(response.status);
  hear(response.headers, performance.now() - sentMs);
  told.atMs ??= serverClock.now();

  const json = parseJson(await response.text().catch(noReply));
  told.status = response.status;
  if (!response.ok) {
    const refusal = refusalOf(response, json, requestId);
    told.code = refusal.code;
    throw refusal;
  }
  const parsed = v.safeParse(schema, json);
  if (!parsed.success) throw new ApiError({ kind: 'unintelligible', requestId, status: response.status });
  if (method === 'GET') recent.heard(path, response.headers.get('As-Of') ?? '', json);
  return parsed.output;
}

function refusalOf({ status, headers }: Response, json: unknown, requestId: string): ApiError {
  if (status === 401) return new ApiError({ kind: 'session-ended', requestId, status });
  const retryAfterMs = parseRetryAfter(headers, Date.now());
  const parsed = v.safeParse(ProblemSchema, json);
  return new ApiError(
    parsed.success
      ? { kind: 'problem', requestId, status, problem: parsed.output }
      : { kind: 'unintelligible', requestId, status },
    { retryAfterMs },
  );
}

/** Undefined, which fits no schema, where the text is not JSON. */
function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Who was signed in when each charge first went out, by its key; null where no reply had said so yet. */
const owners = new Map<string, string | null>();

/** Before a charge goes out again the server is asked who is signed in by now: nobody pays what another one pressed. */
async function checkOwner(idempotencyKey: string, requestId: string): Promise<void> {
  const owner = owners.get(idempotencyKey);
  if (owner === undefined) {
    owners.set(idempotencyKey, customerId);
    return;
  }
  const { id } = await send(AccountSchema, { path: '/v1/account' });
  if (owner !== null && owner !== id) throw new ApiError({ kind: 'session-ended', requestId, status: 401 });
}

let customerId: string | null = null;
const customerListeners = new Set<() => void>();

/** Calls `listener` when replies begin to be about another customer than before. Returns how to stop. */
export function onCustomerChange(listener: () => void): () => void {
  customerListeners.add(listener);
  return () => customerListeners.delete(listener);
}

function hear(headers: Headers, tookMs: number): void {
  const { success, output } = v.safeParse(InstantSchema, headers.get('As-Of'));
  if (success) serverClock.hear({ asOf: output, frozen: headers.get('Clock') === 'frozen', tookMs });
  const id = headers.get('Customer-Id');
  if (id === null || id === customerId) return;
  const changed = customerId !== null;
  customerId = id;
  if (!changed) return;
  recent.forget();
  for (const listener of customerListeners) listener();
}
