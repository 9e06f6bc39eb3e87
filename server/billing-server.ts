import { randomUUID } from 'node:crypto';
import { createServer, type IncomingHttpHeaders, type IncomingMessage, type Server } from 'node:http';
import { getResponse, http } from 'msw';
import { routes } from '../mocks/handlers/all.ts';
import { problem, type Reply, respondWith } from '../mocks/respond.ts';
import { corsHeaders, isOwnOrigin } from './cors.ts';
import { BODY_LIMIT_BYTES, readBody } from './request-body.ts';
import { sandboxCookie, sandboxPage } from './sandbox-pages.ts';
import type { Sandbox, Sandboxes } from './sandboxes.ts';

const NO_FAULTS = { rules: [], seed: '' };

/**
 * The billing API over HTTP. `/v1/…` answers for the sandbox that the request's cookie names, without one for the
 * sandbox of `ownLink`; `/sandbox` sets the cookie.
 */
export function createBillingServer(sandboxes: Sandboxes, ownLink: string): Server {
  const own = sandboxes.open(ownLink);
  const server = createServer((incoming, outgoing) => {
    outgoing.setHeaders(new Map(Object.entries(corsHeaders(incoming))));
    replyTo(incoming)
      .then(async (reply) => {
        if (reply.type === 'error') {
          // A fault that loses the request or its reply: the client sees its connection break.
          outgoing.destroy();
          return;
        }
        // A reply given while the server stops is the last one on its connection.
        if (!server.listening) outgoing.setHeader('Connection', 'close');
        outgoing.statusCode = reply.status;
        outgoing.setHeaders(reply.headers).end(await reply.text());
      })
      .catch((error: unknown) => {
        console.error(error);
        outgoing.destroy();
      });
  });
  return server;

  async function replyTo(incoming: IncomingMessage): Promise<Response> {
    const { method = 'GET', headers } = incoming;
    const url = URL.parse(`http://127.0.0.1${incoming.url}`) ?? new URL('http://127.0.0.1/');
    const allowed = methodsAt(url.pathname);
    if (method === 'OPTIONS') {
      return new Response(null, { status: 204, headers: { Allow: allowed.join(', '), Connection: 'close' } });
    }
    const body = await readBody(incoming);
    const sandbox = sandboxOf(headers.cookie);
    const reply =
      refusalOf(method, allowed, headers.origin, body, sandbox) ??
      (await sandboxPage(sandboxes, sandbox ?? own, method, url)) ??
      (await apiReply(sandbox ?? own, method, url, headers, body)) ??
      problem(404, 'not_found', 'Not found', { detail: 'The billing API is under /v1.' });
    const response = reply instanceof Response ? reply : await refuse(reply, sandbox ?? own, headers);
    if (response.type !== 'error' && breaksConnections(sandbox ?? own)) {
      response.headers.set('Connection', 'close');
    }
    return response;
  }

  function sandboxOf(cookies: string | undefined): Sandbox | null {
    const name = sandboxCookie(cookies);
    if (name === null) return own;
    try {
      return sandboxes.open(name);
    } catch (error) {
      if (error instanceof RangeError) return null;
      throw error;
    }
  }
}

/**
 * Whether faults break connections here. Then none is kept, since a browser sends a request again by itself when a
 * kept one breaks: `drop-request:1` would go unnoticed. A preflight does not say whose it is, and keeps none either.
 */
function breaksConnections({ link }: Sandbox): boolean {
  return link.faults.some(({ fault }) => ['drop-request', 'drop-reply', 'offline'].includes(fault.kind));
}

const PATHS = routes.map(([method, path]) => ({
  method: method.toUpperCase(),
  pattern: new RegExp(`^${path.replaceAll(/:\w+/g, '[^/]+')}/?$`),
}));

/** The methods that a path takes; of one that is not the API’s, those that there are at all. */
function methodsAt(pathname: string): string[] {
  const here = PATHS.filter(({ pattern }) => pattern.test(pathname)).map(({ method }) => method);
  return [...(here.length > 0 ? here : ['GET', 'POST']), 'OPTIONS'];
}

/** Why a request does not reach the API at all; null where it does. */
function refusalOf(
  method: string,
  allowed: readonly string[],
  origin: string | undefined,
  body: Buffer | null,
  sandbox: Sandbox | null,
): Reply | null {
  if (!isOwnOrigin(origin)) {
    const detail = `Pages of ${origin} may not ask this server: it answers those of this machine. Nothing was charged.`;
    return problem(403, 'origin_not_allowed', 'Not from this page', { detail });
  }
  if (!allowed.includes(method)) {
    const detail = `There is no ${method} here. Nothing was charged.`;
    const refusal = problem(405, 'method_not_allowed', 'No such method', { detail });
    return { ...refusal, headers: { ...refusal.headers, Allow: allowed.join(', ') } };
  }
  if (body === null) {
    const detail = `A body may have ${BODY_LIMIT_BYTES} bytes. Nothing was charged.`;
    const refusal = problem(413, 'request_too_large', 'The request is too large', { detail });
    return { ...refusal, headers: { ...refusal.headers, Connection: 'close' } };
  }
  if (sandbox === null) {
    const detail =
      'The cookie “sandbox” names none that there is. Open one by /sandbox. Nothing was charged.';
    return problem(400, 'invalid_sandbox', 'No such sandbox', { detail });
  }
  return null;
}

/** What the engine answers; undefined for a path that is not the API's. */
async function apiReply(
  { handlers }: Sandbox,
  method: string,
  { pathname, search }: URL,
  headers: IncomingHttpHeaders,
  body: Buffer | null,
): Promise<Response | undefined> {
  // The handlers answer below any path, as a page may be served below one.
  if (!pathname.startsWith('/v1/')) return undefined;
  const request = new Request(`http://127.0.0.1${pathname}${search}`, {
    method,
    headers: passedOn(headers),
    ...(method === 'POST' && { body: new Uint8Array(body ?? []) }),
  });
  return getResponse(handlers, request);
}

/** A refusal of this server with the headers that every reply of the API carries. */
async function refuse(reply: Reply, { world }: Sandbox, headers: IncomingHttpHeaders): Promise<Response> {
  const always = http.all(
    '*',
    respondWith(world, NO_FAULTS, () => reply),
  );
  const request = new Request('http://127.0.0.1/', { headers: passedOn(headers) });
  return (await getResponse([always], request)) ?? Response.error();
}

/** The headers that the API reads; a problem names its request even if the client gave it no id. */
function passedOn(headers: IncomingHttpHeaders): Record<string, string> {
  const { 'idempotency-key': key, 'if-none-match': etag, 'x-request-id': id } = headers;
  return {
    'X-Request-Id': String(id ?? randomUUID()),
    ...(key !== undefined && { 'Idempotency-Key': String(key) }),
    ...(etag !== undefined && { 'If-None-Match': etag }),
  };
}
