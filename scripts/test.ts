import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findOrInstallBrowser } from './browser.ts';

interface Count {
  passed: number;
  failed: number;
  /** Of those that passed, how many did so only when they were run again. */
  again?: number;
}

const reports = mkdtempSync(join(tmpdir(), 'test-reports-'));
const full = process.argv.includes('--full');
if (full) process.env.TEST_FULL = '1';

/** In the order in which a failure is cheapest to find. A check counts as one, the two runners count their tests. */
const stages: [title: string, run: () => Count][] = [
  ['Types', () => check('typecheck')],
  ['Biome', () => check('lint')],
  ['Architecture', () => check('arch')],
  ['Knip', () => check('knip')],
  ['Contract', () => check('contract')],
  ['Unit and component tests', unitTests],
  ['Build', () => check('build')],
  ['Byte budgets', () => check('size')],
  ['Browser tests', browserTests],
];
if (full) stages.push(['Mutation tests', () => check('test:mutation')]);

const results: string[] = [];
const total: Count = { passed: 0, failed: 0 };
for (const [title, run] of stages) {
  console.log(`\n# ${title}\n`);
  const count = run();
  total.passed += count.passed;
  total.failed += count.failed;
  results.push(`${title}: ${sentence(count)}`);
  if (title === 'Build' && count.failed > 0) {
    results.push('The stages after it did not run, for want of a build.');
    break;
  }
}
rmSync(reports, { recursive: true });
console.log(`\n${results.join('\n')}\n\n${sentence(total)}`);
process.exitCode = total.failed > 0 ? 1 : 0;

function sentence({ passed, failed, again = 0 }: Count): string {
  return `${passed} passed${again > 0 ? ` (${again} only when run again)` : ''}, ${failed} failed`;
}

function check(script: string): Count {
  return npm('run', '--silent', script) ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };
}

function unitTests(): Count {
  const report = join(reports, 'vitest.json');
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
  const succeeded = npm('run', '--silent', 'test:unit', '--', '--allowOnly=false', ...reporters);
  return judge(succeeded, () => {
    const { numPassedTests, numFailedTests } = JSON.parse(readFileSync(report, 'utf8'));
    return { passed: numPassedTests, failed: numFailedTests };
  });
}

/** Starts Playwright itself, on the build of the stage before: the script `test:e2e` would build again. */
function browserTests(): Count {
  try {
    process.env.CHROME_PATH = findOrInstallBrowser();
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    return { passed: 0, failed: 1 };
  }
  const report = join(reports, 'playwright.json');
  process.env.PLAYWRIGHT_JSON_OUTPUT_FILE = report;
  const succeeded = npm('exec', '--', 'playwright', 'test', '--forbid-only', '--reporter=line,json');
  return judge(succeeded, () => {
    const { stats } = JSON.parse(readFileSync(report, 'utf8'));
    return { passed: stats.expected + stats.flaky, failed: stats.unexpected, again: stats.flaky };
  });
}

/** The figures of a runner's report; one that left no report, ran no test or stopped early has failed, whatever they say. */
function judge(succeeded: boolean, readReport: () => Count): Count {
  try {
    const count = readReport();
    const sound = succeeded && count.passed > 0;
    return sound ? count : { ...count, failed: Math.max(count.failed, 1) };
  } catch {
    return { passed: 0, failed: 1 };
  }
}

function npm(...parameters: string[]): boolean {
  return spawnSync('npm', parameters, { stdio: 'inherit', shell: process.platform === 'win32' }).status === 0;
}
