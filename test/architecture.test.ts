import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { cruise, type ICruiseResult, type IFlattenedRuleSet } from 'dependency-cruiser';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { offencesIn } from './support/core-language.ts';
import { streamsIn } from './support/terminal-streams.ts';

const root = fileURLToPath(new URL('..', import.meta.url));

/** The pure core, and the test kit upon it; the rest of src is the shell. */
const core = [
  ...['base', 'numerics', 'random', 'engine', 'protocols', 'optimizers', 'workloads', 'cluster-model'],
  ...['scenarios', 'simulation', 'studies', 'explanation', 'report', 'charts', 'testing'],
];

/** What runs in the browser of who reads a report. */
const page = 'page';

/** The rest of src, bottom up. */
const shell = ['files', 'execution', 'cli'];

/** Where the test kit asks its host for LAGGARD_SEED. */
const HOST = 'src/testing/environment.ts';

test('the core depends on its arguments alone: no chance, clock, console or inexact function of its own', () => {
  const offences = core.flatMap((layer) =>
    sourcesIn(layer)
      .filter((file) => file !== HOST)
      .flatMap((file) =>
        offencesIn(readFileSync(join(root, file), 'utf8')).map(
          ({ line, what, instead }) => `${file}:${line}: ${what} (instead: ${instead})`,
        ),
      ),
  );
  expect(offences).toEqual([]);
});

/** What can see to it that nothing invisible is written. */
const TERMINAL = 'src/cli/terminal.ts';
/** Refuses an old Node before anything else can be imported. */
const BEFORE_ALL = 'src/cli/main.ts';

test('every text reaches the terminal through one file: nothing else in the shell has the streams or the console', () => {
  const offences = shell
    .flatMap(sourcesIn)
    .filter((file) => file !== TERMINAL && file !== BEFORE_ALL)
    .flatMap((file) => streamsIn(readFileSync(join(root, file), 'utf8')).map((what) => `${file}: ${what}`));
  expect(offences).toEqual([]);
});

test.each([
  ["process.stdout.write('x')", 'process.stdout'],
  ["process['stderr'].write('x')", "process['stderr']"],
  ['const { stdout } = process;', '{ stdout } = process'],
  ["import { stderr } from 'node:process';", 'node:process'],
  ["console.error('x');", 'console'],
  ["writeSync(2, 'x');", 'writeSync(2'],
  ["writeFileSync('/dev/stderr', 'x');", '/dev/stderr'],
])('the check of the streams would notice: %s', (snippet, what) => {
  expect(streamsIn(`const before = 1;\n${snippet}`)).toEqual([what]);
});

test('the check of the streams lets comments and the rest of process pass', () => {
  const fine =
    "// console.log\n/** process.stdout */\nprocess.env.X; process.once('SIGINT', f); const text = 'the console';";
  expect(streamsIn(fine)).toEqual([]);
});

/** Every folder of src is a layer with rules, or the shell: a new one must be given its place. */
test('every folder of src has its place in the layers', () => {
  const folders = readdirSync(join(root, 'src'), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name);
  expect(new Set(folders)).toEqual(new Set([...core, page, ...shell]));
});

test.each([
  ['const x = Math.random();', 'Math.random', 'random/streams'],
  ['const x = Math.exp(1) + 1;', 'Math.exp', 'numerics/elementary'],
  ['const y = Math.hypot(3, 4);', 'Math.hypot', 'numerics/elementary'],
  ['const { log } = Math;', 'Math as a value', 'by name'],
  ['const f = Math["pow"];', 'Math as a value', 'by name'],
  ['const y = x ** 0.5;', '**', 'numerics/elementary'],
  ['const y = x ** 2;', '**', 'x * x'],
  ['y **= k;', '**=', 'numerics/elementary'],
  ['const t = Date.now();', 'Date', "the engine's now"],
  ['const t = new Date();', 'Date', "the engine's now"],
  ['const t = performance.now();', 'performance', "the engine's now"],
  ['console.log(1);', 'console', 'the shell'],
  ['process.exit(1);', 'process', 'the shell'],
  ['setTimeout(f, 1);', 'setTimeout', 'advance(maxEvents)'],
  ['const later = queueMicrotask;', 'queueMicrotask', 'advance(maxEvents)'],
  ['function f(): Promise<void> { return g(); }', 'Promise', 'advance(maxEvents)'],
  ['const f = async () => 1;', 'async', 'advance(maxEvents)'],
  ['class A { async f() {} }', 'async', 'advance(maxEvents)'],
  ['export const x = await y;', 'await', 'advance(maxEvents)'],
  ['const m = import("./x.ts");', 'import()', 'static import'],
  ['const b = Buffer.from([1]);', 'Buffer', 'Uint8Array'],
  ['names.sort((a, b) => a.localeCompare(b));', 'localeCompare', 'a < b'],
])('the check of the core would notice: %s', (snippet, what, instead) => {
  const [offence] = offencesIn(`const before = 1;\n${snippet}`);
  expect(offence).toMatchObject({ line: 2, what });
  expect(offence!.instead).toContain(instead);
});

test('the check of the core lets exact arithmetic and mere words pass', () => {
  const fine = `
    // Math.random, Date.now() and console.log in a comment
    const text = 'await Promise';
    const x = Math.sqrt(2) + Math.floor(2.5) * Math.PI + 2 ** -53 + 10 ** 6;
    const view = { process: 1, console: 2, Date: 3 };
    const y = view.process + view.console + view.Date;
    interface Result { readonly performance: number; process(): void }`;
  expect(offencesIn(fine)).toEqual([]);
});

/** Imports that must be refused, and the rule that does it. The files exist only while this test runs. */
const badImports: readonly (readonly [from: string, to: string, rule: string])[] = [
  ['engine', '../protocols/x.ts', 'layer-engine'],
  ['engine', '../random/x.ts', 'layer-engine'],
  ['engine', '../cluster-model/x.ts', 'layer-engine'],
  ['protocols', '../cluster-model/x.ts', 'layer-protocols'],
  ['protocols', '../engine/x.ts', 'layer-protocols'],
  ['protocols', '../workloads/x.ts', 'layer-protocols'],
  ['protocols', '../optimizers/x.ts', 'layer-protocols'],
  ['optimizers', '../engine/x.ts', 'layer-optimizers'],
  ['optimizers', '../cluster-model/x.ts', 'layer-optimizers'],
  ['optimizers', '../protocols/x.ts', 'rules-see-only-the-view'],
  ['workloads', '../engine/x.ts', 'layer-workloads'],
  ['workloads', '../cluster-model/x.ts', 'layer-workloads'],
  ['workloads', '../scenarios/x.ts', 'layer-workloads'],
  ['cluster-model', '../workloads/x.ts', 'layer-cluster-model'],
  ['cluster-model', '../protocols/x.ts', 'layer-cluster-model'],
  ['random', '../engine/x.ts', 'layer-random'],
  ['numerics', '../random/x.ts', 'layer-numerics'],
  ['base', '../numerics/x.ts', 'layer-base'],
  ['scenarios', '../simulation/x.ts', 'layer-scenarios'],
  ['simulation', '../studies/x.ts', 'layer-simulation'],
  ['studies', '../report/x.ts', 'layer-studies'],
  ['studies', '../explanation/x.ts', 'layer-studies'],
  ['explanation', '../report/x.ts', 'layer-explanation'],
  ['report', '../cli/x.ts', 'layer-report'],
  ['cli', '../testing/x.ts', 'testing-is-for-tests'],
  ['report', '../files/x.ts', 'layer-report'],
  ['report', '../charts/x.ts', 'layer-report'],
  ['charts', '../files/x.ts', 'layer-charts'],
  ['page', '../simulation/x.ts', 'layer-page'],
  ['cli', '../page/x.ts', 'page-apart'],
  ['studies', '../execution/x.ts', 'layer-studies'],
  ['files', '../execution/x.ts', 'layer-files'],
  ['execution', '../cli/x.ts', 'layer-execution'],
  ['report', 'node:fs', 'no-node-in-the-core'],
  ['testing', 'node:fs', 'no-node-in-the-core'],
  ['testing', '../cli/x.ts', 'layer-testing'],
  ['engine', 'node:perf_hooks', 'no-node-in-the-core'],
  ['report', './other-half.ts', 'no-circles'],
  ['scenarios', './missing.ts', 'no-unresolvable'],
  ['.', './cli/x.ts', 'library-is-the-core'],
];

let refused: ReadonlySet<string>;
let folder: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'laggard-layers-'));
  refused = await rulesBrokenBy(folder);
});

afterAll(() => rmSync(folder, { recursive: true }));

test.each(badImports)('the layers refuse an import from %s to %s', (from, to, rule) => {
  expect(refused).toContain(`${rule}: ${placeOf(from, to)}`);
});

test('the layers refuse nothing else', () => {
  expect([...refused].filter((text) => text.includes('/good.ts'))).toEqual([]);
  expect(refused.size).toBe(badImports.length);
});

/** Writes a small src with all bad imports, each in a file of its own, and some good ones; says which rule refuses which file. */
async function rulesBrokenBy(base: string): Promise<ReadonlySet<string>> {
  const write = (path: string, text: string) => {
    mkdirSync(dirname(join(base, path)), { recursive: true });
    writeFileSync(join(base, path), text);
  };
  write('tsconfig.json', readFileSync(join(root, 'tsconfig.json'), 'utf8'));
  for (const layer of [...core, page, ...shell]) write(`src/${layer}/x.ts`, 'export const x = 1;\n');
  for (const [from, to] of badImports)
    write(placeOf(from, to), `import * as y from '${to}';\nexport { y };\n`);
  write('src/report/other-half.ts', `export * from './${fileNameFor('./other-half.ts')}';\n`);
  write('src/simulation/good.ts', "export { x } from '../engine/x.ts';\n");
  write('src/execution/good.ts', "export { x } from '../files/x.ts';\nexport * as fs from 'node:fs';\n");
  write('src/cli/good.ts', "export { x } from '../report/x.ts';\nexport * as fs from 'node:fs';\n");
  const { forbidden, options } = createRequire(import.meta.url)('../.dependency-cruiser.cjs') as {
    forbidden: NonNullable<IFlattenedRuleSet['forbidden']>;
    options: object;
  };
  const { output } = await cruise(['src'], {
    ...options,
    baseDir: base,
    ruleSet: { forbidden },
    validate: true,
  });
  const { violations } = (output as ICruiseResult).summary;
  return new Set(violations.map(({ rule, from }) => `${rule.name}: ${from}`));
}

/** `.`: the library's entry. */
function placeOf(from: string, to: string): string {
  return from === '.' ? 'src/index.ts' : `src/${from}/${fileNameFor(to)}`;
}

function fileNameFor(to: string): string {
  return `imports-${to.replaceAll(/[^a-z]+/g, '-')}.ts`;
}

function sourcesIn(layer: string): readonly string[] {
  return readdirSync(join(root, 'src', layer), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => `src/${layer}/${name}`);
}
