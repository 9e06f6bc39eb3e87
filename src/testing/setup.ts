import '@testing-library/jest-dom/vitest';
import { timeoutManager } from '@tanstack/react-query';
import { cleanup } from '@testing-library/react';
import { afterEach, beforeEach, expect, vi } from 'vitest';

const complaints = vi.spyOn(console, 'error');

// The device speaks American English and stands in Greenwich, whatever machine the tests run on.
const { resolvedOptions } = Intl.DateTimeFormat.prototype;
vi.spyOn(Intl.DateTimeFormat.prototype, 'resolvedOptions').mockImplementation(function (
  this: Intl.DateTimeFormat,
) {
  return { ...resolvedOptions.call(this), locale: 'en-US', timeZone: 'UTC' };
});

// Requests are repeated after 8, 16 and 32 ms in place of 400, 800 and 1,600.
timeoutManager.setTimeoutProvider<ReturnType<typeof setTimeout>>({
  setTimeout: (callback, delay) => setTimeout(callback, delay / 50),
  clearTimeout: (id) => clearTimeout(id),
  setInterval: (callback, delay) => setInterval(callback, delay / 50),
  clearInterval: (id) => clearInterval(id),
});

beforeEach(() => {
  complaints.mockClear();
  localStorage.clear();
  sessionStorage.clear();
});

afterEach(() => {
  cleanup();
  expect(complaints.mock.calls, 'console.error was called').toEqual([]);
});
