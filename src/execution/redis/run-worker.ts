import { waitAtMost } from '../patience.ts';
import type { RedisAddress } from './address.ts';
import { carefulWorker } from './careful-worker.ts';
import type { JobLimits } from './job-limits.ts';
import { JobThreads } from './job-threads.ts';
import { loadBullMq } from './packages.ts';
import { RedisWatch, steadfast } from './redis-watch.ts';
import type { RunAnswer } from './run-answer.ts';
import { QUEUE, refusalIn } from './run-job.ts';

/** What a worker is told. */
export interface RunWorkerContext {
  readonly address: RedisAddress;
  /** The folder below which data and plugins are looked for. */
  readonly root: string;
  /** Runs made at the same time, each with data of its own in memory. */
  readonly runs: number;
  readonly limits: JobLimits;
  readonly onRun: () => void;
  /** Told why there is no result of a run. */
  readonly onFailure: (text: string) => void;
  /** Told in one line that Redis is lost, or back. */
  readonly onNews: (text: string) => void;
}

/** Milliseconds without a sign of life after which a worker's runs are given to others. */
const lockMs = 6000;

/** Milliseconds after which something that Redis refused is tried again. */
const retryMs = 1000;

/** Milliseconds that saying goodbye to Redis may take. */
const patienceMs = 1000;

/** How often a run may lose its worker. */
const maxStalledCount = 5;

/**
 * Takes runs from the queue and makes them, each on a thread, until `stopped` rejects, or a run has to be refused:
 * then it returns the reason.
 * @throws InputError where BullMQ is not installed.
 */
export async function workFor(context: RunWorkerContext, stopped: Promise<never>): Promise<string> {
  const { address, root, runs, limits, onRun, onFailure, onNews } = context;
  const Worker = carefulWorker((await loadBullMq()).Worker);
  const threads = new JobThreads(root, limits);
  // BullMQ gives a signal to a function with three parameters.
  const worker = new Worker<unknown, RunAnswer>(QUEUE, (job, _token, left) => threads.make(job, left), {
    connection: { ...address.options, ...steadfast },
    concurrency: runs,
    lockDuration: lockMs,
    stalledInterval: lockMs / 2,
    runRetryDelay: retryMs,
    maxStalledCount,
    skipVersionCheck: true,
  });
  worker.on('error', () => {}); // it connects again by itself
  worker.on('completed', (_, answer) => ('packed' in answer ? onRun() : onFailure(answer.failure.text)));
  const watch = await RedisWatch.start(address);
  watch.subscribe(onNews);
  // This process slept, or Redis was away: others have the jobs by now.
  worker.on('lockRenewalFailed', (jobs) => {
    for (const job of jobs) worker.cancelJob(job, 'its lock was lost');
  });
  const refused = new Promise<string>((resolve) => {
    worker.on('failed', (_, error) => {
      const reason = refusalIn(error.message);
      if (reason !== undefined) resolve(reason);
    });
  });
  try {
    return await Promise.race([refused, stopped]);
  } finally {
    watch.close();
    await waitAtMost(patienceMs, Promise.all([worker.close(true), threads.end()]));
  }
}
