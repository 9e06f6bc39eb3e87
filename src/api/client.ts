import * as v from 'valibot';
import { ApiError } from './api-error.ts';
import { sandboxLink } from './sandbox-link.ts';
import { AccountSchema, ProblemSchema } from './schemas.ts';
import { serverClock } from './server-clock.ts';
import { session } from './session.ts';

/** A sandbox answers at the page's own address: nothing that goes wrong there reaches a real API. */
const BASE_URL: string = (sandboxLink === null && import.meta.env.VITE_BILLING_API_URL) || '';

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
 * connection, a problem, or a reply that does not fit. A charge that went out before is not repeated once another
 * customer has signed in: for whoever asked for it the session has ended.
 */
export async function send<Schema extends v.GenericSchema>(
  schema: Schema,
  { method = 'GET', path, body, idempotencyKey, signal }: ApiRequest,
): Promise<v.InferOutput<Schema>> {
  const requestId = crypto.randomUUID();
  if (idempotencyKey !== undefined) await checkOwner(idempotencyKey, requestId);
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
    ...(signal && { signal }),
  }).catch((cause: unknown) => {
    if (signal?.aborted) throw cause;
    throw new ApiError({ kind: 'unreachable', requestId });
  });
  session.heard(response.status);
  hear(response.headers);

  const json: unknown = await response.json().catch(() => undefined);
  if (!response.ok) throw refusalOf(response, json, requestId);
  const parsed = v.safeParse(schema, json);
  if (!parsed.success) throw new ApiError({ kind: 'unintelligible', requestId, status: response.status });
  return parsed.output;
}

function refusalOf({ status }: Response, json: unknown, requestId: string): ApiError {
  if (status === 401) return new ApiError({ kind: 'session-ended', requestId, status });
  const parsed = v.safeParse(ProblemSchema, json);
  return parsed.success
    ? new ApiError({ kind: 'problem', requestId, status, problem: parsed.output })
    : new ApiError({ kind: 'unintelligible', requestId, status });
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

function hear(headers: Headers): void {
  const asOf = headers.get('As-Of');
  if (asOf !== null) serverClock.hear(asOf, headers.get('Clock') === 'frozen');
  const id = headers.get('Customer-Id');
  if (id === null || id === customerId) return;
  const changed = customerId !== null;
  customerId = id;
  if (changed) for (const listener of customerListeners) listener();
}
