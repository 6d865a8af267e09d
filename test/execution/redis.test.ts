import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { coreHash } from '../../src/execution/core-hash.ts';
import { jobFor } from '../../src/execution/redis/run-job.ts';
import { simHere } from '../cli/in-process.ts';
import { filesIn, put, type Running } from '../cli/sim.ts';
import { madeRun } from './made-run.ts';
import { isThere, redisForTests, timeout } from './redis-here.ts';

const scenario = `
name: small
cluster:
  workers: 10
  network: { latency: 1 ms, bandwidth: 1 Gbit/s }
  stragglers:
    - { kind: per-clock, factor: { exponential: { mean: 1 } } }
    - { kind: profile, file: speeds.txt, workers: [0, 1] }
    - { kind: trace, file: times.csv, affects: [network] }
workload:
  data: { file: data.svm }
  model: least-squares
  batchSize: 10%
  computeTime: { perExample: 10 us }
training: { learningRate: 0.05 }
stop: { maxClocks: 1000 }
replications: 10
algorithms: [bsp, { name: mine, protocol: free, rule: sum }]
`;

const data = Array.from({ length: 200 }, (_, i) => `${(i % 7) - 3} 1:${i % 5} 2:${i % 3} 3:1\n`).join('');

const plugin = `
export const free = { defines: 'protocol', name: 'free', summary: 'x', options: {},
  create: () => ({ needsPull: () => true, admitPull: () => true }) };`;

const here = redisForTests((root) => {
  put(root, 'small.yaml', scenario);
  put(root, 'data.svm', data);
  put(root, 'mine.ts', plugin);
  // Workers get these with the runs.
  put(root, 'speeds.txt', '0 1\n0.1 0.5\nLOOPAFTER 0.2\n');
  put(root, 'times.csv', 'worker,communicate_s\n0,0.001\n0,0.003\n1,0.002\n');
  // A worker has the files elsewhere, and under other names.
  put(root, 'worker/deep/other.txt', data);
  put(root, 'worker/protocol.ts', plugin);
  put(root, 'empty/nothing', '');
});
const { root } = here;

function resultsIn(folder: string): Record<string, string> {
  const { 'host.json': _, ...files } = filesIn(join(root, folder));
  return files;
}

function startWorker(): Running {
  return here.sim('work', '--redis', '--data', 'worker');
}

test.runIf(isThere)(
  'two workers, one of them killed half way, come to the bytes of one machine',
  { timeout },
  async () => {
    const study = ['small.yaml', '--plugin', 'mine.ts', '--fresh'];
    const whole = await here.sim(...study, '--jobs', '1', '--out', 'whole', '--quiet').ended;
    expect(whole).toEqual({ code: 0, stdout: '', stderr: '' });
    const [doomed, other] = [startWorker(), startWorker()];
    const runsOf = { doomed: 0, other: 0 };
    doomed.child.stderr!.on('data', (text) => {
      runsOf.doomed += String(text).split('runs made').length - 1;
      if (runsOf.doomed >= 3) doomed.child.kill('SIGKILL'); // it has begun the next by now
    });
    other.child.stderr!.on('data', (text) => {
      runsOf.other += String(text).split('runs made').length - 1;
    });
    const remote = await here.sim(...study, '--redis', '--out', 'remote').ended;
    expect(remote.code).toBe(0);
    expect(doomed.child.signalCode).toBe('SIGKILL');
    expect(resultsIn('remote')).toEqual(resultsIn('whole'));
    expect(runsOf.other).toBeGreaterThan(0);
    for (const { stdout, stderr } of [remote, await stopped(other)]) {
      expect(stdout + stderr).not.toContain(here.server.password);
    }
    expect(runsOf.doomed + runsOf.other).toBeGreaterThanOrEqual(19); // one may have been made and not told
  },
);

test.runIf(isThere)(
  'a worker that sleeps longer than its lock and comes back answers for no other run',
  { timeout: 2 * timeout },
  async () => {
    const study = [
      'small.yaml',
      '--plugin',
      'mine.ts',
      '--set',
      'stop.maxClocks=20000',
      '--fresh',
      '--quiet',
    ];
    const whole = await here.sim(...study, '--jobs', '2', '--out', 'unslept').ended;
    expect(whole).toEqual({ code: 0, stdout: '', stderr: '' });
    const [sleeper, other] = [startWorker(), startWorker()];
    const remote = here.sim(...study, '--redis', '--out', 'slept');
    let isOver = false;
    void remote.ended.then(() => {
      isOver = true;
    });
    await firstRunOf(sleeper);
    for (let k = 0; k < 3 && !isOver; k++) {
      sleeper.child.kill('SIGSTOP');
      await setTimeout(8000); // its lock lasts six seconds
      sleeper.child.kill('SIGCONT');
      await setTimeout(1500);
    }
    expect((await remote.ended).code).toBe(0);
    expect(resultsIn('slept')).toEqual(resultsIn('unslept'));
    for (const worker of [sleeper, other]) await stopped(worker);
    const again = await here.sim(...study.slice(0, -2), '--jobs', '1', '--out', 'again').ended;
    expect(again.stderr).toContain('20 of 20 runs were finished before');
    expect(resultsIn('again')).toEqual(resultsIn('unslept'));
  },
);

function firstRunOf({ child }: Running): Promise<void> {
  return new Promise((done) => {
    child.stderr!.on('data', (text) => String(text).includes('runs made') && done());
  });
}

async function stopped(worker: Running) {
  worker.child.kill('SIGTERM');
  const ended = await worker.ended;
  expect(ended.code).toBe(143);
  return ended;
}

test.runIf(isThere)('a worker refuses what it cannot do, and says why', { timeout }, async () => {
  const job = (rest: object) => ({ ...jobFor(madeRun().order, coreHash(), []), ...rest });
  const refusedWith = async (data: object) => {
    await here.inQueue((queue) => queue.add('run', data, { attempts: 5, removeOnFail: true }));
    const { code, stderr } = await simHere(root, 'work', '--redis', '--data', 'FOLDER/empty');
    await here.inQueue((queue) => queue.obliterate({ force: true }));
    expect(code).toBe(2);
    return stderr;
  };
  expect(await refusedWith(job({ core: 'f'.repeat(64) }))).toMatch(
    /This worker stops: the study was begun by another version of Laggard \(core f{16}/,
  );
  const file = { name: 'data.svm', sha256: 'e'.repeat(64), bytes: 7 };
  expect(await refusedWith(job({ plugins: [file] }))).toMatch(
    /data\.svm \(SHA-256 e{16}…\) is not below the worker's --data folder/,
  );
});

test.runIf(isThere)('a study that is left takes back what no worker has begun', { timeout }, async () => {
  const study = here.sim('small.yaml', '--plugin', 'mine.ts', '--fresh', '--redis', '--out', 'left');
  await here.inQueue(async (queue) => {
    for (let waiting = 0; waiting < 20; waiting = await queue.getWaitingCount()) await setTimeout(50);
    study.child.kill('SIGINT');
    expect((await study.ended).code).toBe(130);
    expect(await queue.getWaitingCount()).toBe(0);
  });
});

test.runIf(isThere)('a wrong password, and no Redis at all, are said in words', async () => {
  process.env.LAGGARD_REDIS_PASSWORD = 'wrong';
  const wrong = await simHere(root, 'work', '--redis', '--data', 'FOLDER');
  process.env.LAGGARD_REDIS_PASSWORD = here.server.password;
  expect(wrong).toMatchObject({
    code: 2,
    stderr: expect.stringMatching(/refuses the password.*LAGGARD_REDIS_PASSWORD/),
  });
  const none = await simHere(root, 'work', '--redis', 'unix:///nowhere/redis.sock', '--data', 'FOLDER');
  expect(none).toMatchObject({
    code: 2,
    stderr: expect.stringMatching(/no Redis answers at .*ENOENT.*npm run redis/),
  });
});
