import { firstBalanceFiles } from './scripts/first-balance-files.ts';

export default [
  {
    name: 'Customer build, JavaScript until the first balance',
    path: firstBalanceFiles('dist-customer', 'customer'),
    gzip: true,
    limit: '100 kB',
  },
  {
    name: 'Embedded build, the same with the mock API',
    path: firstBalanceFiles('dist', 'embedded'),
    gzip: true,
    limit: '155 kB',
  },
];
