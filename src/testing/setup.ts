import '@testing-library/jest-dom/vitest';
import { timeoutManager } from '@tanstack/react-query';
import { cleanup, configure } from '@testing-library/react';
import { PropertySymbol, type Window } from 'happy-dom';
import { afterEach, beforeEach, expect, vi } from 'vitest';
import { undocumentedReplies, witnessReply } from './contract-witness.ts';

// Time enough on a busy machine: whatever is waited for comes in milliseconds on an idle one.
configure({ asyncUtilTimeout: 5000 });
vi.setConfig({ testTimeout: 20_000 });

const complaints = vi.spyOn(console, 'error');

// The device speaks American English and stands in Greenwich, whatever machine the tests run on.
const { resolvedOptions } = Intl.DateTimeFormat.prototype;
vi.spyOn(Intl.DateTimeFormat.prototype, 'resolvedOptions').mockImplementation(function (
  this: Intl.DateTimeFormat,
) {
  return { ...resolvedOptions.call(this), locale: 'en-US', timeZone: 'UTC' };
});

// happy-dom does not know that these stand in a line, and names would get spaces between them.
document.head.append(
  Object.assign(document.createElement('style'), { textContent: 'span, strong, time { display: inline }' }),
);

// happy-dom lays nothing out, and a virtual list would have no row in sight: its view is 600 px high, a row 50.
vi.spyOn(HTMLElement.prototype, 'clientHeight', 'get').mockReturnValue(600);
vi.spyOn(HTMLElement.prototype, 'offsetHeight', 'get').mockReturnValue(50);

// Requests are repeated after 8, 16 and 32 ms in place of 400, 800 and 1,600.
timeoutManager.setTimeoutProvider<ReturnType<typeof setTimeout>>({
  setTimeout: (callback, delay) => setTimeout(callback, delay / 50),
  clearTimeout: (id) => clearTimeout(id),
  setInterval: (callback, delay) => setInterval(callback, delay / 50),
  clearInterval: (id) => clearInterval(id),
});

const browser: Window = Reflect.get(document, PropertySymbol.window);
// Figures stand at once, without counting there.
browser.happyDOM.settings.device.prefersReducedMotion = 'reduce';
// A browser lists refused and lost requests for its developer, and so does happy-dom, which here is noise.
vi.spyOn(browser.console, 'error').mockImplementation(() => {});

// A request that is given up runs to its end here, and within its test, so that none meets a closed server.
const underWay = new Set<Promise<unknown>>();
const { fetch } = globalThis;
globalThis.fetch = (input, init) => {
  const request = new Request(input, { ...init, signal: new AbortController().signal });
  const reply = fetch(request).then(async (response) => {
    await witnessReply(request, response);
    return response;
  });
  underWay.add(reply);
  return reply.finally(() => underWay.delete(reply));
};

beforeEach(() => {
  complaints.mockClear();
  localStorage.clear();
  sessionStorage.clear();
});

afterEach(async () => {
  cleanup();
  await Promise.allSettled(underWay);
  expect(undocumentedReplies(), 'replies that public/openapi.json does not document').toEqual([]);
  expect(complaints.mock.calls, 'console.error was called').toEqual([]);
});
