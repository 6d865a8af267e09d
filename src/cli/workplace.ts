import { availableParallelism } from 'node:os';
import { InputError } from '../base/errors.ts';
import type { Executor, ExecutorListener } from '../execution/executor.ts';
import { InProcess } from '../execution/in-process.ts';
import { Local } from '../execution/local.ts';
import { RunStore } from '../execution/run-store.ts';
import { ThreadPool } from '../execution/thread-pool.ts';
import { pending, startStudy } from '../studies/study.ts';
import type { Interrupt } from './interrupt.ts';
import type { StudySource } from './study-source.ts';

/** Where runs are made, and where finished ones are kept. */
export interface WorkplaceOptions {
  /** Threads; default: one for each processor. */
  readonly jobs?: string;
  readonly plugin?: readonly string[];
}

/** More threads than any machine has processors, and fewer than one could start by mistake. */
const mostJobs = 1024;

/** Gives each study of a command its executor. Threads are started when they are needed first, and kept for the next study. */
export class Workplace {
  readonly store = new RunStore(process.env.LAGGARD_STORE ?? '.laggard/runs');
  readonly #jobs: number;
  readonly #plugins: readonly string[];
  readonly #interrupt: Interrupt;
  #pool: ThreadPool | undefined;

  /** @throws InputError for a number of jobs that is none. */
  constructor({ jobs, plugin = [] }: WorkplaceOptions, interrupt: Interrupt) {
    this.#jobs = jobs === undefined ? availableParallelism() : jobCount(jobs);
    this.#plugins = plugin;
    this.#interrupt = interrupt;
  }

  /** A single run, or a single job, needs no threads. */
  executor({ read }: StudySource, listener: ExecutorListener): Executor {
    const { store } = this;
    const runs = pending(startStudy(read.design)).length;
    const here = { catalogue: read.catalogue, store, stop: this.#interrupt };
    if (this.#jobs === 1 || runs === 1) return new InProcess(here, listener);
    const pool = () => {
      this.#pool ??= new ThreadPool(this.#jobs);
      return this.#pool;
    };
    return new Local({ ...here, pool, plugins: this.#plugins }, listener);
  }

  async close(): Promise<void> {
    await this.#pool?.close();
  }
}

function jobCount(jobs: string): number {
  const count = /^[0-9]{1,4}$/.test(jobs) ? Number(jobs) : 0;
  if (count >= 1 && count <= mostJobs) return count;
  throw new InputError({ message: `--jobs ${jobs}`, allowed: `a whole number, 1 to ${mostJobs}` });
}
