import { parseArgs } from 'node:util';
import { epochMs, instantAt } from '../src/units/instants.ts';
import { type Forecast, forecast } from '../src/usage/forecast.ts';
import { buildCases, type Case, createChance, KINDS, POINTS } from './forecast-customers.ts';
import { CHOSEN, METHODS } from './forecast-rivals.ts';

/**
 * How good the forecast is, on made-up customers whose cycles are known to the end: `npm run bench:forecast`, with
 * `-- --seed 7` for other customers, `-- --customers 1000` for more of each kind. Prints Markdown, asserts nothing.
 */

const { values } = parseArgs({
  options: { seed: { type: 'string', default: '1' }, customers: { type: 'string', default: '200' } },
});
const seed = Number(values.seed);
const customers = Number(values.customers);

const DAY_MS = 86_400_000;
/** A range is meant to miss the truth this often. */
const MISSES = 0.2;

interface Judged {
  point: number;
  hit: boolean;
  /** Of the range of dates; 0 when the credits are said to last. */
  widthMs: number;
  timeLeftMs: number;
  kind: Forecast['kind'];
  /** Whether what was left is within what was said; null where nothing is said of it or the credits ran out. */
  spareHit: boolean | null;
  /** Interval score of Gneiting and Raftery, in shares of the time left; less is better. */
  score: number;
}

/** Holds what was said against what came. Lasting counts as running out at the reset, for both. */
function judge(said: Forecast, { input, point, outAt, left }: Case): Judged {
  const endMs = epochMs(input.cycle.end);
  const timeLeftMs = endMs - epochMs(input.now);
  const earliestMs = 'earliest' in said ? epochMs(said.earliest) : endMs;
  const latestMs = said.kind === 'runs-out' ? epochMs(said.latest) : endMs;
  const truthMs = outAt === null ? endMs : epochMs(outAt);
  const widthMs = latestMs - earliestMs;
  const missMs = Math.max(0, earliestMs - truthMs, truthMs - latestMs);
  const spareHit =
    said.kind === 'lasts' && outAt === null ? left >= said.spare.least && left <= said.spare.most : null;
  const score = (widthMs + (2 / MISSES) * missMs) / timeLeftMs;
  return { point, hit: missMs === 0, widthMs, timeLeftMs, kind: said.kind, spareHit, score };
}

function mean(figures: readonly number[]): number {
  return figures.reduce((sum, figure) => sum + figure, 0) / figures.length;
}

function percent(share: number): string {
  return Number.isNaN(share) ? '-' : `${(100 * share).toFixed(0)} %`;
}

function row(cells: readonly string[]): string {
  return `| ${cells.join(' | ')} |`;
}

function summarise(method: string, judged: readonly Judged[]): string {
  const ranges = judged.filter(({ kind }) => kind !== 'lasts');
  const spares = judged.flatMap(({ spareHit }) => (spareHit === null ? [] : [Number(spareHit)]));
  return row([
    method,
    percent(mean(judged.map(({ hit }) => Number(hit)))),
    percent(ranges.length / judged.length),
    mean(ranges.map(({ widthMs }) => widthMs / DAY_MS)).toFixed(1),
    percent(mean(ranges.map(({ widthMs, timeLeftMs }) => widthMs / timeLeftMs))),
    percent(mean(spares)),
    mean(judged.map(({ score }) => score)).toFixed(2),
  ]);
}

const head = (first: string) =>
  [
    row([
      first,
      'truth in range',
      'gives a range',
      'its days',
      'of the time left',
      'spare in range',
      'score',
    ]),
    row(['---', '---:', '---:', '---:', '---:', '---:', '---:']),
  ].join('\n');

const chance = createChance(seed);
const everyJudged = new Map(Object.keys(METHODS).map((method): [string, Judged[]] => [method, []]));

console.log(`Seed ${seed}, ${customers} customers of each kind, up to 4 moments in the cycle of each.`);
for (const kind of KINDS) {
  const cases = Array.from({ length: customers }, () => buildCases(kind, chance)).flat();
  const spoken = cases.filter(({ input }) => forecast(input).kind !== 'silent');
  const silent = percent(1 - spoken.length / cases.length);
  console.log(`\n### ${kind}\n\n${cases.length} moments, silent at ${silent} of them.\n\n${head('method')}`);
  for (const [method, ask] of Object.entries(METHODS)) {
    const judged = spoken.map((asked) => judge(ask(asked), asked));
    everyJudged.get(method)?.push(...judged);
    console.log(summarise(method, judged));
  }
}
console.log(`\n### all kinds\n\n${head('method')}`);
for (const [method, judged] of everyJudged) console.log(summarise(method, judged));

console.log(`\n### ${CHOSEN}, all kinds, by moment\n\n${head('of the cycle gone')}`);
const chosen = everyJudged.get(CHOSEN) ?? [];
for (const point of POINTS) {
  console.log(
    summarise(
      percent(point),
      chosen.filter((judged) => judged.point === point),
    ),
  );
}

const usage = Array.from({ length: 730 }, (_, i) => ({
  day: instantAt(epochMs('2024-05-01T00:00:00Z') + i * DAY_MS).slice(0, 10),
  credits: Math.floor(chance.between(0, 3000)),
}));
const cycles = Array.from({ length: 25 }, (_, i) => ({
  start: new Date(Date.UTC(2024, 4 + i)).toISOString(),
  end: new Date(Date.UTC(2024, 5 + i)).toISOString(),
  expired: 0,
}));
const cycle = { start: '2026-05-01T00:00:00Z', end: '2026-06-01T00:00:00Z' };
const asked = { usage, timeZone: 'America/Los_Angeles', remaining: 30_000, cycle, cycles, now: cycle.start };
const runsMs = Array.from({ length: 100 }, () => {
  const startedMs = performance.now();
  forecast(asked);
  return performance.now() - startedMs;
}).toSorted((a, b) => a - b);
console.log(`\nA forecast from 24 months of days takes ${runsMs[50]?.toFixed(1)} ms, the median of 100.`);
