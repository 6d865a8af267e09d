import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { simHere } from './in-process.ts';
import { put, smallScenario } from './sim.ts';

/** A folder with the results of small.yaml: `a` as it is, and `b` changed. */
async function folderWith(...change: readonly string[]): Promise<string> {
  const folder = temporaryFolder();
  put(folder, 'small.yaml', smallScenario);
  await simHere(folder, 'FOLDER/small.yaml', '--out', 'FOLDER/a', '--quiet');
  await simHere(folder, 'FOLDER/small.yaml', '--out', 'FOLDER/b', '--quiet', ...change);
  return folder;
}

const diff = (folder: string, ...args: readonly string[]) =>
  simHere(folder, 'diff', 'FOLDER/a', 'FOLDER/b', ...args);

test('equal results are said to be identical', async () => {
  const { code, stdout, stderr } = await diff(await folderWith());
  expect([code, stderr]).toEqual([0, '']);
  expect(stdout).toContain('Both are one run: the same scenario, chance, data and code.');
  expect(stdout.trimEnd()).toMatch(/The results are identical\.$/);
});

test('the first event that differs is named, and figures with their differences; parameters that do not differ are said to be the same', async () => {
  const folder = await folderWith('--set', 'cluster.network.latency=2 ms');
  const { code, stdout } = await diff(folder, '--algorithm', 'bsp');
  expect(code).toBe(0);
  // The first of four equal clocks ends at 100 us; its push comes a millisecond later, or two.
  expect(stdout).toMatch(
    /\n {2}a {5}0\.00110\d{4} {2}push-arrived .*\n {2}b {5}0\.00210\d{4} {2}push-arrived/,
  );
  expect(stdout).toContain('All parameters are the same.'); // bsp is timeless
  expect(stdout).toMatch(/time_s +\d.* +\+0\.03\d* +\+9\d\.\d%/);
  expect(stdout).not.toContain('identical');
});

test('another learning rate changes no event before the last, but parameters', async () => {
  const folder = await folderWith('--set', 'training.learningRate=0.06', '--set', 'stop={ maxClocks: 3 }');
  await simHere(
    folder,
    'FOLDER/small.yaml',
    '--out',
    'FOLDER/a',
    '--quiet',
    '--set',
    'stop={ maxClocks: 3 }',
  );
  const { stdout } = await diff(folder, '--json');
  const { identical, pairs } = JSON.parse(stdout);
  expect(identical).toBe(false);
  expect(pairs.map(({ name }: { name: string }) => name)).toEqual(['bsp', 'ssp', 'dynsgd']);
  const [{ first_event, first_parameter, figures }] = pairs;
  expect(first_event.a.event).toMatchObject({ kind: 'evaluated' }); // the first after the start
  expect(first_parameter.index).toBe(0);
  const rate = figures.find(({ name }: { name: string }) => name === 'learning_rate');
  expect(rate).toMatchObject({ a: '0.05', b: '0.06' });
  expect(rate.difference).toBeCloseTo(0.01, 12);
  expect(rate.relative).toBeCloseTo(0.2, 12);
});

test('two algorithms of one result can be compared, and what only one result has is listed', async () => {
  const folder = await folderWith('--algorithm', 'bsp');
  const one = await simHere(folder, 'diff', 'FOLDER/a', 'FOLDER/a', '--algorithm', 'bsp,ssp');
  expect(one.stdout).toContain('bsp and ssp');
  expect(one.stdout).toMatch(/event \d+ differs/);
  expect((await diff(folder)).stdout).toContain('Only in A: ssp, dynsgd');
});

test('a result that its run does not bear out is pointed out', async () => {
  const folder = await folderWith('--seed', '2', '--algorithm', 'bsp');
  const file = join(folder, 'a', 'runs.csv');
  writeFileSync(file, readFileSync(file, 'utf8').replaceAll(/[0-9a-f]{64}/g, 'f'.repeat(64)));
  const { stdout } = await diff(folder);
  expect(stdout).toContain('A was made by another version, or on other data');
  expect(stdout).not.toContain('B was made');
});

test('of replicated results the summaries are compared', async () => {
  const folder = await folderWith('--replications', '2');
  await simHere(
    folder,
    'FOLDER/small.yaml',
    '--out',
    'FOLDER/a',
    '--quiet',
    '--replications',
    '3',
    '--seed',
    '4',
  );
  const { stdout } = await diff(folder, '--no-rerun', '--algorithm', 'ssp');
  expect(stdout).toMatch(/\nn +3 +2 +−1 +−33\.3%/);
  expect(stdout).not.toContain('event');
});

test.each([
  ['a folder that is not there', ['FOLDER/a', 'FOLDER/c'], /c.manifest\.json: no such file/],
  ['a folder without a manifest', ['FOLDER', 'FOLDER/b'], /manifest\.json: no such file .*`run` or `merge`/],
  [
    'a manifest of something else',
    ['FOLDER/other', 'FOLDER/b'],
    /other.manifest\.json: is not the manifest of a study/,
  ],
  ['a result that is not whole', ['FOLDER/half', 'FOLDER/b'], /half.runs\.csv: no such file/],
  [
    'an algorithm that neither has',
    ['FOLDER/a', 'FOLDER/b', '--algorithm', 'asp'],
    /--algorithm asp: there is no such run in both \(allowed: of A bsp, ssp, dynsgd/,
  ],
  ['three algorithms', ['FOLDER/a', 'FOLDER/b', '--algorithm', 'bsp,ssp,asp'], /allowed: one label, or two/],
  [
    'no replication',
    ['FOLDER/a', 'FOLDER/b', '--replication', '0'],
    /--replication 0 \(allowed: a whole number from 1\)/,
  ],
])('%s is bad input, said in one message', async (_, args, message) => {
  const folder = await folderWith();
  mkdirSync(join(folder, 'other'));
  writeFileSync(join(folder, 'other', 'manifest.json'), '{ "format": "mine" }');
  mkdirSync(join(folder, 'half'));
  cpSync(join(folder, 'a', 'manifest.json'), join(folder, 'half', 'manifest.json'));
  const { code, stdout, stderr } = await simHere(folder, 'diff', ...args);
  expect([code, stdout]).toEqual([2, '']);
  expect(stderr).toMatch(message);
  expect(stderr.trim().split('\n')).toHaveLength(1);
});
