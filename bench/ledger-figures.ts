export const ONE_CYCLE = 'from=2027-10-03T08:00:00Z&to=2027-11-03T08:00:00Z';
const EVERYTHING = 'from=2025-11-03T08:00:00Z&to=2027-11-17T15:30:00Z';

/** What is asked of a ledger of any size. */
export const QUESTIONS: [title: string, path: string][] = [
  ['first page of 50', '/v1/ledger?limit=50'],
  ['filter: tool', '/v1/ledger?limit=50&tool=text-to-video'],
  ['search: digits of ids', '/v1/ledger?limit=50&q=77'],
  ['days of a cycle', `/v1/usage?${ONE_CYCLE}&timeZone=Asia/Kathmandu`],
  ['days of everything', `/v1/usage?${EVERYTHING}&timeZone=Asia/Kathmandu`],
];

const RUNS = 15;

const tenths = new Intl.NumberFormat('en-US', { minimumFractionDigits: 1, maximumFractionDigits: 1 });
const ones = new Intl.NumberFormat('en-US', { maximumFractionDigits: 0 });

export const whole = (figure: number) => ones.format(figure);
export const ms = (figure: number) => `${figure < 100 ? tenths.format(figure) : whole(figure)} ms`;
export const megabytes = (bytes: number) => `${tenths.format(bytes / 2 ** 20)} MB`;
export const perSecond = (count: number, time: number) => `${whole((1000 * count) / time)}/s`;

/** How long it takes, in milliseconds. */
export async function timed(act: () => Promise<unknown>): Promise<number> {
  const started = performance.now();
  await act();
  return performance.now() - started;
}

/** The median of some runs after a first one, in milliseconds. */
export async function median(act: () => Promise<unknown>): Promise<number> {
  await act();
  const runs: number[] = [];
  for (let run = 0; run < RUNS; run += 1) runs.push(await timed(act));
  return runs.toSorted((a, b) => a - b)[Math.floor(RUNS / 2)] ?? Number.NaN;
}
