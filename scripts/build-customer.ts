import { existsSync } from 'node:fs';
import { build } from 'vite';

const outDir = 'dist-customer';
const mock = /\/mocks\/|\/node_modules\/(?:@mswjs|msw|idb|temporal-[a-z]+)\//;

process.env.VITE_BILLING_API_URL = 'https://billing.example';
const result = await build({ build: { outDir }, logLevel: 'warn' });
if (!('output' in result)) throw new Error('One build was asked for and another kind of answer came.');

const modules = result.output.flatMap((file) => (file.type === 'chunk' ? file.moduleIds : []));
const faults = modules.filter((id) => mock.test(id)).map((id) => `${id} is in it.`);
if (!modules.some((id) => id.endsWith('/src/main.tsx'))) faults.push('src/main.tsx is not in it.');
if (existsSync(`${outDir}/mockServiceWorker.js`)) faults.push('mockServiceWorker.js lies beside it.');

for (const fault of faults)
  console.error(`The customer build must hold the dashboard without the mock: ${fault}`);
console.log(`Customer build: ${modules.length} modules, ${faults.length} faults.`);
process.exitCode = faults.length > 0 ? 1 : 0;
