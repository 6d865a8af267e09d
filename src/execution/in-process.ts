import { InputError } from '../base/errors.ts';
import type { Catalogue } from '../scenarios/catalogue.ts';
import type { TrainingRun } from '../simulation/index.ts';
import type { Executor, ExecutorListener, RunInHand } from './executor.ts';
import { packRun } from './packed-run.ts';
import { failureOf } from './run-failure.ts';
import { RunMaker } from './run-maker.ts';
import type { RunOrder } from './run-order.ts';
import type { RunStore } from './run-store.ts';
import { runToEnd } from './slices.ts';
import type { StopRequest } from './stop-request.ts';

/** What an executor in this process needs of its surroundings. */
export interface InProcessContext {
  readonly catalogue: Catalogue;
  readonly store: RunStore;
  readonly stop: StopRequest;
}

/** Makes one run after another on the thread of the command line, in slices, so that signals and the display get their turn. */
export class InProcess implements Executor {
  readonly place = '';
  readonly #context: InProcessContext;
  readonly #listener: ExecutorListener;
  #maker: RunMaker;
  readonly #waiting: RunOrder[] = [];
  #working = false;
  #closed = false;
  #current: { readonly order: RunOrder; readonly run: TrainingRun } | undefined;

  constructor(context: InProcessContext, listener: ExecutorListener) {
    this.#context = context;
    this.#listener = listener;
    this.#maker = this.#newMaker();
  }

  take(orders: readonly RunOrder[]): void {
    this.#waiting.push(...orders);
    if (!this.#working) void this.#work();
  }

  get inHand(): readonly RunInHand[] {
    if (!this.#current) return [];
    const { order, run } = this.#current;
    const progress = run.progress();
    return [{ order, fraction: progress.fraction ?? 0, progress }];
  }

  /** Runs that have not begun. */
  get waiting(): number {
    return this.#waiting.length;
  }

  /** Gives back the runs that have not begun, and what was prepared for them. */
  release(): readonly RunOrder[] {
    this.#maker = this.#newMaker();
    return this.#waiting.splice(0);
  }

  async close(): Promise<void> {
    this.#closed = true;
  }

  #newMaker(): RunMaker {
    return new RunMaker(this.#context.catalogue, (problems) => this.#listener.warned(problems));
  }

  async #work(): Promise<void> {
    this.#working = true;
    try {
      for (let order = this.#waiting.shift(); order && !this.#closed; order = this.#waiting.shift()) {
        await this.#make(order);
      }
    } catch (error) {
      this.#listener.broken(error);
    }
    this.#working = false;
  }

  async #make(order: RunOrder): Promise<void> {
    const { stop, store } = this.#context;
    try {
      const run = stop.whileBlocking(() => this.#maker.start(order));
      this.#current = { order, run };
      await runToEnd(run, stop, () => {});
      const outcome = run.result();
      store.put(order.key, packRun(order.key, outcome));
      this.#listener.finished(order, outcome);
    } catch (error) {
      stop.check();
      if (error instanceof InputError) throw error;
      this.#listener.failed(order, failureOf(error));
    } finally {
      this.#current = undefined;
    }
  }
}
