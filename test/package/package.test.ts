import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { build } from 'esbuild';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { simulate } from '../../src/index.ts';
import { builtinCatalogue, type Catalogue } from '../../src/scenarios/catalogue.ts';
import { put, sim, smallScenario } from '../cli/sim.ts';
import { runOnPage } from './browser.ts';
import { hostFiles, hostScenarios, namedByHosts } from './host-scenarios.ts';
import { chromiumProgram, hostsRequired, isProgram, nodeHost, nodeVersions } from './hosts.ts';
import { type Installed, installInto } from './install.ts';
import {
  digests,
  digestsOnAPage,
  digestsUnderNode,
  plugin,
  quickstartProgram,
  typedProgram,
} from './programs.ts';

const execute = promisify(execFile);
const folder = mkdtempSync(join(tmpdir(), 'laggard-package-'));
afterAll(() => rmSync(folder, { recursive: true }));

type Digests = Readonly<Record<string, string>>;

let installed: Installed;
/** As the sources give them, under this Node. */
let quickstart: Digests;
let ofScenarios: readonly Digests[];

beforeAll(async () => {
  installed = await installInto(folder);
  put(folder, 'quickstart.mjs', quickstartProgram);
  put(folder, 'digests.mjs', digests);
  put(folder, 'under-node.mjs', digestsUnderNode);
  put(folder, 'on-a-page.mjs', digestsOnAPage);
  put(folder, 'scenarios.json', JSON.stringify(hostScenarios));
  const { stdout } = await sim(folder, '--json', '--out', 'from-sources');
  quickstart = digestsIn(
    stdout
      .split('\n')
      .filter((line) => line.includes('"digest"'))
      .map((line) => JSON.parse(line)),
  );
  const texts = Object.entries(hostFiles);
  const files = Object.fromEntries(texts.map(([name, text]) => [name, new TextEncoder().encode(text)]));
  ofScenarios = hostScenarios.map((scenario) =>
    digestsIn(simulate(scenario, { files }).runs.map(({ result }) => result)),
  );
}, 300_000);

describe('the package, installed in an empty folder', { timeout: 120_000 }, () => {
  test('has what it needs and no more', () => {
    const tops = new Set(installed.files.map((path) => path.split('/')[0]));
    const expected = [
      'dist',
      'data',
      'experiments',
      'schema',
      'package.json',
      'README.md',
      'CHANGELOG.md',
      'LICENSE',
    ];
    expect(tops).toEqual(new Set(expected));
    expect(installed.files).toContain('experiments/quickstart.yaml');
    expect(installed.files).toContain('data/spam.svm.gz');
  });

  test('the five lines of the README print the digests of the quickstart under plain Node', async () => {
    expect(readFileSync(resolve('README.md'), 'utf8')).toContain(quickstartProgram.trim());
    const { stdout, stderr } = await execute(process.execPath, ['quickstart.mjs'], { cwd: folder });
    expect(stderr).toBe('');
    const lines = stdout
      .trimEnd()
      .split('\n')
      .map((line) => line.split(' ') as [string, string]);
    expect(Object.fromEntries(lines)).toEqual(quickstart);
  });

  test('its command does what `npm run sim` does, under its own name', async () => {
    const laggard = (...args: string[]) =>
      execute(process.execPath, [installed.command, ...args], { cwd: folder });
    expect((await laggard('--help')).stdout).toMatch(/^Usage: laggard /);
    for (const [name, text] of Object.entries(plugin)) put(folder, name, text);
    const algorithm =
      '{ name: mine, protocol: growing, every: 5, rule: dynamic, learningRate: { schedule: falling, initial: 0.05 } }';
    put(folder, 'mine.yaml', smallScenario.replace(/algorithms:.*/, `algorithms: [dynsgd, ${algorithm}]`));
    const given = ['mine.yaml', '--plugin', 'mine.ts', '--json'];
    const [theirs, ours] = await Promise.all([
      laggard(...given, '--out', 'installed'),
      sim(folder, ...given, '--out', 'sources'),
    ]);
    expect(theirs.stdout).toBe(ours.stdout);
    expect(theirs.stdout.split('\n')).toHaveLength(4); // two runs, the verdict, and the end of its line
    expect(theirs.stderr + ours.stderr).toBe('');
  });

  test('its types are found and mean something', async () => {
    put(folder, 'typed.mts', typedProgram);
    const options = ['--noEmit', '--strict', '--module', 'nodenext', '--target', 'es2022', '--skipLibCheck'];
    const compiler = resolve('node_modules/typescript/bin/tsc');
    const { stdout } = await execute(process.execPath, [compiler, ...options, 'typed.mts'], { cwd: folder });
    expect(stdout).toBe('');
  });
});

describe('the same digests on every host', { timeout: 120_000 }, () => {
  test('everything that can be named and computes is in one of the scenarios', () => {
    for (const [registry, named] of Object.entries(namedByHosts)) {
      expect(new Set(named), registry).toEqual(new Set(builtinCatalogue[registry as keyof Catalogue].names));
    }
  });

  test.for(nodeVersions)('Node %s', async (version, { skip }) => {
    const { program } = nodeHost(version);
    if (!isProgram(program)) return missing(`Node ${version}`, 'npm run hosts:install', skip);
    const { stdout, stderr } = await execute(program, ['under-node.mjs'], { cwd: folder });
    expect(stderr).toBe('');
    expect(JSON.parse(stdout)).toEqual(ofScenarios);
  });

  test('Chromium', async ({ skip }) => {
    const program = chromiumProgram();
    if (program === undefined) return missing('Chromium', 'apt-get install chromium', skip);
    const { outputFiles } = await build({
      absWorkingDir: folder,
      entryPoints: ['on-a-page.mjs'],
      bundle: true,
      format: 'esm',
      platform: 'browser', // refuses modules of Node
      write: false,
    });
    const inPackage = (name: string) => ({ file: join(installed.package, name) });
    const outcome = await runOnPage(program, {
      'main.js': { text: outputFiles[0]!.text },
      'scenarios.json': { file: join(folder, 'scenarios.json') },
      'quickstart.yaml': inPackage('experiments/quickstart.yaml'),
      'spam.svm.gz': inPackage('data/spam.svm.gz'),
    });
    expect(outcome).toEqual({ scenarios: ofScenarios, quickstart });
  });
});

function digestsIn(results: readonly { readonly algorithm: string; readonly digest: string }[]): Digests {
  return Object.fromEntries(results.map(({ algorithm, digest }) => [algorithm, digest]));
}

/** A host that is not here: a loud remark, and a failure where every host must be. */
function missing(host: string, remedy: string, skip: (note: string) => void): void {
  const note = `${host} is not here, so its digests were not compared (${remedy})`;
  if (hostsRequired) expect.fail(note);
  console.warn(`\n  !!! ${note}\n`);
  skip(note);
}
