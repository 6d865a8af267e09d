import { availableParallelism } from 'node:os';
import { InputError } from '../base/errors.ts';
import type { Executor, ExecutorListener } from '../execution/executor.ts';
import { InProcess } from '../execution/in-process.ts';
import { Local } from '../execution/local.ts';
import { redisAddress } from '../execution/redis/address.ts';
import { Remote } from '../execution/redis/remote.ts';
import type { RunQueue } from '../execution/redis/run-queue.ts';
import type { MaterialFile } from '../execution/run-order.ts';
import { RunStore } from '../execution/run-store.ts';
import { ThreadPool } from '../execution/thread-pool.ts';
import { programCommand } from '../files/project.ts';
import { pending, startStudy } from '../studies/study.ts';
import type { Interrupt } from './interrupt.ts';
import type { ReadScenario } from './read-scenario.ts';
import type { StudySource } from './study-source.ts';

/** Where runs are made, and where finished ones are kept. */
export interface WorkplaceOptions {
  /** Threads; default: one for each processor. */
  readonly jobs?: string;
  readonly plugin?: readonly string[];
  /** Workers make the runs; the text is the address of the Redis where they find them, true the one of LAGGARD_REDIS. */
  readonly redis?: string | true;
}

/** More threads than any machine has processors, and fewer than one could start by mistake. */
const mostJobs = 1024;

/** For the user who has started no worker. */
const howToJoin = `${programCommand.join(' ')} work --redis URL --data FOLDER`;

/** Gives each study of a command its executor. Threads are started when they are needed first, and kept for the next study. */
export class Workplace {
  readonly store = new RunStore(process.env.LAGGARD_STORE ?? '.laggard/runs');
  readonly #jobs: number;
  readonly #plugins: readonly string[];
  readonly #interrupt: Interrupt;
  readonly #queue: RunQueue | undefined;
  #pool: ThreadPool | undefined;

  private constructor(options: WorkplaceOptions, interrupt: Interrupt, queue: RunQueue | undefined) {
    const { jobs, plugin = [] } = options;
    this.#jobs = jobs === undefined ? availableParallelism() : jobCount(jobs);
    this.#plugins = plugin;
    this.#interrupt = interrupt;
    this.#queue = queue;
    this.store.sweep();
  }

  /** @throws InputError for a number of jobs that is none, and for a Redis that is none. */
  static async open(options: WorkplaceOptions, interrupt: Interrupt): Promise<Workplace> {
    if (options.redis === undefined) return new Workplace(options, interrupt, undefined);
    const { RunQueue } = await import('../execution/redis/run-queue.ts');
    const address = redisAddress(options.redis === true ? undefined : options.redis, process.env);
    return new Workplace(options, interrupt, await interrupt.orStop(RunQueue.open(address)));
  }

  /** A single run, or a single job, needs no threads. `onNews` is told of Redis where workers make the runs. */
  executor(
    { read }: StudySource,
    listener: ExecutorListener,
    onNews: (text: string) => void = () => {},
  ): Executor {
    const { store } = this;
    if (this.#queue) {
      const { catalogue } = read;
      const plugins = pluginFiles(read);
      return new Remote({ queue: this.#queue, store, catalogue, plugins, howToJoin, onNews }, listener);
    }
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
    await Promise.all([this.#pool?.close(), this.#queue?.close()]);
  }
}

/** Plugins, named by what is in them. */
function pluginFiles({ plugins }: ReadScenario): readonly MaterialFile[] {
  return plugins.map(({ path, sha256, bytes }) => ({ name: path, sha256, bytes }));
}

export function jobCount(jobs: string): number {
  const count = /^[0-9]{1,4}$/.test(jobs) ? Number(jobs) : 0;
  if (count >= 1 && count <= mostJobs) return count;
  throw new InputError({ message: `--jobs ${jobs}`, allowed: `a whole number, 1 to ${mostJobs}` });
}
