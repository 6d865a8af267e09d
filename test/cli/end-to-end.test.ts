import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { resultFileNames } from '../../src/report/result-files.ts';
import { emptyProcess, filesIn, put, sim, simWithSmallFiles, smallScenario, startSim, until } from './sim.ts';

const root = mkdtempSync(join(tmpdir(), 'laggard-end-to-end-'));
afterAll(() => rmSync(root, { recursive: true }));

function temporaryFolder(): string {
  return mkdtempSync(join(root, 'test-'));
}

interface JsonRun {
  readonly algorithm: string;
  readonly digest: string;
}

function digestsIn(jsonLines: string): Record<string, string> {
  const runs = jsonLines
    .trimEnd()
    .split('\n')
    .slice(0, -1) // the last line is the verdict
    .map((line) => JSON.parse(line) as JsonRun);
  return Object.fromEntries(runs.map(({ algorithm, digest }) => [algorithm, digest]));
}

describe.concurrent('the command', { timeout: 120_000 }, () => {
  test('one command goes from a scenario file to a table and files that vouch for each other', async ({
    expect,
  }) => {
    const folder = temporaryFolder();
    put(folder, 'a/small.yaml', smallScenario);
    const { code, stdout, stderr } = await sim(folder, 'a/small.yaml', '--seed', '3', '--jobs', '1');
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    for (const text of ['small: Five machines', 'bsp', 'ssp', 'dynsgd', 'reached the target', 'out/small']) {
      expect(stdout).toContain(text);
    }
    const files = filesIn(join(folder, 'out/small'));
    expect(Object.keys(files)).toEqual([...resultFileNames, 'report.html'].sort());
    const manifest = JSON.parse(files['manifest.json']!);
    expect(manifest).toMatchObject({
      complete: true,
      command: 'npm run sim -- run a/small.yaml --seed 3',
      scenario: { name: 'small', seed: 3 },
      inputs: [{ path: 'a/small.yaml', sha256: sha256(smallScenario) }],
    });
    for (const { path, sha256: digest } of manifest.files) {
      if (digest) expect(digest).toBe(sha256(files[path]!));
    }
    for (const line of files['runs.csv']!.trimEnd().split('\n').slice(1)) {
      const [digest] = /\b[0-9a-f]{64}\b/.exec(line)!;
      expect(stdout).toContain(digest.slice(0, 16));
    }
  });

  test('files that the cluster names are read beside the scenario, stand in the manifest, and are refused with file and line', async ({
    expect,
  }) => {
    const folder = temporaryFolder();
    const times = 'worker,compute_s\n0,1\n0,3\n';
    const scenario = (file: string) =>
      JSON.stringify({
        name: 'traced',
        cluster: { workers: 2, stragglers: [{ kind: 'trace', file }] },
        workload: { model: 'none', parameters: 1, computeTime: 0 },
        stop: { maxClocks: 2 },
        algorithms: ['asp'],
      });
    put(folder, 'a/times.csv', times);
    put(folder, 'a/traced.json', scenario('times.csv'));
    put(folder, 'a/broken.csv', 'worker,compute_s\n0,1\n0,long\n');
    put(folder, 'a/broken.json', scenario('broken.csv'));
    put(folder, 'a/missing.json', scenario('time.csv'));
    const { stdout } = await sim(folder, 'a/traced.json', '--json');
    expect(JSON.parse(stdout.split('\n')[0]!)).toMatchObject({ time_s: 4, compute_s: 4, cost_dollars: null });
    const manifest = JSON.parse(filesIn(join(folder, 'out/traced'))['manifest.json']!);
    expect(manifest.inputs.at(-1)).toEqual({
      path: 'a/times.csv',
      sha256: sha256(times),
      bytes: times.length,
    });
    const refused = await sim(folder, 'validate', 'a/broken.json', 'a/missing.json');
    expect(refused.code).toBe(2);
    expect(refused.stderr).toContain(
      'a/broken.csv:3: cluster.stragglers[0]: compute_s: long is not a number',
    );
    expect(refused.stderr).toContain(
      'a/time.csv: cluster.stragglers[0].file: no such file or folder (did you mean times.csv?)',
    );
  });

  test('fit proposes a scenario that is all right', async ({ expect }) => {
    const folder = temporaryFolder();
    const rows = Array.from({ length: 60 }, (_, k) => `${k % 10},${1 + (k % 10) / 10 + (k % 7) / 50}\n`);
    put(folder, 'times.csv', `worker,batch_ms\n${rows.join('')}`);
    const { code, stdout } = await sim(
      folder,
      'fit',
      'times.csv',
      '--compute',
      'batch_ms',
      '--unit',
      '1 ms',
      '--out',
      'fitted.yaml',
    );
    expect(code).toBe(0);
    expect(stdout).toContain('KS distance');
    expect((await sim(folder, 'validate', 'fitted.yaml')).stdout).toContain(
      'fitted.yaml: all right (3 runs)',
    );
    const again = () => sim(folder, 'fit', 'times.csv', '--compute', 'batch_ms', '--out', 'fitted.yaml');
    expect((await again()).code).toBe(0);
    put(folder, 'fitted.yaml', `${readFileSync(join(folder, 'fitted.yaml'), 'utf8')}# mine\n`);
    const refused = await again();
    expect(refused.code).toBe(2);
    expect(refused.stderr).toContain('fitted.yaml: has been changed since fit wrote it');
  });

  test('the same scenario gives the same bytes, whatever the folder and whoever else is compared', async ({
    expect,
  }) => {
    const folder = temporaryFolder();
    put(folder, 'small.yaml', smallScenario);
    const [first, second, other] = await Promise.all([
      sim(folder, 'small.yaml', '--json', '--fresh', '--out', 'x'),
      sim(folder, 'small.yaml', '--json', '--fresh', '--out', 'y/z'),
      sim(folder, 'small.yaml', '--json', '--fresh', '--algorithm', 'dynsgd,asp,bsp', '--out', 'w'),
    ]);
    const { 'host.json': _x, ...x } = filesIn(join(folder, 'x'));
    const { 'host.json': _y, ...y } = filesIn(join(folder, 'y/z'));
    expect(x).toEqual(y);
    expect(first.stdout).toBe(second.stdout);
    const { asp, ...shared } = digestsIn(other.stdout);
    expect(asp).toMatch(/^[0-9a-f]{64}$/);
    expect(digestsIn(first.stdout)).toMatchObject(shared);
  });

  test('what is wrong is said at once, for all files, and nothing is run or written', async ({ expect }) => {
    const folder = temporaryFolder();
    const bad = {
      'unit.yaml': smallScenario.replace('1 ms', '1 mile'),
      'key.yaml': smallScenario.replace('latency', 'latencey'),
      'speed.yaml': smallScenario.replace('speed: 0.5', 'speed: -3'),
      'rule.yaml': smallScenario.replace('ssp,', '{ name: ssp, rule: average },'),
      'syntax.yaml': `${smallScenario}\n  - }`,
    };
    for (const [name, text] of Object.entries(bad)) put(folder, name, text);
    put(folder, 'good.yaml', smallScenario);
    const names = Object.keys(bad);
    const { code, stdout, stderr } = await sim(folder, 'good.yaml', ...names);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    for (const name of names) expect(stderr).toMatch(new RegExp(`^${name}:[0-9]+:[0-9]+: `, 'm'));
    expect(stderr).toContain('did you mean latency?');
    expect(stderr).not.toContain('    at ');
    expect(existsSync(join(folder, 'out'))).toBe(false);
  });

  test('validate looks at the data too, and goes on after a bad file', async ({ expect }) => {
    const folder = temporaryFolder();
    put(folder, 'few.yaml', smallScenario.replace('rows: 500', 'rows: 10'));
    put(
      folder,
      'none.yaml',
      smallScenario.replace('{ synthetic: { kind: dense, rows: 500, features: 8 } }', '{ file: none.svm }'),
    );
    put(folder, 'good.yaml', smallScenario);
    const { code, stdout, stderr } = await sim(folder, 'validate', 'few.yaml', 'none.yaml', 'good.yaml');
    expect({ code, stdout }).toEqual({ code: 2, stdout: 'good.yaml: all right (3 runs)\n' });
    expect(stderr).toMatch(/^few\.yaml:.*worker 0/m);
    expect(stderr).toMatch(/none\.svm/);
    expect(stderr).not.toContain('    at ');
  });

  test("somebody's file in the way is left alone, and nothing runs", async ({ expect }) => {
    const folder = temporaryFolder();
    put(folder, 'small.yaml', smallScenario);
    put(folder, 'out/small/curve.csv', 'mine');
    const { code, stdout, stderr } = await sim(folder, 'small.yaml');
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toMatch(/out\/small\/curve\.csv: is in the way.*--out/);
    expect(filesIn(join(folder, 'out/small'))).toEqual({ 'curve.csv': 'mine' });
  });

  test('a disk that is full in the middle is said in words, and what was finished before is whole', async ({
    expect,
  }) => {
    const folder = temporaryFolder();
    const stop = 'stop: { maxClocks: 22 }';
    const manyRows = 'training: { learningRate: 0.05, evaluate: { every: 1 updates } }';
    put(folder, 'rows.yaml', smallScenario.replace(/stop:.*/, stop).replace(/training:.*/, manyRows));
    const limited = [folder, 24, 'rows.yaml', '--out', 'x', '--no-report'] as const;
    const { code, stderr, stdout } = await simWithSmallFiles(...limited);
    expect(code).toBe(2);
    expect(stderr).toMatch(/^x\/curve\.csv: the file would be too large.*untouched/);
    for (const algorithm of ['bsp', 'ssp', 'dynsgd'])
      expect(stdout).toMatch(new RegExp(`^ *${algorithm} +stopped`, 'm'));
    expect(stdout).not.toContain('Results:');
    const files = filesIn(join(folder, 'x'));
    expect(Object.keys(files)).toEqual([...resultFileNames].sort());
    const manifest = JSON.parse(files['manifest.json']!);
    expect(manifest.complete).toBe(false);
    for (const { path, sha256: digest } of manifest.files) {
      if (digest) expect(digest).toBe(sha256(files[path]!));
    }
  });

  test('a reader that goes away stops nothing', async ({ expect }) => {
    const folder = temporaryFolder();
    put(folder, 'small.yaml', smallScenario);
    const { child, ended } = startSim(folder, 'small.yaml', '--json');
    child.stdout!.destroy();
    const { code, stderr } = await ended;
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(JSON.parse(readFileSync(join(folder, 'out/small/manifest.json'), 'utf8'))).toMatchObject({
      complete: true,
    });
  });

  test('several scenarios run one after another, each into its folder, in silence if asked', async ({
    expect,
  }) => {
    const folder = temporaryFolder();
    put(folder, 'small.yaml', smallScenario);
    put(
      folder,
      'other.yaml',
      smallScenario.replace('name: small', 'name: other').replace('objective: 0.1', 'gap: 50%'),
    );
    const { code, stdout, stderr } = await sim(
      folder,
      'small.yaml',
      'other.yaml',
      '--quiet',
      '--out',
      'both',
    );
    expect({ code, stdout, stderr }).toEqual({ code: 0, stdout: '', stderr: '' });
    expect(existsSync(join(folder, 'both/small/manifest.json'))).toBe(true);
    const { target } = JSON.parse(readFileSync(join(folder, 'both/other/manifest.json'), 'utf8'));
    const { stdout: optimum } = await sim(folder, 'optimum', 'other.yaml', '--json');
    expect(target).toBe(JSON.parse(optimum).objective * 1.5);
  });

  test('two scenarios of one name would overwrite each other: neither runs', async ({ expect }) => {
    const folder = temporaryFolder();
    put(folder, 'a.yaml', smallScenario);
    put(folder, 'b.yaml', smallScenario);
    const { code, stderr } = await sim(folder, 'a.yaml', 'b.yaml');
    expect(code).toBe(2);
    expect(stderr).toMatch(/out\/small: two scenarios would write here/);
  });

  test("a user's protocol and rule run like ours, and a bug in them is not blamed on the scenario", async ({
    expect,
  }) => {
    const folder = temporaryFolder();
    const module = (path: string) => JSON.stringify(resolve(path));
    put(
      folder,
      'mine.ts',
      `import { defineProtocol } from ${module('src/protocols/protocol.ts')};
       import { defineServerRule } from ${module('src/optimizers/server/server-rule.ts')};
       export const free = defineProtocol({ name: 'free', summary: 'x', options: {},
         create: () => ({ needsPull: () => true, admitPull: () => true }) });
       export const full = defineServerRule({ name: 'full', summary: 'y', options: {},
         create: () => ({ close(parameters, held) {
           for (const { values, indices } of held)
             values.forEach((value, k) => { parameters[indices ? indices[k] : k] += value; });
         } }) });
       export const broken = defineProtocol({ name: 'broken', summary: 'z', options: {},
         create: () => ({ needsPull: () => { throw new Error('oh no'); }, admitPull: () => true }) });`,
    );
    const algorithms = 'algorithms: [asp, { name: mine, protocol: free, rule: full }]';
    put(folder, 'mine.yaml', smallScenario.replace(/algorithms:.*/, algorithms));
    const good = await sim(folder, 'mine.yaml', '--plugin', 'mine.ts', '--json');
    expect(good.stderr).toBe('');
    const { asp, mine } = digestsIn(good.stdout);
    expect(mine).toBe(asp);
    const bad = await sim(
      folder,
      'mine.yaml',
      '--plugin',
      'mine.ts',
      '--set',
      'algorithms[1].protocol=broken',
      '--quiet',
    );
    expect(bad.code).toBe(2);
    expect(bad.stderr).toMatch(/^mine\.ts:11:\d+: oh no\nThe plugin threw this:\nmine .* {4}at /s);
  });
});

test.each([
  ['SIGINT', 130],
  ['SIGTERM', 143],
] as const)(
  '%s in the middle of a run ends it within a second and keeps what is finished',
  async (signal, expected) => {
    const folder = temporaryFolder();
    const endless = `algorithms: [bsp, { name: bsp, label: endless, learningRate: 1e-12 }, asp]`;
    put(
      folder,
      'long.yaml',
      smallScenario.replace('maxClocks: 300', 'maxClocks: 100000000').replace(/algorithms:.*/, endless),
    );
    const { child, ended } = startSim(folder, 'long.yaml', '--jobs', '1', '--out', 'kept');
    const manifest = join(folder, 'kept/manifest.json');
    await until(() => existsSync(manifest) || child.exitCode !== null);
    const empty = await msOf(() => emptyProcess(folder));
    const asked = performance.now();
    child.kill(signal);
    const { code, stdout, stderr } = await ended;
    expect(performance.now() - asked).toBeLessThan(1000 + empty); // more where the machine is busy
    expect({ code, stdout, stderr }).toEqual({
      code: expected,
      stdout: '',
      stderr: 'Stopped: 1 of 3 runs are in kept; the same command goes on from there.\n',
    });
    const { complete, runs } = JSON.parse(readFileSync(manifest, 'utf8'));
    expect({ complete, runs }).toEqual({ complete: false, runs: { planned: 3, finished: 1 } });
    expect(readFileSync(join(folder, 'kept/runs.csv'), 'utf8').trimEnd().split('\n')).toHaveLength(2);
  },
);

async function msOf(work: () => Promise<unknown>): Promise<number> {
  const started = performance.now();
  await work();
  return performance.now() - started;
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
