import type { ResourceLimits } from 'node:worker_threads';
import { Tinypool } from 'tinypool';

/** What a thread is started with. */
export interface OneThreadOptions {
  /** The module whose default export does the tasks. */
  readonly file: URL;
  /** Of its memory; default: what Node gives a process. Numbers in typed arrays are not counted. */
  readonly limits?: ResourceLimits;
  /** What the module finds as `Tinypool.workerData`. */
  readonly data?: unknown;
}

/**
 * One thread, which does one task at a time. It is a pool of its own, so that it is known which thread has prepared what. One that
 * dies, or that is left in the middle of a task, is ended and replaced: nothing it was doing can be taken for the answer to another task.
 */
export class OneThread<Task, Answer> {
  readonly #pool: Tinypool;
  #watched: unknown;
  /** Leaves the task that is being done. */
  #leave = new AbortController();

  constructor({ file, limits = {}, data }: OneThreadOptions) {
    this.#pool = new Tinypool({
      filename: file.href,
      minThreads: 1,
      maxThreads: 1,
      resourceLimits: limits,
      workerData: data,
      execArgv: [], // what this process was started with is none of the thread's business
    });
    this.#pool.on('error', () => {}); // it died while it had nothing to do
  }

  /** Does a task, unless `left` is aborted before. Rejects when it throws, when it is left, and when the thread dies of it. */
  async run(task: Task, left?: AbortSignal): Promise<Answer> {
    const leave = new AbortController();
    const leaveNow = () => leave.abort();
    if (left?.aborted) leaveNow();
    left?.addEventListener('abort', leaveNow, { once: true });
    this.#leave = leave;
    try {
      const answer = this.#pool.run(task, { signal: leave.signal });
      this.#watch();
      return await answer;
    } catch (error) {
      throw leave.signal.aborted && !left?.aborted ? new Error('the thread has ended by itself') : error;
    } finally {
      left?.removeEventListener('abort', leaveNow);
    }
  }

  /** Replaces the thread, which has nothing to do, by a new one. */
  async renew(): Promise<void> {
    await this.#pool.recycleWorkers();
  }

  /** Ends the thread, whatever it is doing. */
  async end(): Promise<void> {
    await this.#pool.destroy();
  }

  /** A thread that exits without an error (`process.exit` in a plugin) would be waited for in vain. */
  #watch(): void {
    const [thread] = this.#pool.threads;
    if (thread === this.#watched) return;
    this.#watched = thread;
    thread?.once('exit', () => {
      if (this.#pool.threads[0] === thread) this.#leave.abort();
    });
  }
}
