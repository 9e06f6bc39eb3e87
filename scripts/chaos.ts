import { spawnSync } from 'node:child_process';
import { findOrInstallBrowser } from './browser.ts';

// The chaos test alone, on the build that is there: `npm run test:chaos` builds first. CHAOS_ACTIONS, 1,000 unless given,
// and CHAOS_SEED say how many steps the long stories have, and which.
process.env.TEST_FULL = '1';
process.env.CHROME_PATH = findOrInstallBrowser();
const { status } = spawnSync('npx', ['playwright', 'test', 'chaos.spec', ...process.argv.slice(2)], {
  stdio: 'inherit',
  shell: process.platform === 'win32',
});
process.exitCode = status ?? 1;
