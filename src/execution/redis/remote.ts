import { InputError } from '../../base/errors.ts';
import type { Catalogue } from '../../scenarios/catalogue.ts';
import { Attempts } from '../attempts.ts';
import { coreHash } from '../core-hash.ts';
import type { Executor, ExecutorListener, RunInHand } from '../executor.ts';
import { waitAtMost } from '../patience.ts';
import { failureOf, type RunFailure } from '../run-failure.ts';
import { RunMaker } from '../run-maker.ts';
import type { MaterialFile, RunOrder } from '../run-order.ts';
import type { RunStore } from '../run-store.ts';
import { checkedAnswer, type RunMade } from './run-answer.ts';
import { jobFor, refusalIn } from './run-job.ts';
import type { RunQueue } from './run-queue.ts';

/** What the workers' side of a study needs. */
export interface RemoteContext {
  readonly queue: RunQueue;
  readonly store: RunStore;
  readonly catalogue: Catalogue;
  readonly plugins: readonly MaterialFile[];
  /** How a worker is started, for the user who has started none. */
  readonly howToJoin: string;
  /** Told in one line that Redis is lost, or back. */
  readonly onNews: (text: string) => void;
}

/** Milliseconds between two looks at the workers and at the jobs of which nothing has been heard. */
const lookMs = 2000;

/** Looks after which a study that has no worker says so. */
const looksBeforeComplaint = 2;

/** Jobs looked after in one go. */
const looked = 100;

/** Milliseconds that taking back jobs may take when a study is left. */
const patienceMs = 500;

/** How BullMQ calls a job that has lost its worker too often. */
const stalledTooOften = 'job stalled more than allowable limit';

/** Has runs made by workers that take them from Redis, and keeps in the store what comes back. */
export class Remote implements Executor {
  readonly #context: RemoteContext;
  readonly #listener: ExecutorListener;
  readonly #orders = new Map<string, RunOrder>();
  /** Of runs that a worker has begun: the part that is done. */
  readonly #fractions = new Map<string, number>();
  readonly #timer: NodeJS.Timeout;
  readonly #subscriptions: readonly (() => void)[];
  readonly #attempts = new Attempts();
  #workers = 0;
  #closed = false;
  #looks = 0;

  constructor(context: RemoteContext, listener: ExecutorListener) {
    this.#context = context;
    this.#listener = listener;
    this.#subscriptions = [...this.#subscribe(), context.queue.watch.subscribe(this.#onNews)];
    this.#timer = setInterval(() => void this.#look().catch(() => {}), lookMs);
  }

  get place(): string {
    return this.#workers === 1 ? '1 worker' : `${this.#workers} workers`;
  }

  get inHand(): readonly RunInHand[] {
    return [...this.#fractions].flatMap(([key, fraction]) => {
      const order = this.#orders.get(key);
      return order ? [{ order, fraction }] : [];
    });
  }

  take(orders: readonly RunOrder[]): void {
    for (const order of orders) this.#orders.set(order.key, order);
    this.#send(orders).catch((error: unknown) => this.#listener.broken(error));
  }

  async close(): Promise<void> {
    this.#closed = true;
    clearInterval(this.#timer);
    for (const unsubscribe of this.#subscriptions) unsubscribe();
    const left = [...this.#orders.keys()];
    if (left.length === 0) return;
    await waitAtMost(patienceMs, this.#context.queue.remove(left));
  }

  /** A Redis that was started again has forgotten every job. */
  readonly #onNews = (text: string, isBack: boolean): void => {
    this.#context.onNews(text);
    if (isBack) this.take([...this.#orders.values()]);
  };

  async #send(orders: readonly RunOrder[]): Promise<void> {
    const { queue, plugins } = this.#context;
    await queue.add(orders.map((order) => jobFor(order, coreHash(), plugins)));
  }

  #subscribe(): readonly (() => void)[] {
    const { events } = this.#context.queue;
    const completed = ({ jobId, returnvalue }: { jobId: string; returnvalue: unknown }) =>
      this.#answered(jobId, returnvalue);
    const failed = ({ jobId, failedReason }: { jobId: string; failedReason: string }) =>
      this.#settle(jobId, (order) => this.#gaveUp(order, failedReason));
    const active = ({ jobId }: { jobId: string }) => this.#mark(jobId, 0);
    const progress = ({ jobId, data }: { jobId: string; data: unknown }) => this.#mark(jobId, Number(data));
    const waiting = ({ jobId }: { jobId: string }) => this.#fractions.delete(jobId);
    events.on('completed', completed);
    events.on('failed', failed);
    events.on('active', active);
    events.on('progress', progress);
    events.on('waiting', waiting);
    events.on('stalled', waiting);
    return [
      () => events.off('completed', completed),
      () => events.off('failed', failed),
      () => events.off('active', active),
      () => events.off('progress', progress),
      () => events.off('waiting', waiting),
      () => events.off('stalled', waiting),
    ];
  }

  #mark(key: string, fraction: number): void {
    if (this.#orders.has(key)) this.#fractions.set(key, fraction >= 0 && fraction <= 1 ? fraction : 0);
  }

  #settle(key: string, settle: (order: RunOrder) => void): void {
    const order = this.#orders.get(key);
    if (!order) return; // somebody else's, or heard of before
    this.#orders.delete(key);
    this.#fractions.delete(key);
    try {
      settle(order);
    } catch (error) {
      this.#listener.broken(error);
    }
  }

  #answered(key: string, answer: unknown): void {
    this.#settle(key, (order) => {
      const checked = checkedAnswer(order, answer);
      if (!checked) this.#askAgain(order, 'workers answered with something that is no result of this run');
      else if (!('failure' in checked)) this.#finish(order, checked);
      else if (!checked.failure.problems) this.#fail(order, checked.failure);
      else this.#blame(order, checked.failure);
    });
  }

  #finish(order: RunOrder, { packed, outcome, warnings }: RunMade): void {
    this.#context.store.put(order.key, packed);
    this.#listener.warned(warnings);
    this.#listener.finished(order, outcome);
    void this.#context.queue.remove([order.key]);
  }

  #fail(order: RunOrder, failure: RunFailure): void {
    this.#listener.failed(order, failure);
    void this.#context.queue.remove([order.key]);
  }

  /** A worker says that the scenario or its data are to blame. Only what is found here too ends the study. */
  #blame(order: RunOrder, failure: RunFailure): void {
    try {
      new RunMaker(this.#context.catalogue, () => {}).start(order);
      this.#fail(order, failure);
    } catch (error) {
      if (error instanceof InputError) this.#listener.broken(error);
      else this.#fail(order, failureOf(error));
    }
  }

  /** A job is given up where it was refused, lost its worker, or ended its thread several times. */
  #gaveUp(order: RunOrder, reason: string): void {
    const refusal = refusalIn(reason);
    if (reason === stalledTooOften) this.#askAgain(order, 'it lost its worker again and again');
    else if (refusal === undefined) this.#fail(order, { text: reason });
    else this.#fail(order, { text: `no worker could make it: ${refusal}`, isNoBug: true });
  }

  #askAgain(order: RunOrder, reason: string): void {
    const failure = this.#attempts.failureAfter(order.key, reason);
    if (failure) this.#fail(order, failure);
    else void this.#context.queue.remove([order.key]).then(() => this.#closed || this.take([order]));
  }

  /** Events may be missed while the connection is down, and jobs finished before anybody listened. */
  async #look(): Promise<void> {
    const { queue, howToJoin } = this.#context;
    if (queue.watch.isLost) return;
    this.#looks++;
    this.#workers = await queue.workers();
    if (this.#workers === 0 && this.#looks === looksBeforeComplaint) {
      this.#listener.warned([{ message: 'no worker has joined yet', hint: howToJoin }]);
    }
    const lost: RunOrder[] = [];
    for (const [key, order] of [...this.#orders].slice(0, looked)) {
      const found = await queue.lookAfter(key);
      if (found === 'gone') lost.push(order);
      else if (found) this.#answered(key, found.answer);
    }
    await this.#send(lost.filter(({ key }) => this.#orders.has(key)));
  }
}
