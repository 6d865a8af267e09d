import type { ResourceLimits } from 'node:worker_threads';
import type { Batch, Endings } from './batch.ts';
import { OneThread } from './one-thread.ts';

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
    await Promise.any(this.threads.map((thread) => thread.make({ orders: [], plugins: [], store: '' })));
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

/** One thread of a pool. */
export class Thread extends OneThread<Batch, Endings> {
  readonly index: number;
  /** Where the thread says how far it is; see `Batch`. */
  readonly progress = new Float64Array(new SharedArrayBuffer(2 * Float64Array.BYTES_PER_ELEMENT));

  constructor(index: number, limits: ResourceLimits) {
    super({ file: new URL(threadFile, import.meta.url), limits });
    this.index = index;
  }

  /** Makes the runs of a batch. Rejects when the thread dies of it. */
  make(batch: Omit<Batch, 'progress'>): Promise<Endings> {
    this.progress.fill(0);
    return this.run({ ...batch, progress: this.progress });
  }
}
