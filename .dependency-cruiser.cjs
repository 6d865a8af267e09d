/**
 * The layers, as a table: what each folder of src may import, besides itself and packages. Imports point down the picture
 * in CONTRIBUTING.md; whatever is not listed is forbidden. Three gaps are deliberate: protocols know no machine and no
 * mathematics, optimizers and workloads know no time, the engine knows no clusters.
 */
const mayImport = {
  base: [],
  numerics: ['base'],
  random: ['base', 'numerics'],
  engine: ['base'],
  protocols: ['base', 'random'],
  optimizers: ['base', 'numerics', 'random', 'protocols'],
  workloads: ['base', 'numerics', 'random', 'optimizers'],
  'cluster-model': ['base', 'numerics', 'random', 'engine'],
  scenarios: ['base', 'numerics', 'random', 'protocols', 'optimizers', 'workloads', 'cluster-model'],
  simulation: [
    'base',
    'numerics',
    'random',
    'engine',
    'protocols',
    'optimizers',
    'workloads',
    'cluster-model',
    'scenarios',
  ],
  studies: ['base', 'numerics', 'scenarios', 'simulation', 'workloads'],
  explanation: ['base', 'numerics', 'engine', 'cluster-model', 'scenarios', 'simulation', 'studies'],
  report: ['base', 'numerics', 'scenarios', 'simulation', 'studies', 'explanation'],
  charts: ['base', 'numerics', 'scenarios', 'simulation', 'studies', 'report'],
  testing: [
    'base',
    'random',
    'protocols',
    'optimizers',
    'workloads',
    'scenarios',
    'simulation',
    'explanation',
  ],
};

/** The pure core, and the test kit upon it: everything but the shell. */
const core = Object.keys(mayImport);

/** What runs in the browser of who reads a report. */
const page = ['charts', 'report'];

/** The shell below cli/, which itself may import everything. */
const shell = {
  files: core,
  execution: [...core, 'files'],
};

const layers = Object.entries({ ...mayImport, page, ...shell }).map(([layer, below]) => ({
  name: `layer-${layer}`,
  comment: `${layer}/ may import ${below.join(', ') || 'nothing of ours'}`,
  severity: 'error',
  from: { path: `^src/${layer}/` },
  to: { path: '^src/', pathNot: `^src/(${[layer, ...below].join('|')})/` },
}));

module.exports = {
  forbidden: [
    ...layers,
    {
      name: 'rules-see-only-the-view',
      comment:
        'A server rule is told what a shard knows, in the words of protocol.ts; it never meets a protocol.',
      severity: 'error',
      from: { path: '^src/optimizers/' },
      to: { path: '^src/protocols/', pathNot: '^src/protocols/protocol\\.ts$' },
    },
    {
      name: 'no-circles',
      comment:
        'Two files that need each other are one file, or need a third below both. A circle of types alone harms nobody.',
      severity: 'error',
      from: { path: '^src/' },
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'no-node-in-the-core',
      comment: 'Files, processes and clocks belong to the shell; the core also runs in a browser.',
      severity: 'error',
      from: { path: `^src/(${core.join('|')})/` },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'library-is-the-core',
      comment: 'What `laggard` exports also runs in a browser.',
      severity: 'error',
      from: { path: '^src/index\\.ts$' },
      to: { path: '^src/(cli/|node\\.ts$)' },
    },
    {
      name: 'page-apart',
      comment: 'The page of a report is bundled and handed over as text; nothing else draws on a screen.',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/page/' },
      to: { path: '^src/page/|^node_modules/(preact|uplot)/' },
    },
    {
      name: 'shell-packages-in-the-shell',
      comment: 'Terminals, command lines, threads and queues belong to the shell.',
      severity: 'error',
      from: { path: `^src/(${core.join('|')})/` },
      to: {
        path: '^node_modules/(commander|cli-progress|picocolors|cli-table3|tsx|esbuild|tinypool|bullmq|ioredis|vega|vega-lite|@resvg/resvg-js)/',
      },
    },
    {
      name: 'testing-is-for-tests',
      comment: 'The test kit needs fast-check, which only who writes tests has.',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/testing/' },
      to: { path: '^src/testing/|^node_modules/fast-check/' },
    },
    {
      name: 'any-test-runner',
      comment: 'The test kit throws errors; which runner reports them is not its affair.',
      severity: 'error',
      from: { path: '^src/' },
      to: { path: '^node_modules/vitest/' },
    },
    {
      name: 'one-source-of-chance',
      comment: 'Draws go through random/streams, which addresses them by name.',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/random/streams\\.ts$' },
      to: { path: '^node_modules/seedrandom/' },
    },
    {
      name: 'no-unresolvable',
      comment: 'An import that leads nowhere.',
      severity: 'error',
      from: { path: '^src/' },
      to: { couldNotResolve: true },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['laggard-source', 'import', 'types', 'default'],
    },
  },
};
