import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { extname } from 'node:path';
import type { Plugin } from 'vite';

/**
 * Makes `vite preview` answer as the host of the built files should: every reply carries the security headers,
 * `/v1/*` says that no API is here, and a missing file is a 404 instead of `index.html`. The development server
 * gets the `/v1/*` answer only, since its hot reload needs the inline scripts that the policy forbids.
 */
export function staticHost(billingApiUrl: string | undefined): Plugin {
  return {
    name: 'static-host',
    configureServer({ middlewares }) {
      middlewares.use(refuseApiRequests);
    },
    configurePreviewServer({ middlewares }) {
      const headers = securityHeaders(billingApiUrl);
      middlewares.use((_request, response, next) => {
        for (const [name, value] of headers) response.setHeader(name, value);
        next();
      });
      middlewares.use(refuseApiRequests);
      return () => middlewares.use(refuseMissingFiles);
    },
  };
}

/** The headers of every reply; the browser may connect to the page's own origin and to the billing API's. */
function securityHeaders(billingApiUrl: string | undefined): Map<string, string> {
  const api = billingApiUrl && URL.canParse(billingApiUrl) ? ` ${new URL(billingApiUrl).origin}` : '';
  const policy = [
    "default-src 'self'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' blob:",
    "media-src 'self' blob:",
    `connect-src 'self'${api}`,
    "worker-src 'self'",
    "object-src 'none'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
    "form-action 'self'",
  ];
  return new Map([
    ['Content-Security-Policy', policy.join('; ')],
    ['X-Content-Type-Options', 'nosniff'],
    ['Referrer-Policy', 'same-origin'],
  ]);
}

type Next = () => void;

/** A reload with shift bypasses the service worker, and the API's requests then arrive at this server. */
function refuseApiRequests(request: IncomingMessage, response: ServerResponse, next: Next): void {
  if (!/^\/v1(?:[/?]|$)/.test(request.url ?? '')) {
    next();
    return;
  }
  const requestId = request.headers['x-request-id'] ?? randomUUID();
  response.writeHead(404, { 'Content-Type': 'application/problem+json', 'Cache-Control': 'no-store' });
  response.end(
    JSON.stringify({
      type: 'about:blank',
      title: 'No billing API here',
      status: 404,
      detail:
        'This server holds only the static files of the dashboard. Reload the page to start the embedded API.',
      code: 'no_api_here',
      requestId,
    }),
  );
}

/** Runs after the files were looked up and the request rewritten to `index.html`: screens have no extension, files do. */
function refuseMissingFiles(
  request: IncomingMessage & { originalUrl?: string },
  response: ServerResponse,
  next: Next,
): void {
  const [asked = '/'] = (request.originalUrl ?? '').split('?');
  if (extname(asked) === '' || request.url === request.originalUrl) {
    next();
    return;
  }
  response.writeHead(404, { 'Content-Type': 'text/plain; charset=utf-8' });
  response.end('No such file.\n');
}
