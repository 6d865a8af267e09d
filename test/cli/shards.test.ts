import { copyFileSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
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
  await refused(['FOLDER/whole'], /whole\/shard\.json: no such file/);
});

/** Spoils the folder of a shard with the run files `runs`. */
type Spoil = (folder: string, runs: readonly [string, string]) => void;

const damages: readonly [string, Spoil, RegExp][] = [
  ['a run that is damaged', (_, [run]) => writeFileSync(run, 'x'), /a run in it is damaged or gone/],
  ['a run that is gone', (_, [run]) => rmSync(run), /a run in it is damaged or gone/],
  [
    'a run in place of another',
    (_, [run, other]) => copyFileSync(run, other),
    /a run in it is damaged or gone/,
  ],
  ['a record that is changed', edited('shard.json', '"part":1', '"part":2'), /shard\.json: is damaged/],
  [
    'a record of the former layout',
    edited('shard.json', 'laggard-shard-2', 'laggard-shard-1'),
    /of this version/,
  ],
  ['a record that is cut short', edited('shard.json', /,.*$/s, ''), /shard\.json: is damaged/],
  ['timelines that are changed', edited('timelines.json', '[', '[0,'), /timelines\.json: is damaged/],
];

function edited(name: string, from: string | RegExp, to: string): Spoil {
  return (folder) => {
    const file = join(folder, name);
    writeFileSync(file, readFileSync(file, 'utf8').replace(from, to));
  };
}

test('a shard that is damaged is named, and made again by the same command', async () => {
  const folder = temporaryFolder();
  put(folder, 'small.yaml', smallScenario);
  const make = () => done(folder, 'FOLDER/small.yaml', '--shard', '1/1', '--out', 'FOLDER/shard', '--quiet');
  await make();
  const shard = join(folder, 'shard');
  const names = readdirSync(join(shard, 'runs'), { recursive: true, encoding: 'utf8' });
  const runs = names.filter((name) => name.endsWith('.run')).map((name) => join(shard, 'runs', name));
  for (const [, spoil, message] of damages) {
    spoil(shard, [runs[0]!, runs[1]!]);
    const { code, stdout, stderr } = await simHere(folder, 'merge', 'FOLDER/shard', '--out', 'FOLDER/none');
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toMatch(message);
    expect(stderr).toMatch(/make this shard again/);
    await make();
  }
  await done(folder, 'merge', 'FOLDER/shard', '--out', 'FOLDER/merged', '--quiet');
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
