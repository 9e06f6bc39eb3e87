/** @typedef {import('dependency-cruiser').IRegularForbiddenRuleType} Rule */

/**
 * Which way imports run: main -> app -> screens -> credits -> meter, ui, api -> units. A part may import itself
 * and what is listed here, no other part of `src`. Test files may import anything.
 */
const belowCredits = ['src/meter/', 'src/ui/', 'src/api/', 'src/estimator/', 'src/units/'];
const belowScreens = ['src/credits/', ...belowCredits];
const screens = ['overview', 'create', 'usage', 'plan', 'planner', 'support'].map((name) => `src/${name}/`);

const mayImport = {
  'src/main.tsx': ['src/app/', ...belowScreens],
  'src/app/': [...screens, ...belowScreens],
  ...Object.fromEntries(screens.map((screen) => [screen, belowScreens])),
  'src/credits/': belowCredits,
  'src/meter/': ['src/ui/', 'src/estimator/', 'src/units/'],
  'src/ui/': ['src/units/'],
  'src/api/': ['src/estimator/', 'src/units/'],
  'src/units/': [],
  'mocks/': ['src/api/schemas(?:\\.ts$|/)', 'src/estimator/', 'src/units/'],
  'server/': [],
};

/** @type {Rule[]} */
const layers = Object.entries(mayImport).map(([part, others]) => ({
  name: `imports-of-${part.replace(/\/$/, '')}`,
  comment: `${part} may import of src only: ${others.join(', ') || 'nothing else'}.`,
  severity: 'error',
  from: { path: `^${part}`, pathNot: tests() },
  to: { path: '^src/', pathNot: [part, ...others].map((path) => `^${path}`) },
}));

/** @type {Rule[]} */
const purity = [
  {
    name: 'pure-estimator',
    comment: 'The estimator knows valibot and nothing else: no React, no server, no Node.',
    severity: 'error',
    from: { path: '^src/estimator/', pathNot: tests() },
    to: { pathNot: ['^src/estimator/', '^node_modules/valibot/'] },
  },
  {
    name: 'pure-billing',
    comment: 'The rules of billing are arithmetic over their arguments: no HTTP, no storage, no Node.',
    severity: 'error',
    from: { path: '^mocks/billing/', pathNot: tests() },
    to: {
      pathNot: [
        '^mocks/billing/',
        '^mocks/data/',
        '^src/api/schemas(?:\\.ts$|/)',
        '^src/estimator/',
        '^src/units/',
        '^node_modules/temporal-polyfill/',
        '^node_modules/valibot/',
      ],
    },
  },
];

const twoDoors = ['^src/main\\.tsx$', '^src/support/support-screen\\.tsx$'];

/** @type {Rule[]} */
const embedding = [
  {
    name: 'mocks-through-two-doors',
    comment:
      'Only main.tsx and the support screen start the embedded API; a customer build holds none of it.',
    severity: 'error',
    from: { path: '^src/', pathNot: [...tests(), ...twoDoors] },
    to: { path: '^mocks/' },
  },
  {
    name: 'mocks-by-dynamic-import',
    comment: 'A static import would put the embedded API into every build.',
    severity: 'error',
    from: { path: twoDoors },
    to: { path: '^mocks/', dynamic: false },
  },
  {
    name: 'server-stands-alone',
    comment: 'What needs Node is in server/, which the page and the engine do without.',
    severity: 'error',
    from: { path: '^(?:src|mocks)/' },
    to: { path: '^server/' },
  },
  {
    name: 'server-opens-no-browser',
    comment:
      'The server has the engine and its handlers, not what starts them in a page or a component test.',
    severity: 'error',
    from: { path: '^server/' },
    to: { path: ['^mocks/browser\\.ts$', '^mocks/node\\.ts$', '^mocks/store/indexed-db-store\\.ts$'] },
  },
  {
    name: 'testing-in-tests-only',
    comment: 'A folder `testing` sets up tests; the product does without.',
    severity: 'error',
    from: { path: '^(?:src|mocks|server)/', pathNot: tests() },
    to: { path: '/testing/' },
  },
];

/** @type {Rule[]} */
const hygiene = [
  { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true } },
  { name: 'no-unresolvable-imports', severity: 'error', from: {}, to: { couldNotResolve: true } },
  {
    name: 'no-orphans',
    comment:
      'Nothing imports it and it imports nothing. The build reaches the stub of tough-cookie by an alias.',
    severity: 'error',
    from: { orphan: true, pathNot: ['\\.d\\.ts$', '^mocks/tough-cookie-stub\\.ts$'] },
    to: {},
  },
];

function tests() {
  return ['\\.test\\.tsx?$', '/testing/'];
}

/** @type {import('dependency-cruiser').IConfiguration} */
export default {
  forbidden: [...layers, ...purity, ...embedding, ...hygiene],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'types', 'default'] },
  },
};
