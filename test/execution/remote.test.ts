import { EventEmitter } from 'node:events';
import { expect, onTestFinished, test, vi } from 'vitest';
import { packRun } from '../../src/execution/packed-run.ts';
import { Remote } from '../../src/execution/redis/remote.ts';
import { answerWith, failureAnswer } from '../../src/execution/redis/run-answer.ts';
import type { RunJob } from '../../src/execution/redis/run-job.ts';
import type { RunQueue } from '../../src/execution/redis/run-queue.ts';
import type { RunOrder } from '../../src/execution/run-order.ts';
import { RunStore } from '../../src/execution/run-store.ts';
import { builtinCatalogue } from '../../src/scenarios/catalogue.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { type MadeRun, madeRuns } from './made-run.ts';

/** What a worker answers to a run that it is asked for the `nth` time, from 1. */
type Worker = (run: MadeRun, nth: number) => unknown;

const honest: Worker = ({ order, outcome }) => answerWith(order.key, packRun(order.key, outcome), []);

/** A queue without Redis: like it, it forgets nothing until it is told to, and gives a job to the worker once. */
function queueOf(runs: readonly MadeRun[], worker: Worker): RunQueue {
  const events = new EventEmitter();
  const jobs = new Set<string>();
  const asked = new Map<string, number>();
  const add = async (added: readonly RunJob[]) => {
    for (const { key } of added) {
      if (jobs.has(key)) continue;
      jobs.add(key);
      asked.set(key, (asked.get(key) ?? 0) + 1);
      const run = runs.find(({ order }) => order.key === key)!;
      const returnvalue = JSON.parse(JSON.stringify(worker(run, asked.get(key)!)));
      setImmediate(() => events.emit('completed', { jobId: key, returnvalue }));
    }
  };
  const remove = async (keys: readonly string[]) => {
    for (const key of keys) jobs.delete(key);
  };
  const rest = {
    workers: async () => 1,
    lookAfter: async () => undefined,
    watch: { subscribe: () => () => {} },
  };
  return { events, add, remove, ...rest } as unknown as RunQueue;
}

/** Has `runs` made by `worker`. Returns how each ended: the digest, or why there is none. */
async function endingsOf(runs: readonly MadeRun[], worker: Worker) {
  const store = new RunStore(temporaryFolder());
  const endings = new Map<string, string>();
  const broken: unknown[] = [];
  const queue = queueOf(runs, worker);
  const context = { queue, store, catalogue: builtinCatalogue, plugins: [], howToJoin: '', onNews: () => {} };
  const remote = new Remote(context, {
    finished: ({ key }, { digest }) => endings.set(key, digest),
    failed: ({ key }, { text }) => endings.set(key, text),
    warned: () => {},
    broken: (error) => broken.push(error),
  });
  onTestFinished(() => remote.close());
  remote.take(runs.map(({ order }) => order));
  await vi.waitFor(() => expect(endings.size + broken.length).toBe(runs.length));
  const kept = runs.map(({ order }) => store.get(order)?.digest);
  return { endings: runs.map(({ order }) => endings.get(order.key)), broken, kept };
}

const runs = madeRuns({ replications: 2 });
const digests = runs.map(({ outcome }) => outcome.digest);

test('answers to another run are not believed: the run is asked for again', async () => {
  const mixedUp: Worker = (run, nth) =>
    honest(nth < 3 ? runs[(runs.indexOf(run) + 1) % runs.length]! : run, nth);
  expect(await endingsOf(runs, mixedUp)).toEqual({ endings: digests, broken: [], kept: digests });
});

test('a run that is never answered rightly fails in one sentence, and the others go on', async () => {
  const [bad, ...good] = runs as [MadeRun, ...MadeRun[]];
  const { endings, broken, kept } = await endingsOf(runs, (run, nth) =>
    run === bad ? null : honest(run, nth),
  );
  expect(broken).toEqual([]);
  const others = good.map(({ outcome }) => outcome.digest);
  expect(endings).toEqual([expect.stringMatching(/^workers have answered 3 times, but never/), ...others]);
  expect(kept).toEqual([undefined, ...others]);
});

test('a worker that blames the scenario ends the study only where it is to blame', async () => {
  const blaming: Worker = ({ order }) =>
    failureAnswer(order.key, { text: 'forged', problems: [{ message: 'forged' }] });
  expect((await endingsOf(runs.slice(0, 1), blaming)).endings).toEqual(['forged']);
  const { broken } = await endingsOf([{ ...runs[0]!, order: withBadProfile(runs[0]!.order) }], blaming);
  expect(broken).toMatchObject([{ name: 'InputError', message: expect.stringMatching(/^speeds\.txt:1/) }]);
});

/** The same run on machines whose speeds nobody can read. */
function withBadProfile(order: RunOrder): RunOrder {
  const { scenario, materials } = order;
  const stragglers = [{ kind: 'profile', file: 'speeds.txt', affects: ['compute' as const] }];
  return {
    ...order,
    scenario: { ...scenario, cluster: { ...scenario.cluster, stragglers } },
    materials: { ...materials, clusterFiles: { 'speeds.txt': { text: 'fast', shown: 'speeds.txt' } } },
  };
}
