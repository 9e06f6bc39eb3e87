import * as v from 'valibot';
import { ApiError } from './api-error.ts';
import { recent } from './recent.ts';
import { ProblemSchema } from './schemas.ts';
import { serverClock } from './server-clock.ts';
import { session } from './session.ts';

const BASE_URL: string = import.meta.env.VITE_BILLING_API_URL ?? '';

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
 * connection, a problem, or a reply that does not fit.
 */
export async function send<Schema extends v.GenericSchema>(
  schema: Schema,
  { method = 'GET', path, body, idempotencyKey, signal }: ApiRequest,
): Promise<v.InferOutput<Schema>> {
  const requestId = crypto.randomUUID();
  const key = idempotencyKey ?? null;
  const told = recent.sent({
    atMs: serverClock.now(),
    method,
    path,
    requestId,
    key,
    status: null,
    code: null,
  });
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

function refusalOf({ status }: Response, json: unknown, requestId: string): ApiError {
  if (status === 401) return new ApiError({ kind: 'session-ended', requestId, status });
  const parsed = v.safeParse(ProblemSchema, json);
  return parsed.success
    ? new ApiError({ kind: 'problem', requestId, status, problem: parsed.output })
    : new ApiError({ kind: 'unintelligible', requestId, status });
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
  if (!changed) return;
  recent.forget();
  for (const listener of customerListeners) listener();
}
