import { readFileSync } from 'node:fs';
import { createConfig, lintFromString } from '@redocly/openapi-core';
import { FILE, renderDocument } from './openapi.ts';

/** The published contract is what the schemas say now, and passes Redocly's recommended rules. */
const published = readFileSync(FILE, 'utf8');
const faults = published === (await renderDocument()) ? [] : [`${FILE} is stale: run npm run openapi.`];

const config = await createConfig({ extends: ['recommended'] });
const problems = await lintFromString({ source: published, absoluteRef: FILE, config });
for (const { ruleId, message, severity, location } of problems) {
  faults.push(`${severity} ${ruleId}: ${message} at ${location[0]?.pointer ?? ''}`);
}
for (const fault of faults) console.error(fault);
console.log(`Contract: ${faults.length} faults.`);
process.exitCode = faults.length > 0 ? 1 : 0;
