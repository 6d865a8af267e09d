import type { Problem } from '../base/errors.ts';
import type { RunOutcome } from '../simulation/run-result.ts';
import type { Executor, ExecutorListener, RunInHand } from './executor.ts';
import { InProcess, type InProcessContext } from './in-process.ts';
import type { RunFailure } from './run-failure.ts';
import type { RunOrder } from './run-order.ts';
import type { ThreadPool } from './thread-pool.ts';
import { Threads } from './threads.ts';

/** What this machine needs to be told to use all of its processors. */
export interface LocalContext extends InProcessContext {
  /** Makes the threads, or gives those that are there. */
  readonly pool: () => ThreadPool;
  /** Files of plugins. */
  readonly plugins: readonly string[];
}

/** Milliseconds between two estimates of the work that is left. */
const lookMs = 300;

/** Milliseconds of work for which it is worth to start threads: a thread takes about one second of processor time to learn to read. */
const worthMs = 2000;

/**
 * Makes runs on this machine: the first ones here, and if there is more to do than threads need to start, the others on threads. A
 * study of a second or two ends sooner without any.
 */
export class Local implements Executor {
  readonly #context: LocalContext;
  readonly #listener: ExecutorListener;
  readonly #here: InProcess;
  readonly #started = performance.now();
  readonly #timer: NodeJS.Timeout;
  #ended = 0;
  #threads: Threads | undefined;
  #closed = false;

  constructor(context: LocalContext, listener: ExecutorListener) {
    this.#context = context;
    this.#listener = this.#counting(listener);
    this.#here = new InProcess(context, this.#listener);
    this.#timer = setInterval(() => this.#look(), lookMs);
  }

  get place(): string {
    return this.#threads?.place ?? '';
  }

  get inHand(): readonly RunInHand[] {
    return [...this.#here.inHand, ...(this.#threads?.inHand ?? [])];
  }

  take(orders: readonly RunOrder[]): void {
    (this.#threads ?? this.#here).take(orders);
  }

  async close(): Promise<void> {
    this.#closed = true;
    clearInterval(this.#timer);
    await Promise.all([this.#here.close(), this.#threads?.close()]);
  }

  #look(): void {
    const perRun = (performance.now() - this.#started) / Math.max(1, this.#ended);
    if (perRun * this.#here.waiting < worthMs) return;
    clearInterval(this.#timer);
    this.#moveToThreads().catch((error: unknown) => this.#listener.broken(error));
  }

  /** Goes on here until a thread is ready, then leaves all that has not begun to the threads. */
  async #moveToThreads(): Promise<void> {
    const { pool, plugins, store } = this.#context;
    const threads = pool();
    await threads.ready();
    if (this.#closed) return;
    this.#threads = new Threads({ pool: threads, plugins, store }, this.#listener);
    this.#threads.take(this.#here.release());
  }

  #counting(listener: ExecutorListener): ExecutorListener {
    return {
      finished: (order: RunOrder, outcome: RunOutcome) => {
        this.#ended++;
        listener.finished(order, outcome);
      },
      failed: (order: RunOrder, failure: RunFailure) => {
        this.#ended++;
        listener.failed(order, failure);
      },
      warned: (problems: readonly Problem[]) => listener.warned(problems),
      broken: (error: unknown) => listener.broken(error),
    };
  }
}
