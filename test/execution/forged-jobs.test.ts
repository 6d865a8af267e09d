import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Job } from 'bullmq';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { coreHash } from '../../src/execution/core-hash.ts';
import { JobThreads } from '../../src/execution/redis/job-threads.ts';
import { jobFor, type RunJob } from '../../src/execution/redis/run-job.ts';
import { type MaterialFile, orderFor } from '../../src/execution/run-order.ts';
import type { Scenario } from '../../src/scenarios/scenario.ts';
import { put } from '../cli/sim.ts';
import { scenarioWith } from '../fixtures.ts';

const rows = Array.from({ length: 40 }, (_, i) => `${(i % 7) - 3} 1:${i % 5} 2:1\n`).join('');
const SECRET = 'TOP-SECRET-WORD';
const secret = `${SECRET} 1:2\n`;
const noPlugin = `${SECRET} is (no module`;

const root = mkdtempSync(join(tmpdir(), 'laggard-jobs-'));
const threads = new JobThreads(join(root, 'data'), { seconds: 3600, memory: 600e6 });

beforeAll(() => {
  put(root, 'data/train.svm', rows);
  put(root, 'data/secret.svm', secret);
  put(root, 'data/broken.ts', noPlugin);
  put(root, 'outside/rows.svm', `${rows}1 1:1\n`);
  put(root, 'outside/deep/rows.svm', `${rows}2 1:1\n`);
  put(root, 'outside/plugin.mjs', 'process.exit(7);');
  symlinkSync(join(root, 'outside/rows.svm'), join(root, 'data/link.svm'));
  symlinkSync(join(root, 'outside/deep'), join(root, 'data/folder'));
  symlinkSync(join(root, 'outside/plugin.mjs'), join(root, 'data/link.mjs'));
  spawnSync('mkfifo', [join(root, 'data/fifo.svm')]); // who opened it would wait for ever
});

afterAll(async () => {
  await threads.end();
  rmSync(root, { recursive: true, force: true });
});

const train = fileOf('train.svm', rows);

function fileOf(name: string, text: string): MaterialFile {
  return { name, sha256: createHash('sha256').update(text).digest('hex'), bytes: Buffer.byteLength(text) };
}

const fromFile = { file: 'train.svm', format: 'libsvm', maxFeatures: 100 };

/** A scenario that learns from these data; what they may not be is put in after it was checked. */
function learning(data: object): Scenario {
  const scenario = scenarioWith({ workload: { data: fromFile } });
  return { ...scenario, workload: { ...scenario.workload, data: { ...fromFile, ...data } } as never };
}

const timing = scenarioWith({ workload: { model: 'none', parameters: 12 } });

/** A job with the key of what it asks for, as a cunning forger makes it. */
function forged(
  scenario: Scenario,
  files: readonly MaterialFile[] = [],
  plugins: readonly MaterialFile[] = [],
): RunJob {
  const run = { scenario, algorithm: scenario.algorithms[0]!, replication: 1 };
  const digests = plugins.map(({ sha256 }) => sha256);
  return jobFor(orderFor(run, { data: undefined, target: undefined, files }, digests), coreHash(), plugins);
}

const honest = forged(learning({}), [train]);

function withWorkers(count: number): Scenario {
  return { ...timing, cluster: { ...timing.cluster, workers: [{ count, speed: 1 }] } };
}

function synthetic(options: object): Scenario {
  return learning({ file: undefined, format: undefined, maxFeatures: undefined, synthetic: options });
}

const nested = (levels: number) => JSON.parse(`${'['.repeat(levels)}${']'.repeat(levels)}`);
const notAmong = /names .*, which is not among its files/;
const noJob = /it is not what a study sends/;
const refused = /its scenario is refused/;

/** What comes of jobs that anybody who can write to Redis may have put there. `text`: as it is there. */
const forgeries: Readonly<Record<string, readonly [job: unknown, answer: RegExp]>> = {
  'an absolute name': [forged(learning({ file: '/etc/passwd' })), notAmong],
  'a name that climbs': [forged(learning({ file: '../../../../etc/hostname' })), notAmong],
  'a name that climbs among its files': [
    forged(learning({ file: '../outside/rows.svm' }), [fileOf('../outside/rows.svm', `${rows}1 1:1\n`)]),
    /is not below the worker's --data folder/,
  ],
  'another file than it names': [forged(learning({ file: '/etc/shadow' }), [train]), notAmong],
  'a FIFO': [forged(learning({ file: 'fifo.svm' })), notAmong],
  'a FIFO among its files': [
    forged(learning({ file: 'fifo.svm' }), [fileOf('fifo.svm', '')]),
    /is not below the worker's --data folder/,
  ],
  'a device': [forged(learning({ file: '/dev/zero' })), notAmong],
  'a folder': [forged(learning({ file: '.' })), notAmong],
  'the other case': [forged(learning({ file: 'TRAIN.svm' }), [train]), notAmong],
  'separators of Windows': [forged(learning({ file: '..\\outside\\rows.svm' }), [train]), notAmong],
  'a NUL in a name': [
    forged(learning({ file: 'train.svm\0.gz' }), [train]),
    /train\.svm\\\\x00\.gz, which is not among/,
  ],
  'test data that climb': [forged(learning({ test: '../outside/rows.svm' }), [train]), notAmong],
  'labels that are absolute': [
    forged(learning({ file: 'images', format: 'idx', labels: '/etc/passwd' }), [fileOf('images', rows)]),
    notAmong,
  ],
  'a file that a link leads to': [
    forged(learning({ file: 'link.svm' }), [fileOf('link.svm', `${rows}1 1:1\n`)]),
    /link\.svm .* is not below the worker's --data folder/,
  ],
  'a file in a folder that a link leads to': [
    forged(learning({ file: 'folder/rows.svm' }), [fileOf('folder/rows.svm', `${rows}2 1:1\n`)]),
    /is not below the worker's --data folder/,
  ],
  'a secret as data': [
    forged(learning({ file: 'a.svm' }), [fileOf('a.svm', secret)]),
    /the data files do not suit the scenario/,
  ],
  'a secret as CSV': [
    forged(learning({ file: 'a.csv', format: 'csv', label: 'x' }), [fileOf('a.csv', secret)]),
    /the data files do not suit the scenario/,
  ],
  'a plugin that a link leads to': [
    forged(timing, [], [fileOf('x.mjs', 'process.exit(7);')]),
    /x\.mjs .* is not below the worker's --data folder/,
  ],
  'data as a plugin': [forged(timing, [], [train]), /train\.svm .* is not below the worker's --data folder/],
  'a secret as a plugin': [
    forged(timing, [], [fileOf('x.ts', noPlugin)]),
    /the worker cannot use its plugins/,
  ],
  'a plugin in the scenario': [forged({ ...timing, plugin: '/tmp/x.ts' } as never), refused],
  'a profile that does not come along': [
    forged({
      ...timing,
      cluster: {
        ...timing.cluster,
        stragglers: [{ kind: 'profile', file: '/etc/passwd', affects: ['compute'] }],
      },
    }),
    /comes without a file that its cluster names/,
  ],
  'a profile called like a method': [
    forged({
      ...timing,
      cluster: {
        ...timing.cluster,
        stragglers: [{ kind: 'profile', file: 'constructor', affects: ['compute'] }],
      },
    }),
    /comes without a file that its cluster names/,
  ],
  'no job at all': [null, noJob],
  'a text': ['hello', noJob],
  'a list': [[], noJob],
  'no core': [{ ...honest, core: undefined }, /see its core/],
  'a core that is a mapping': [{ ...honest, core: { slice: 1 } }, /see its core/],
  'control characters as a core': [{ ...honest, core: '\u001b]0;x\u0007' }, /see its core/],
  'no scenario': [{ ...honest, scenario: null }, /see its scenario/],
  'an empty scenario': [{ ...honest, scenario: {} }, refused],
  'plugins that are a text': [{ ...honest, plugins: 'abc' }, /see its plugins/],
  'a digest called like a prototype': [
    { ...honest, plugins: [{ name: 'x', sha256: '__proto__', bytes: 5 }] },
    /see its plugins\[0\]\.sha256/,
  ],
  'a hundred thousand files': [{ ...honest, files: Array(100_000).fill(train) }, /see its files/],
  'a size that is none': [{ ...honest, files: [{ ...train, bytes: -1 }] }, /see its files\[0\]\.bytes/],
  'two files of one name': [
    { ...honest, files: [train, fileOf('train.svm', secret)] },
    /two different files/,
  ],
  'one key more': [{ ...honest, more: 1 }, noJob],
  'a key of a prototype': [JSON.parse(`{"__proto__":{"x":1},"a":1}`), /a key __proto__/],
  'such a key in the scenario': [
    { ...honest, scenario: JSON.parse(`{"workload":{"__proto__":{}}}`) },
    /a key __proto__/,
  ],
  'lists in lists': [{ ...honest, scenario: { x: nested(1000) } }, /nested more than 64 levels/],
  'cluster files that are null': [{ ...forged(timing), clusterFiles: null }, /see its clusterFiles/],
  'a replication that is a text': [{ ...forged(timing), replication: '1' }, /see its replication/],
  'the key of another run': [{ ...forged(timing), key: honest.key }, /its key is not that of its run/],
  'a data set called like a prototype': [
    forged(synthetic({ kind: '__proto__', rows: 4, features: 2 })),
    refused,
  ],
  'a rule called like a prototype': [
    { ...honest, algorithm: { ...honest.algorithm, rule: '__proto__', protocol: 'constructor' } },
    refused,
  ],
  'a thousand million workers': [
    forged(withWorkers(1e9)),
    /workers\[0\]\.count.*allowed: a whole number from 1 to 10000000/,
  ],
  'ten million workers with a thousand shards each': [
    forged({
      ...withWorkers(1e6),
      cluster: { ...withWorkers(1e6).cluster, servers: { ...timing.cluster.servers, count: 99 } },
    }),
    refused,
  ],
  '10^14 values': [forged(synthetic({ kind: 'dense', rows: 1e8, features: 1e6 })), refused],
  'more examples than the worker has memory for': [
    forged(
      synthetic({ kind: 'dense', rows: 1e6, features: 1000, task: 'regression', noise: 0, condition: 1 }),
    ),
    /1000000 examples need 8\.01 GB of memory or more \(allowed: 0\.600 GB for a run\)/,
  ],
};

/** What a worker says to a job. */
async function answerTo(data: unknown): Promise<string> {
  const job = { id: 'x', data, updateProgress: async () => {} } as unknown as Job;
  return JSON.stringify(await threads.make(job, undefined).catch((error: Error) => error.message));
}

test('whatever job is in Redis, a worker opens no other file, says what is wrong and goes on', {
  timeout: 180_000,
}, async () => {
  const wrong: string[] = [];
  for (const [name, [job, expected]] of Object.entries(forgeries)) {
    const answer = await answerTo(job);
    if (!expected.test(answer)) wrong.push(`${name}: ${answer.slice(0, 300)}`);
    expect(answer, name).not.toContain(SECRET);
    expect(answer.length, name).toBeLessThan(3000);
  }
  expect(wrong).toEqual([]);
  expect(await answerTo(honest)).toMatch(/^\{"packed":/);
});

test('a run that takes more memory than its limit fails, and the next one is made', {
  timeout: 180_000,
}, async () => {
  const servers = { ...timing.cluster.servers, count: 3000 };
  const workload = { ...timing.workload, parameters: 3000 } as typeof timing.workload;
  const large = { ...withWorkers(3000), workload };
  const answer = await answerTo(forged({ ...large, cluster: { ...large.cluster, servers } }));
  expect(answer).toMatch(/it took more than 0\.600 GB of memory \(--memory-limit\)/);
  expect(await answerTo(honest)).toMatch(/^\{"packed":/);
});
