import { assert } from '../base/assert.ts';
import { sharesOf } from './causes.ts';
import type { Step } from './step.ts';

/** A message that waits at a shard, or is being served. */
interface Waiting {
  readonly worker: number;
  readonly clock: number;
  readonly isPush: boolean;
  /** The step by which it came, or was let go. */
  readonly joined: Step;
  /** For how long the shard had been down by then. */
  readonly downBefore: number;
}

/** What the trace says of one server shard, put together: who waits, who is served, and who is parked, each since when. */
export class ShardMirror {
  readonly #shard: number;
  readonly #queue: Waiting[] = [];
  /** By worker. */
  readonly #parked = new Map<number, { readonly waiting: Waiting; readonly since: number }>();
  /** What is being served, and the step by which its service began. */
  #serving: { readonly waiting: Waiting; readonly begun: Step } | undefined;
  #down = 0;
  #downSince: number | undefined;

  constructor(shard: number) {
    this.#shard = shard;
  }

  join(isPush: boolean, worker: number, clock: number, joined: Step): void {
    const downBefore = this.#downUntil(joined.time);
    this.#queue.push({ worker, clock, isPush, joined, downBefore });
  }

  /** What came last is dropped: nobody waited for it any more when it came. Returns how it came. */
  turnAway(): Step {
    return this.#queue.pop()!.joined;
  }

  /** The service of the message at the head begins at `time`. */
  begin(isPush: boolean, worker: number, clock: number, time: number): void {
    const waiting = this.#leave(isPush, worker, clock, time);
    this.#serving = { waiting, begun: this.#queued(waiting, time) };
  }

  /** The service ends at `time`. */
  serve(isPush: boolean, worker: number, clock: number, time: number): Step {
    const cause = this.#serving!.begun;
    this.#serving = undefined;
    return {
      kind: isPush ? 'push-service' : 'pull-service',
      worker,
      clock,
      shard: this.#shard,
      time,
      shares: sharesOf(['service', time - cause.time]),
      cause,
    };
  }

  /** The message at the head is dropped: when its turn comes, or at the end of its service. Returns until when it had waited. */
  drop(isPush: boolean, worker: number, clock: number, time: number): Step {
    const parked = this.#parked.get(worker);
    if (!isPush && parked) {
      this.#parked.delete(worker);
      return this.#queued(parked.waiting, time);
    }
    const waiting = this.#serving?.waiting ?? this.#leave(isPush, worker, clock, time);
    this.#serving = undefined;
    return this.#queued(waiting, time);
  }

  /** The pull at the head may not be answered yet. */
  park(worker: number, clock: number, time: number): void {
    const waiting = this.#leave(false, worker, clock, time);
    this.#parked.set(worker, { waiting, since: time });
  }

  /** `by` lets the parked pull of `worker` go: it joins the queue again. */
  release(worker: number, clock: number, by: Step): void {
    const parked = this.#parked.get(worker);
    assert(parked !== undefined, () => `shard ${this.#shard} let go a pull of worker ${worker} it had not`);
    this.#parked.delete(worker);
    const { time } = by;
    const gate: Step = {
      kind: 'gate',
      worker: by.worker,
      clock: by.clock,
      shard: this.#shard,
      time,
      shares: [],
      cause: by,
      released: { worker, clock, parked: time - parked.since },
    };
    this.join(false, worker, clock, gate);
  }

  /** The shard goes down. What it was serving goes back to the head of the queue. */
  crash(time: number): void {
    if (this.#serving) this.#queue.unshift(this.#serving.waiting);
    this.#serving = undefined;
    this.#downSince = time;
  }

  restore(time: number): void {
    this.#down = this.#downUntil(time);
    this.#downSince = undefined;
  }

  #leave(isPush: boolean, worker: number, clock: number, time: number): Waiting {
    const head = this.#queue.shift();
    const isIt = head?.isPush === isPush && head.worker === worker && head.clock === clock;
    assert(isIt, () => `shard ${this.#shard} served out of order at ${time} ns: worker ${worker}`);
    return head!;
  }

  /** How long `waiting` has waited in the queue until `time`: as long as the shard was down because of that, else for others. */
  #queued({ joined, downBefore, worker, clock }: Waiting, time: number): Step {
    const wait = time - joined.time;
    if (wait === 0) return joined;
    const down = Math.min(wait, this.#downUntil(time) - downBefore);
    const shares = sharesOf(['faults', down], ['queue', wait - down]);
    return { kind: 'queue', worker, clock, shard: this.#shard, time, shares, cause: joined };
  }

  #downUntil(time: number): number {
    return this.#down + (this.#downSince === undefined ? 0 : time - this.#downSince);
  }
}
