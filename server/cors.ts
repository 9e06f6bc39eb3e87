import type { IncomingMessage } from 'node:http';

/** A page of this machine, on whatever port the app is served. */
const OWN_ORIGIN = /^http:\/\/(?:127\.0\.0\.1|localhost)(?::\d+)?$/;

/** Whether a page may read our replies: one of this machine, or no page at all, such as curl. */
export function isOwnOrigin(origin: string | undefined): boolean {
  return origin === undefined || OWN_ORIGIN.test(origin);
}

/** The headers by which a browser lets a page of this machine read the reply, with credentials. */
export function corsHeaders({ method, headers }: IncomingMessage): Record<string, string> {
  const { origin } = headers;
  if (origin === undefined || !isOwnOrigin(origin)) return { Vary: 'Origin' };
  return {
    Vary: 'Origin',
    'Access-Control-Allow-Origin': origin,
    'Access-Control-Allow-Credentials': 'true',
    ...(method === 'OPTIONS' && {
      'Access-Control-Allow-Methods': 'GET, POST',
      'Access-Control-Allow-Headers': 'Content-Type, Idempotency-Key, If-None-Match, X-Request-Id',
      // As long as Chromium remembers it.
      'Access-Control-Max-Age': '7200',
    }),
  };
}
