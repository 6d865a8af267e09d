import type { Queue, QueueEvents } from 'bullmq';
import { InputError } from '../../base/errors.ts';
import { waitAtMost } from '../patience.ts';
import type { RedisAddress } from './address.ts';
import { longestJob } from './careful-worker.ts';
import { answerOf, checkRedis } from './check-redis.ts';
import { loadBullMq } from './packages.ts';
import { RedisWatch, steadfast } from './redis-watch.ts';
import type { RunAnswer } from './run-answer.ts';
import { QUEUE, type RunJob } from './run-job.ts';

/** Events that Redis remembers. Who has missed some looks after the jobs themselves. */
const eventsKept = 1000;

/** How often a job is given to a worker that refuses it, or breaks down over it, before the study hears of it. */
const attempts = 10;

/** Seconds for which Redis keeps a result that nobody has fetched. */
const keptSeconds = 3600;

/** Jobs that are sent in one go. */
const chunk = 500;

/** Milliseconds that saying goodbye to Redis may take. */
const patienceMs = 500;

/** The queue of runs in Redis, from the side of a study. */
export class RunQueue {
  readonly events: QueueEvents;
  readonly watch: RedisWatch;
  readonly #queue: Queue<RunJob, RunAnswer>;
  readonly #shown: string;

  private constructor(
    queue: Queue<RunJob, RunAnswer>,
    events: QueueEvents,
    watch: RedisWatch,
    shown: string,
  ) {
    this.#queue = queue;
    this.#shown = shown;
    this.events = events;
    this.watch = watch;
  }

  /** @throws InputError when there is no Redis, or it lets us not in. */
  static async open(address: RedisAddress): Promise<RunQueue> {
    const { Queue, QueueEvents } = await loadBullMq();
    await checkRedis(address);
    const connection = { ...address.options, ...steadfast };
    const queue = new Queue<RunJob, RunAnswer>(QUEUE, {
      connection,
      streams: { events: { maxLen: eventsKept } },
      skipVersionCheck: true, // what it would say is said by checkRedis
    });
    const events = new QueueEvents(QUEUE, { connection });
    queue.on('error', () => {}); // it connects again by itself
    events.on('error', () => {});
    await events.waitUntilReady();
    return new RunQueue(queue, events, await RedisWatch.start(address), address.shown);
  }

  /**
   * Adds jobs under the keys of their runs: one that is there already is not added again.
   * @throws InputError for a job that is too large, and where Redis does not take it.
   */
  async add(jobs: readonly RunJob[]): Promise<void> {
    for (let from = 0; from < jobs.length; from += chunk) {
      const part = jobs.slice(from, from + chunk);
      for (const job of part) refuseLong(job);
      await this.#queue.addBulk(part.map(entryFor)).catch((error: unknown) => {
        throw answerOf(this.#shown, error) ?? error;
      });
    }
  }

  /** What became of a job: its answer, `gone` where Redis does not know it, undefined while it waits or is made. */
  async lookAfter(key: string): Promise<{ readonly answer: unknown } | 'gone' | undefined> {
    const job = await this.#queue.getJob(key);
    if (!job) return 'gone';
    return job.finishedOn === undefined ? undefined : { answer: job.returnvalue };
  }

  /** Workers that are connected. */
  workers(): Promise<number> {
    return this.#queue.getWorkersCount();
  }

  /** Takes jobs out that no worker has begun. */
  async remove(keys: readonly string[]): Promise<void> {
    await Promise.all(keys.map((key) => this.#queue.remove(key).catch(() => 0)));
  }

  /** Leaves Redis, whether or not it is there. */
  async close(): Promise<void> {
    this.watch.close();
    await waitAtMost(patienceMs, Promise.all([this.events.close(), this.#queue.close()]));
    await waitAtMost(patienceMs, this.#queue.disconnect());
  }
}

function entryFor(data: RunJob) {
  return {
    name: 'run',
    data,
    opts: {
      jobId: data.key,
      attempts,
      removeOnComplete: { age: keptSeconds },
      removeOnFail: true, // so that the same command tries again
    },
  };
}

/** Workers do not read what is longer. */
function refuseLong(job: RunJob): void {
  const { length } = JSON.stringify(job);
  if (length <= longestJob) return;
  throw new InputError({
    message: `the scenario and the files that its cluster names are too long for Redis: ${length} characters`,
    allowed: `${longestJob}`,
    hint: '--shard has no such limit',
  });
}
