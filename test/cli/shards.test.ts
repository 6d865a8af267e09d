import { cpSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { simHere } from './in-process.ts';
import { filesIn, put, smallScenario } from './sim.ts';

/** Everything that a study leaves, but the facts about the host. */
function resultsIn(folder: string): Record<string, string> {
  const { 'host.json': _, ...files } = filesIn(folder);
  return files;
}

async function done(folder: string, ...args: readonly string[]): Promise<string> {
  const { code, stdout, stderr } = await simHere(folder, ...args);
  expect({ code, stderr }).toMatchObject({ code: 0 });
  return stdout;
}

test('shards that are merged are the study of one machine, byte for byte', async () => {
  const folder = temporaryFolder();
  const scenario = smallScenario.replace(
    'network:',
    'stragglers: [{ kind: profile, file: speeds.txt, workers: [1] }]\n  network:',
  );
  put(folder, 'small.yaml', `${scenario}\nreplications: 3\n`);
  put(folder, 'speeds.txt', '0 1\n0.01 0.3\n0.02 1\nLOOPAFTER 0.01\n');
  await done(folder, 'FOLDER/small.yaml', '--out', 'FOLDER/whole', '--quiet');
  for (const part of [1, 2, 3])
    await done(folder, 'FOLDER/small.yaml', '--shard', `${part}/3`, '--out', `FOLDER/${part}`, '--quiet');
  const shards = [3, 1, 2].map((part) => `FOLDER/${part}`);
  for (const name of ['small.yaml', 'speeds.txt']) rmSync(join(folder, name)); // merging needs neither the scenario nor its files
  expect(await done(folder, 'merge', ...shards, '--out', 'FOLDER/merged')).toContain('merged');
  expect(resultsIn(join(folder, 'merged'))).toEqual(resultsIn(join(folder, 'whole')));

  const refused = async (folders: readonly string[], message: RegExp) => {
    const { code, stdout, stderr } = await simHere(folder, 'merge', ...folders, '--out', 'FOLDER/none');
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toMatch(message);
    expect(readdirSync(folder)).not.toContain('none');
  };
  await refused([shards[0]!], /2 of 3 shards missing: 1\/3, 2\/3/);
  await refused([...shards, shards[1]!], /1: is shard 1\/3, which .*1 is too/);
  put(folder, 'other.yaml', `${smallScenario}\nreplications: 3\nseed: 9`);
  await done(folder, 'FOLDER/other.yaml', '--shard', '2/3', '--out', 'FOLDER/foreign', '--quiet');
  await refused([shards[0]!, shards[1]!, 'FOLDER/foreign'], /foreign: does not belong to the same study/);
  cpSync(join(folder, '2'), join(folder, 'damaged'), { recursive: true });
  const runs = join(folder, 'damaged/runs');
  const [first] = readdirSync(runs, { recursive: true, encoding: 'utf8' }).filter((name) =>
    name.endsWith('.run'),
  );
  writeFileSync(join(runs, first!), 'x');
  await refused([shards[0]!, shards[1]!, 'FOLDER/damaged'], /damaged: a run in it is damaged or gone/);
  await refused(['FOLDER/whole'], /whole\/shard\.json: no such file/);
});

test('a tuned study is sharded in two passes', async () => {
  const folder = temporaryFolder();
  const tune = 'tune: { learningRate: [0.01, 0.05, 0.1], by: time, budget: { maxClocks: 50 } }';
  put(folder, 'small.yaml', `${smallScenario}\nreplications: 2\n${tune}\n`);
  await done(folder, 'FOLDER/small.yaml', '--out', 'FOLDER/whole', '--quiet');
  for (const part of [1, 2]) {
    await done(
      folder,
      'FOLDER/small.yaml',
      '--stage',
      'tune',
      '--shard',
      `${part}/2`,
      '--out',
      `FOLDER/t${part}`,
      '--quiet',
    );
  }
  await done(folder, 'merge', 'FOLDER/t1', 'FOLDER/t2', '--out', 'FOLDER/tuned', '--quiet');
  for (const part of [1, 2]) {
    const pass = [
      '--stage',
      'compare',
      '--tuned',
      'FOLDER/tuned',
      '--shard',
      `${part}/2`,
      '--out',
      `FOLDER/c${part}`,
    ];
    await done(folder, 'FOLDER/small.yaml', ...pass, '--quiet');
  }
  await done(folder, 'merge', 'FOLDER/c1', 'FOLDER/c2', '--out', 'FOLDER/merged', '--quiet');
  // The manifest and the report name the command, which is another.
  const { 'manifest.json': _m, 'report.html': _r, ...merged } = resultsIn(join(folder, 'merged'));
  const { 'manifest.json': _w, 'report.html': _s, ...whole } = resultsIn(join(folder, 'whole'));
  expect(merged).toEqual(whole);

  const one = await simHere(folder, 'FOLDER/small.yaml', '--shard', '1/2');
  expect(one.code).toBe(2);
  expect(one.stderr).toMatch(/tune: .*two passes: --stage tune/);
  const other = ['--set', 'cluster.network.latency=2 ms', '--stage', 'compare', '--tuned', 'FOLDER/tuned'];
  const wrong = await simHere(folder, 'FOLDER/small.yaml', ...other);
  expect(wrong.code).toBe(2);
  expect(wrong.stderr).toMatch(/found for other scenarios/);
});

test('what cannot be sharded is said before anything runs', async () => {
  const folder = temporaryFolder();
  put(folder, 'until.yaml', `${smallScenario}\nreplications: { until: 5%, max: 20 }\n`);
  for (const [args, message] of [
    [['--shard', '1/2'], /until\.yaml: replications: .*--replications 20/],
    [['--shard', '3/2', '--replications', '4'], /--shard 3\/2 .*such as 2\/5/],
    [['--stage', 'compare', '--replications', '4'], /nothing to tune/],
    [['--stage', 'x'], /--stage x .*tune, compare/],
  ] as const) {
    const { code, stdout, stderr } = await simHere(folder, 'FOLDER/until.yaml', ...args);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toMatch(message);
  }
  expect(readdirSync(folder)).toEqual(['until.yaml']);
});
