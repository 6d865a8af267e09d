import type { Job } from 'bullmq';
import { coreHash } from '../core-hash.ts';
import { OneThread } from '../one-thread.ts';
import { BadJob } from './bad-job.ts';
import { checkedJob } from './checked-job.ts';
import { type JobLimits, LimitKeeper } from './job-limits.ts';
import type { ProcessorSettings } from './processor.ts';
import { failureAnswer, type RunAnswer } from './run-answer.ts';
import type { RunJob } from './run-job.ts';

/** What a thread is given. */
export interface JobTask {
  readonly job: RunJob;
  /** Where the thread says which part of the run is done; below 0 until it has begun. [1] */
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
  readonly #limits: JobLimits;
  readonly #keeper: LimitKeeper;
  readonly #all = new Set<OneThread<JobTask, RunAnswer>>();
  /** Those without a job; the last one to end comes first, because it may have the data of the next. */
  readonly #free: OneThread<JobTask, RunAnswer>[] = [];

  /** `root`: the folder below which data and plugins are looked for. `limits`: of each run. */
  constructor(root: string, limits: JobLimits) {
    this.#root = root;
    this.#limits = limits;
    this.#keeper = new LimitKeeper(limits);
  }

  /**
   * Makes the run of a job, unless `left` is aborted before: then its thread is ended. One that is no job of a study, or takes more
   * than the limits, is answered by a failure.
   */
  async make(job: Job<unknown, RunAnswer>, left: AbortSignal | undefined): Promise<RunAnswer> {
    const progress = new Float64Array(new SharedArrayBuffer(Float64Array.BYTES_PER_ELEMENT)).fill(-1);
    try {
      const task = { job: checkedJob(job.data, coreHash()), progress };
      const hasBegun = () => progress[0]! >= 0;
      return await this.#keeper.keep(left, hasBegun, (ended) => this.#run(job, task, ended));
    } catch (error) {
      if (!(error instanceof BadJob)) throw error;
      return failureAnswer(job.id ?? '', { text: error.message, isNoBug: true });
    }
  }

  async #run(job: Job<unknown, RunAnswer>, task: JobTask, left: AbortSignal): Promise<RunAnswer> {
    const thread = this.#free.pop() ?? this.#started();
    const timer = setInterval(() => {
      job.updateProgress(Math.max(0, task.progress[0]!)).catch(() => {}); // somebody else has the job, or Redis is away
    }, progressMs);
    try {
      return await thread.run(task, left);
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
    const { memory } = this.#limits;
    const data: ProcessorSettings = { root: this.#root, memory };
    const limits = { maxOldGenerationSizeMb: Math.ceil(memory / 2 ** 20) };
    const thread = new OneThread<JobTask, RunAnswer>({ file, data, limits });
    this.#all.add(thread);
    return thread;
  }
}
