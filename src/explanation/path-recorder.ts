import { assert } from '../base/assert.ts';
import type { AlgorithmSpec } from '../scenarios/scenario.ts';
import { type Observer, type Prepared, preparedFor, type TrainingEvent } from '../simulation/index.ts';
import { sharesOf } from './causes.ts';
import { ClockCosts } from './clock-costs.ts';
import { MessagesUnderWay } from './messages-under-way.ts';
import { ShardMirror } from './shard-mirror.ts';
import type { Step } from './step.ts';

type EventOf<K extends TrainingEvent['kind']> = Extract<TrainingEvent, { readonly kind: K }>;
type MessageEvent = Extract<TrainingEvent, { readonly worker: number; readonly shard: number }>;
type WorkerEvent = Exclude<Extract<TrainingEvent, { readonly worker: number }>, MessageEvent>;
type ShardEvent = Exclude<Extract<TrainingEvent, { readonly shard: number }>, MessageEvent>;

/** Looks on while a run is made, and keeps for every event that may still bring about another the events that led to it. */
export class PathRecorder implements Observer {
  readonly #costs: ClockCosts;
  readonly #messages: MessagesUnderWay;
  readonly #shards: readonly ShardMirror[];
  /** The step that each worker goes on from; undefined: the start. [workers] */
  readonly #workers: (Step | undefined)[];
  /** The last push that a shard has handled, or worker that was dropped: what lets parked pulls go. */
  #releasing: Step | undefined;
  /** What would have ended the run, if it had ended then; and that as far as whole updates go. */
  #last: Step | undefined;
  #lastUpdate: Step | undefined;
  #previous: TrainingEvent | undefined;

  /** `common`: what the algorithms of the scenario share. */
  constructor(common: Prepared, algorithm: AlgorithmSpec) {
    const prepared = preparedFor(common, algorithm);
    this.#costs = new ClockCosts(prepared, algorithm);
    this.#messages = new MessagesUnderWay(prepared);
    this.#shards = Array.from({ length: prepared.shardCount }, (_, shard) => new ShardMirror(shard));
    this.#workers = new Array<Step | undefined>(prepared.workerCount).fill(undefined);
  }

  observe(event: TrainingEvent, time: number): void {
    this.#costs.observe(event);
    if ('worker' in event && 'shard' in event) this.#ofMessage(event, time);
    else if ('worker' in event) this.#ofWorker(event, time);
    else if ('shard' in event) this.#ofShard(event, time);
    this.#previous = event;
  }

  /** The last step of a run that ended at `end`, to which everything on its path has led. Undefined: nothing has happened. */
  lastStep(end: number): Step | undefined {
    if (end === 0 || this.#last?.time === end) return this.#last;
    const cause = this.#lastUpdate;
    const { worker, clock, shard, time } = cause ?? { worker: -1, clock: -1, shard: -1, time: 0 };
    return { kind: 'limit', worker, clock, shard, time: end, shares: sharesOf(['limit', end - time]), cause };
  }

  #ofWorker(event: WorkerEvent, time: number): void {
    const { worker, clock } = event;
    switch (event.kind) {
      case 'clock-finished':
        this.#workers[worker] = this.#clockStep(worker, clock, time);
        this.#last = this.#workers[worker];
        break;
      case 'updated':
        this.#last = this.#releasing;
        this.#lastUpdate = this.#releasing;
        break;
      case 'master-answered':
        this.#workers[worker] = this.#masterStep(worker, clock, time);
        break;
      case 'worker-crashed':
      case 'worker-restarted':
      case 'worker-joined':
      case 'worker-lost':
        this.#workers[worker] = this.#awayStep('down', worker, clock, time);
        this.#last = this.#workers[worker];
        break;
      case 'worker-evicted':
        this.#releasing = this.#awayStep('detection', worker, clock, time);
        this.#last = this.#releasing;
        break;
    }
  }

  #ofMessage(event: MessageEvent, time: number): void {
    const { worker, clock, shard } = event;
    const mirror = this.#shards[shard]!;
    const messages = this.#messages;
    switch (event.kind) {
      case 'push-sent':
      case 'pull-sent':
        messages.send(event.kind, event, time, this.#workers[worker]);
        break;
      case 'push-arrived':
      case 'pull-arrived':
        mirror.join(event.kind === 'push-arrived', worker, clock, messages.arriveAtShard(event, time));
        break;
      case 'service-started':
        mirror.begin(event.message === 'push', worker, clock, time);
        break;
      case 'push-handled':
        this.#releasing = mirror.serve(true, worker, clock, time);
        break;
      case 'pull-answered':
        messages.send('answer-sent', event, time, mirror.serve(false, worker, clock, time));
        break;
      case 'pull-parked':
        mirror.park(worker, clock, time);
        break;
      case 'pull-released':
        assert(this.#releasing?.time === time, () => `nothing lets worker ${worker} go at ${time} ns`);
        mirror.release(worker, clock, this.#releasing);
        break;
      case 'pulled':
        this.#workers[worker] = messages.arriveAtWorker(event, time);
        messages.endPull(worker);
        break;
      case 'message-dropped':
        this.#drop(event, time);
        break;
    }
  }

  #ofShard({ kind, shard }: ShardEvent, time: number): void {
    const mirror = this.#shards[shard]!;
    if (kind === 'shard-crashed') mirror.crash(time);
    else if (kind === 'shard-restored') mirror.restore(time);
  }

  #drop(event: EventOf<'message-dropped'>, time: number): void {
    const { message, worker, clock, shard } = event;
    const mirror = this.#shards[shard]!;
    if (message === 'answer') this.#messages.arriveAtWorker(event, time);
    else if (this.#hasJustArrived(event)) this.#last = mirror.turnAway();
    else this.#last = mirror.drop(message === 'push', worker, clock, time);
  }

  #hasJustArrived({ message, worker, clock, shard }: EventOf<'message-dropped'>): boolean {
    const previous = this.#previous;
    return (
      previous?.kind === (message === 'push' ? 'push-arrived' : 'pull-arrived') &&
      previous.worker === worker &&
      previous.clock === clock &&
      previous.shard === shard
    );
  }

  #clockStep(worker: number, clock: number, time: number): Step {
    const cause = this.#workers[worker];
    const start = cause?.time ?? 0;
    const shares = this.#costs.sharesOf(worker, clock, time - start);
    const slowed = this.#costs.slowedOf(worker, clock, start, time - start);
    return { kind: 'clock', worker, clock, shard: -1, time, shares, cause, slowed };
  }

  /** A question and its answer meet no other messages. */
  #masterStep(worker: number, clock: number, time: number): Step {
    const cause = this.#workers[worker];
    const shares = sharesOf(['network', time - (cause?.time ?? 0)]);
    return { kind: 'master', worker, clock, shard: -1, time, shares, cause };
  }

  /** The worker has not been there, or what it did was lost, since what it went on from last. */
  #awayStep(kind: 'down' | 'detection', worker: number, clock: number, time: number): Step {
    const cause = this.#workers[worker];
    const shares = sharesOf(['faults', time - (cause?.time ?? 0)]);
    return { kind, worker, clock, shard: -1, time, shares, cause };
  }
}
