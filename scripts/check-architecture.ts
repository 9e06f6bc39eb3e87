import { globSync } from 'node:fs';
import { cruise, format, type IForbiddenRuleType } from 'dependency-cruiser';
import extractDepcruiseOptions from 'dependency-cruiser/config-utl/extract-depcruise-options';
import extractTSConfig from 'dependency-cruiser/config-utl/extract-ts-config';

/** Parts that the rules know and that no file belongs to yet. */
const notBuiltYet = ['^src/planner/'];

const options = await extractDepcruiseOptions('./.dependency-cruiser.mjs');
const { output } = await cruise(['src', 'mocks', 'server'], { ...options, validate: true }, undefined, {
  tsConfig: extractTSConfig('tsconfig.json'),
});
if (typeof output === 'string')
  throw new Error('dependency-cruiser answered with a report instead of its findings.');

const seen = output.modules.map(({ source }) => source);
const { output: report } = await format(output, { outputType: 'err' });
console.log(String(report).trim());

const faults = [
  ...globSync('{src,mocks,server}/**/*.{ts,tsx}')
    .filter((file) => !seen.includes(file.replaceAll('\\', '/')))
    .map((file) => `${file} was not read, so no rule holds for it.`),
  ...patternsOf(options.ruleSet?.forbidden ?? []).flatMap(({ rule, pattern }) => {
    const matches = seen.some((source) => new RegExp(pattern).test(source));
    if (notBuiltYet.includes(pattern)) {
      return matches ? [`${pattern} is built by now: take it off the list in check-architecture.ts.`] : [];
    }
    return matches ? [] : [`The rule ${rule} guards nothing: no module matches ${pattern}.`];
  }),
];
for (const fault of faults) console.error(fault);
process.exitCode = faults.length > 0 || output.summary.error > 0 ? 1 : 0;

/** The patterns by which a rule picks the modules it guards and those it keeps them from. */
function patternsOf(rules: IForbiddenRuleType[]): { rule: string; pattern: string }[] {
  return rules.flatMap((rule) => {
    const ends = 'to' in rule ? [rule.from, rule.to] : [];
    const patterns = ends.flatMap((end) => ('path' in end ? (end.path ?? []) : []));
    return patterns.map((pattern) => ({ rule: rule.name ?? 'without a name', pattern }));
  });
}
