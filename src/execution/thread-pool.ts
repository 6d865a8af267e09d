import type { ResourceLimits } from 'node:worker_threads';
import { Tinypool } from 'tinypool';
import type { Batch, Endings } from './batch.ts';

/** Where a thread begins: with TypeScript it must first learn to read it. */
const threadFile = import.meta.url.endsWith('.ts') ? 'boot.mjs' : 'thread.js';

/** Milliseconds that threads get to end; the process does not wait longer. */
const patienceMs = 500;

/** Threads that are kept for as long as there may be work, one study after the other. */
export class ThreadPool {
  readonly threads: readonly Thread[];

  /** `limits`: of each thread's memory; default: what Node gives a process. Numbers in typed arrays are not counted. */
  constructor(count: number, limits: ResourceLimits = {}) {
    this.threads = Array.from({ length: count }, (_, index) => new Thread(index, limits));
  }

  /** Waits until one of the threads can take work at once. */
  async ready(): Promise<void> {
    await Promise.any(this.threads.map((thread) => thread.run({ orders: [], plugins: [], store: '' })));
  }

  /** Ends all threads, whatever they are doing. */
  async close(): Promise<void> {
    const ended = Promise.all(this.threads.map((thread) => thread.end()));
    let timer: NodeJS.Timeout | undefined;
    const outOfPatience = new Promise((resolve) => {
      timer = setTimeout(resolve, patienceMs);
    });
    await Promise.race([ended, outOfPatience]);
    clearTimeout(timer);
  }
}

/** One thread. It is a pool of its own, so that it is known which thread has prepared what; one that dies is replaced. */
export class Thread {
  readonly index: number;
  /** Where the thread says how far it is; see `Batch`. */
  readonly progress = new Float64Array(new SharedArrayBuffer(2 * Float64Array.BYTES_PER_ELEMENT));
  readonly #pool: Tinypool;

  constructor(index: number, resourceLimits: ResourceLimits) {
    this.index = index;
    this.#pool = new Tinypool({
      filename: new URL(threadFile, import.meta.url).href,
      minThreads: 1,
      maxThreads: 1,
      resourceLimits,
      execArgv: [], // what this process was started with is none of the thread's business
    });
    this.#pool.on('error', () => {}); // it died while it had nothing to do
  }

  /** Rejects when the thread dies of it. */
  run(batch: Omit<Batch, 'progress'>): Promise<Endings> {
    this.progress.fill(0);
    return this.#pool.run({ ...batch, progress: this.progress });
  }

  end(): Promise<void> {
    return this.#pool.destroy();
  }
}
