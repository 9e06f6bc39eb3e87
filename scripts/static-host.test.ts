import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type PreviewServer, preview } from 'vite';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { staticHost } from './static-host.ts';

let directory: string;
let server: PreviewServer;

beforeAll(async () => {
  directory = mkdtempSync(join(tmpdir(), 'static-host-'));
  mkdirSync(join(directory, 'dist'));
  writeFileSync(join(directory, 'dist/index.html'), '<div id="root"></div>');
  writeFileSync(join(directory, 'dist/theme.js'), '');
  server = await preview({
    root: directory,
    configFile: false,
    logLevel: 'silent',
    plugins: [staticHost('https://billing.example/base')],
    preview: { host: '127.0.0.1', port: 0, cors: false },
  });
});
afterAll(async () => {
  await server.close();
  rmSync(directory, { recursive: true });
});

function get(path: string, headers?: Record<string, string>): Promise<Response> {
  return fetch(new URL(path, server.resolvedUrls?.local[0]), { headers });
}

test.each(['/', '/create/text-to-video', '/theme.js', '/assets/none.js', '/v1/balance'])(
  '%s carries the security headers, with the billing API among the hosts to connect to',
  async (path) => {
    const { headers } = await get(path);
    const policy = headers.get('content-security-policy')?.split('; ');
    expect(policy).toContain("script-src 'self'");
    expect(policy).toContain("connect-src 'self' https://billing.example");
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('referrer-policy')).toBe('same-origin');
  },
);

test('a screen answers with the page', async () => {
  const response = await get('/create/text-to-video?at=2026-04-21T09:00:00.000Z', { accept: 'text/html' });
  expect(response.status).toBe(200);
  expect(await response.text()).toContain('<div id="root">');
});

test.each(['/assets/none.js', '/none.html', '/mockServiceWorker.js'])(
  '%s, which is not there, is a 404 and not the page',
  async (path) => {
    const response = await get(path, { accept: 'text/html,*/*' });
    expect(response.status).toBe(404);
    expect(await response.text()).not.toContain('root');
  },
);

describe('a request to the API that got past the service worker', () => {
  test.each(['/v1', '/v1/balance', '/v1/ledger?limit=5'])('%s answers with a problem', async (path) => {
    const response = await get(path, { 'x-request-id': 'req_1' });
    expect(response.status).toBe(404);
    expect(response.headers.get('content-type')).toBe('application/problem+json');
    expect(await response.json()).toMatchObject({ status: 404, code: 'no_api_here', requestId: 'req_1' });
  });
});
