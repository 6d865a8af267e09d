import type { Job } from 'bullmq';
import { OneThread } from '../one-thread.ts';
import type { RunAnswer } from './run-answer.ts';
import type { RunJob } from './run-job.ts';

/** What a thread is given. */
export interface JobTask {
  readonly job: RunJob;
  /** Where the thread says which part of the run is done. [1] */
  readonly progress: Float64Array;
}

/** Where a thread begins: with TypeScript it must first learn to read it. */
const processorFile = import.meta.url.endsWith('.ts') ? 'boot.mjs' : 'processor.js';

/** Milliseconds between two words to Redis on how far a run is. */
const progressMs = 1000;

/**
 * The threads of a worker. BullMQ's own would be given the next job while they still compute one whose lock was lost, and answer
 * the next with the result of that.
 */
export class JobThreads {
  readonly #root: string;
  readonly #all = new Set<OneThread<JobTask, RunAnswer>>();
  /** Those without a job; the last one to end comes first, because it may have the data of the next. */
  readonly #free: OneThread<JobTask, RunAnswer>[] = [];

  /** `root`: the folder below which data and plugins are looked for. */
  constructor(root: string) {
    this.#root = root;
  }

  /** Makes the run of a job, unless `left` is aborted before: then its thread is ended. */
  async make(job: Job<RunJob, RunAnswer>, left: AbortSignal | undefined): Promise<RunAnswer> {
    const thread = this.#free.pop() ?? this.#started();
    const progress = new Float64Array(new SharedArrayBuffer(Float64Array.BYTES_PER_ELEMENT));
    const timer = setInterval(() => {
      job.updateProgress(progress[0]!).catch(() => {}); // somebody else has the job, or Redis is away
    }, progressMs);
    try {
      return await thread.run({ job: job.data, progress }, left);
    } finally {
      clearInterval(timer);
      this.#free.push(thread);
    }
  }

  /** Ends all threads, whatever they are doing. */
  async end(): Promise<void> {
    await Promise.all([...this.#all].map((thread) => thread.end()));
  }

  #started(): OneThread<JobTask, RunAnswer> {
    const file = new URL(processorFile, import.meta.url);
    const thread = new OneThread<JobTask, RunAnswer>({ file, data: { root: this.#root } });
    this.#all.add(thread);
    return thread;
  }
}
