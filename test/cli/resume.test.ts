import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { simHere } from './in-process.ts';
import { emptyProcess, filesIn, put, smallScenario, startSim, until } from './sim.ts';

const timeout = 600_000;

/** 24 runs of about a tenth of a second. */
const longer = smallScenario
  .replace(/stop:.*/, 'stop: { maxClocks: 2000 }')
  .replace('network:', 'stragglers: [{ kind: per-clock, factor: { exponential: { mean: 1 } } }]\n  network:')
  .concat('replications: 8\n');

/** The finished runs in a store, and when each was written. */
function keptIn(folder: string): ReadonlyMap<string, number> {
  try {
    const names = readdirSync(join(folder, '.laggard/runs'), { recursive: true, encoding: 'utf8' });
    const runs = names.filter((name) => name.endsWith('.run'));
    return new Map(runs.map((name) => [name, statSync(join(folder, '.laggard/runs', name)).mtimeMs]));
  } catch {
    return new Map();
  }
}

test('killed at any moment and started again, a study makes no run twice and ends on the same bytes', {
  timeout,
}, async () => {
  const folder = temporaryFolder();
  put(folder, 'longer.yaml', longer);
  const whole = await simHere(
    folder,
    'FOLDER/longer.yaml',
    '--jobs',
    '1',
    '--out',
    'FOLDER/whole',
    '--quiet',
  );
  expect(whole).toEqual({ code: 0, stdout: '', stderr: '' });
  for (const moment of [1, 12]) {
    const { child, ended } = startSim(folder, 'longer.yaml', '--jobs', '2', '--out', 'resumed');
    await until(() => keptIn(folder).size >= moment || child.exitCode !== null);
    child.kill('SIGKILL');
    await ended;
  }
  const before = keptIn(folder);
  const { code, stderr } = await startSim(folder, 'longer.yaml', '--jobs', '2', '--out', 'resumed').ended;
  expect(code).toBe(0);
  expect(stderr).toContain(`${before.size} of 24 runs were finished before`);
  const after = keptIn(folder);
  expect(after.size).toBe(24);
  for (const [name, written] of before) expect(after.get(name)).toBe(written);
  const { 'host.json': _r, 'manifest.json': resumedManifest, ...resumed } = filesIn(join(folder, 'resumed'));
  const { 'host.json': _w, 'manifest.json': wholeManifest, ...expected } = filesIn(join(folder, 'whole'));
  // The scenario was named by another path, which the report and the manifest repeat.
  const page = expected['report.html']!.replaceAll(join(folder, 'longer.yaml'), 'longer.yaml');
  expect(resumed['report.html'] === page).toBe(true); // no comparison that would print it
  expect({ ...resumed, 'report.html': page }).toEqual({ ...expected, 'report.html': page });
  const { command: _a, inputs: _i, files, ...rest } = JSON.parse(resumedManifest!);
  expect(JSON.parse(wholeManifest!)).toMatchObject(rest);
  const butReport = (all: { path: string }[]) => all.filter(({ path }) => path !== 'report.html');
  expect(butReport(JSON.parse(wholeManifest!).files)).toEqual(butReport(files));
});

test('changed data, speeds or a changed plugin make all that depends on them anew, and nothing else', async () => {
  const folder = temporaryFolder();
  process.env.LAGGARD_STORE = join(folder, 'store');
  const rows = Array.from({ length: 100 }, (_, i) => `${i % 2} 1:${i} 2:${i % 3}`);
  const rule = (
    factor: string,
  ) => `export const mine = { defines: 'server-rule', name: 'mine', summary: 'x', options: {},
    create: () => ({ close(w, held) {
      for (const { values, indices } of held)
        for (let k = 0; k < values.length; k++) w[indices ? indices[k] : k] += ${factor} * values[k]; } }) };`;
  const scenario = smallScenario
    .replace(/data:.*/, 'data: { file: data.svm }')
    .replace('network:', 'stragglers: [{ kind: profile, file: speeds.txt }]\n  network:')
    .replace(/algorithms:.*/, 'algorithms: [bsp, { name: own, protocol: asp, rule: mine }]')
    .replace(/stop:.*/, 'stop: { maxClocks: 5 }');
  put(folder, 'small.yaml', scenario);
  put(folder, 'data.svm', rows.join('\n'));
  put(folder, 'speeds.txt', '0 1\n1 0.5\n');
  put(folder, 'mine.ts', rule('1'));
  const again = async () => {
    const { code, stderr } = await simHere(
      folder,
      'FOLDER/small.yaml',
      '--plugin',
      'FOLDER/mine.ts',
      '--out',
      'FOLDER/x',
    );
    expect(code).toBe(0);
    return /([0-9]+) of 2 runs were finished before/.exec(stderr)?.[1];
  };
  try {
    expect(await again()).toBeUndefined();
    expect(await again()).toBe('2');
    put(folder, 'small.yaml', `${scenario}\n# a comment`);
    expect(await again()).toBe('2');
    put(folder, 'data.svm', rows.join('\n').replace('1:7 ', '1:8 '));
    expect(await again()).toBeUndefined();
    put(folder, 'speeds.txt', '0 1\n1 0.6\n');
    expect(await again()).toBeUndefined();
    put(folder, 'mine.ts', rule('1.5'));
    expect(await again()).toBeUndefined();
    put(folder, 'mine.ts', rule('1'));
    expect(await again()).toBe('2');
  } finally {
    delete process.env.LAGGARD_STORE;
  }
});

test('Ctrl-C ends threads within a second too, and keeps what is finished', { timeout }, async () => {
  const folder = temporaryFolder();
  const endless =
    'algorithms: [bsp, { name: bsp, label: a, learningRate: 1e-12 }, { name: bsp, label: b, learningRate: 1e-12 }]';
  const text = smallScenario
    .replace('maxClocks: 300', 'maxClocks: 100000000')
    .replace(/algorithms:.*/, endless);
  put(folder, 'long.yaml', text);
  const { child, ended } = startSim(folder, 'long.yaml', '--jobs', '2', '--out', 'kept');
  await until(() => keptIn(folder).size > 0 || child.exitCode !== null);
  await setTimeout(5000); // by then one of the endless runs has moved to a thread
  const started = performance.now();
  await emptyProcess(folder);
  const asked = performance.now();
  child.kill('SIGINT');
  const { code, stdout, stderr } = await ended;
  expect(performance.now() - asked).toBeLessThan(1000 + asked - started); // more where the machine is busy
  expect({ code, stdout }).toEqual({ code: 130, stdout: '' });
  expect(stderr).toContain('Stopped: 1 of 3 runs are in kept; the same command goes on from there.');
});
