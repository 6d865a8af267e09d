import { InputError } from '../base/errors.ts';
import { Attempts } from './attempts.ts';
import type { Endings } from './batch.ts';
import type { Executor, ExecutorListener, RunInHand } from './executor.ts';
import { unpackRun } from './packed-run.ts';
import { failureOf } from './run-failure.ts';
import type { RunOrder } from './run-order.ts';
import type { RunStore } from './run-store.ts';
import type { Thread, ThreadPool } from './thread-pool.ts';
import { WaitingRuns } from './waiting-runs.ts';

/** What threads need to be told. */
export interface ThreadsContext {
  readonly pool: ThreadPool;
  readonly store: RunStore;
  /** Files of plugins. */
  readonly plugins: readonly string[];
}

/** A batch takes about so many milliseconds: less, and handing it over would cost more than making it. */
const batchMs = 50;

/** Makes runs on threads. A thread that dies takes along only the run of which it died. */
export class Threads implements Executor {
  readonly place: string;
  readonly #context: ThreadsContext;
  readonly #listener: ExecutorListener;
  readonly #waiting = new WaitingRuns<RunOrder>();
  /** Runs of a batch that a thread died of: each is made by itself, so that only the guilty one fails. */
  readonly #suspects: RunOrder[] = [];
  readonly #busy = new Map<Thread, readonly RunOrder[]>();
  /** Milliseconds of a run, as far as is known. */
  #runMs = batchMs;
  readonly #attempts = new Attempts();
  #closed = false;

  constructor(context: ThreadsContext, listener: ExecutorListener) {
    this.#context = context;
    this.#listener = listener;
    this.place = `${context.pool.threads.length} threads`;
  }

  take(orders: readonly RunOrder[]): void {
    this.#waiting.add(orders);
    this.#fill();
  }

  get inHand(): readonly RunInHand[] {
    return [...this.#busy].flatMap(([{ progress }, batch]) => {
      const order = batch[progress[0]!];
      return order ? [{ order, fraction: progress[1]! }] : [];
    });
  }

  /** Threads without work are left for the next study. */
  async close(): Promise<void> {
    this.#closed = true;
    if (this.#busy.size > 0) await this.#context.pool.close();
  }

  #fill(): void {
    for (const thread of this.#context.pool.threads) {
      if (this.#closed || this.#busy.has(thread)) continue;
      const suspect = this.#suspects.shift();
      const batch = suspect ? [suspect] : this.#waiting.next(thread.index, this.#batchSize());
      if (batch.length > 0) void this.#make(thread, batch);
    }
  }

  /** As many runs as fill the time of a batch, but towards the end so few that no thread is left without. */
  #batchSize(): number {
    const fair = Math.ceil(this.#waiting.count / (2 * this.#context.pool.threads.length));
    return Math.max(1, Math.min(fair, Math.round(batchMs / this.#runMs)));
  }

  async #make(thread: Thread, orders: readonly RunOrder[]): Promise<void> {
    const { plugins, store } = this.#context;
    this.#busy.set(thread, orders);
    const endings = await thread.make({ orders, plugins, store: store.path }).catch((error: unknown) => {
      this.#threadDied(orders, error);
    });
    this.#busy.delete(thread);
    if (this.#closed) return;
    if (endings) this.#settle(thread, orders, endings);
    this.#fill();
  }

  #settle(thread: Thread, orders: readonly RunOrder[], { endings, warnings, elapsedMs }: Endings): void {
    this.#runMs = Math.max(0.01, elapsedMs / orders.length);
    this.#listener.warned(warnings);
    for (const [k, order] of orders.entries()) {
      const ending = endings[k];
      const outcome = ending && 'packed' in ending ? unpackRun(order, ending.packed) : undefined;
      const failure = ending && 'failure' in ending ? ending.failure : undefined;
      if (outcome) this.#listener.finished(order, outcome);
      else if (failure?.problems) this.#listener.broken(new InputError(failure.problems));
      else if (failure) this.#listener.failed(order, failure);
      else this.#askAgain(thread, order);
    }
  }

  /** The answer was no result of this run. */
  #askAgain(thread: Thread, order: RunOrder): void {
    void thread.renew();
    const failure = this.#attempts.failureAfter(order.key, 'its thread has');
    if (failure) this.#listener.failed(order, failure);
    else this.#suspects.push(order);
  }

  #threadDied(orders: readonly RunOrder[], error: unknown): void {
    if (this.#closed) return;
    const [only, ...others] = orders;
    if (others.length > 0) this.#suspects.push(...orders);
    else this.#listener.failed(only!, failureOf(error));
  }
}
