import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { findBrowser } from './browser.ts';

let directory: string;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'browsers-'));
});
afterEach(() => {
  rmSync(directory, { recursive: true });
});

test('CHROME_PATH comes before what is installed', () => {
  const chosen = buildProgram('chosen', 0);
  buildProgram('bin/chromium', 0);
  expect(findBrowser({ CHROME_PATH: chosen, PATH: join(directory, 'bin') })).toBe(chosen);
});

test('Chromium comes before Chrome, wherever on the PATH they lie', () => {
  buildProgram('first/google-chrome', 0);
  const chromium = buildProgram('second/chromium', 0);
  const PATH = [join(directory, 'first'), join(directory, 'second')].join(delimiter);
  expect(findBrowser({ PATH })).toBe(chromium);
});

test('a browser that is missing or does not start is passed over', () => {
  buildProgram('bin/chromium', 127);
  const chrome = buildProgram('bin/google-chrome', 0);
  const environment = { CHROME_PATH: join(directory, 'missing'), PATH: join(directory, 'bin') };
  expect(findBrowser(environment)).toBe(chrome);
});

function buildProgram(name: string, exitCode: number): string {
  const path = join(directory, name);
  mkdirSync(join(path, '..'), { recursive: true });
  writeFileSync(path, `#!/bin/sh\nexit ${exitCode}\n`, { mode: 0o755 });
  return path;
}
