import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { chromium } from '@playwright/test';

const onPath = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome'];

const usualPlaces = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Google\\Chrome\\Application\\chrome.exe',
];

const isRoot = process.getuid?.() === 0;

/**
 * The path of a Chromium or Chrome that starts, or null: `CHROME_PATH`, one on the `PATH`, one in the usual
 * places of macOS and Windows, Playwright's own.
 */
export function findBrowser(environment: NodeJS.ProcessEnv = process.env): string | null {
  const { CHROME_PATH, PATH = '' } = environment;
  const candidates = [
    ...(CHROME_PATH ? [CHROME_PATH] : []),
    ...onPath.flatMap((name) => PATH.split(delimiter).map((directory) => join(directory, name))),
    ...usualPlaces,
    chromium.executablePath(),
  ];
  return candidates.find((path) => existsSync(path) && starts(path)) ?? null;
}

/** What to start that browser with: nothing that calls home, and no sandbox where root cannot have one. */
export function browserArguments(): string[] {
  return [
    ...(isRoot ? ['--no-sandbox'] : []),
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
    '--no-first-run',
  ];
}

/** The path of a browser that starts, installing one if there is none. Throws one clear sentence when that fails. */
export function findOrInstallBrowser(): string {
  const installers = [installFromPlaywright, installFromDebian];
  let browser = findBrowser();
  for (const install of installers) {
    if (browser) break;
    install();
    browser = findBrowser();
  }
  if (!browser) {
    throw new Error('No browser for the tests: install Chromium or Chrome, or set CHROME_PATH to one.');
  }
  return browser;
}

function installFromPlaywright(): void {
  run('npx', ['playwright', 'install', 'chromium'], 5);
}

function installFromDebian(): void {
  if (!isRoot || !existsSync('/usr/bin/apt-get')) return;
  run('apt-get', ['update'], 5);
  run('apt-get', ['install', '-y', 'chromium'], 10);
}

function run(command: string, parameters: string[], minutes: number): void {
  spawnSync(command, parameters, {
    stdio: 'inherit',
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    timeout: minutes * 60_000,
    shell: process.platform === 'win32',
  });
}

/** A browser can be there and lack its libraries, or be a stub that asks for a snap. Chrome on Windows prints no version. */
function starts(path: string): boolean {
  return process.platform === 'win32' || spawnSync(path, ['--version'], { timeout: 20_000 }).status === 0;
}

if (import.meta.main) {
  try {
    console.log(findOrInstallBrowser());
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  }
}
