import { assert } from '../base/assert.ts';
import type { SimTime } from '../engine/time.ts';

/** What a worker is doing. */
export const Activity = { computing: 0, pulling: 1, idle: 2, down: 3 } as const;
export type Activity = (typeof Activity)[keyof typeof Activity];

/** Where one worker's time went, in nanoseconds. */
export interface TimeSpent {
  readonly compute: number;
  readonly communicate: number;
  readonly wait: number;
  readonly down: number;
  readonly idle: number;
}

/**
 * Books every nanosecond of every worker as computing, communicating, waiting, down or idle. A pull is communication from its
 * leaving to the arrival of its last answer, less the time for which the shard that parked it longest did so: that is waiting.
 */
export class TimeAccount {
  readonly #shardCount: number;
  readonly #activity: Uint8Array;
  /** When the current activity began. */
  readonly #since: Float64Array;
  readonly #compute: Float64Array;
  readonly #communicate: Float64Array;
  /** Undefined until somebody waits, or is down. */
  #wait: Float64Array | undefined;
  #down: Float64Array | undefined;
  /** When the pull was parked at a shard, −1 while it is not, and how long it has been. [workers · shards]; undefined until one is. */
  #parkedAt: Float64Array | undefined;
  #parked: Float64Array | undefined;

  constructor(workerCount: number, shardCount: number) {
    this.#shardCount = shardCount;
    this.#activity = new Uint8Array(workerCount).fill(Activity.computing);
    this.#since = new Float64Array(workerCount);
    this.#compute = new Float64Array(workerCount);
    this.#communicate = new Float64Array(workerCount);
  }

  /** `worker` ends what it was doing and begins `activity`. */
  change(worker: number, activity: Activity, now: SimTime): void {
    const elapsed = now - this.#since[worker]!;
    if (this.#activity[worker] === Activity.computing)
      this.#compute[worker] = this.#compute[worker]! + elapsed;
    if (this.#activity[worker] === Activity.pulling) this.#bookPull(worker, elapsed, now);
    if (this.#activity[worker] === Activity.down) {
      this.#down ??= new Float64Array(this.#since.length);
      this.#down[worker] = this.#down[worker]! + elapsed;
    }
    this.#activity[worker] = activity;
    this.#since[worker] = now;
  }

  /** The pull of `worker` is parked at `shard`. */
  park(worker: number, shard: number, now: SimTime): void {
    this.#parkedAt ??= new Float64Array(this.#since.length * this.#shardCount).fill(-1);
    this.#parked ??= new Float64Array(this.#since.length * this.#shardCount);
    this.#wait ??= new Float64Array(this.#since.length);
    this.#parkedAt[worker * this.#shardCount + shard] = now;
  }

  /** The pull of `worker` is let go by `shard`. */
  release(worker: number, shard: number, now: SimTime): void {
    const place = worker * this.#shardCount + shard;
    const [parkedAt, parked] = [this.#parkedAt!, this.#parked!];
    parked[place] = parked[place]! + now - parkedAt[place]!;
    parkedAt[place] = -1;
  }

  /** Where the time of `worker` went from 0 to `now`. */
  spent(worker: number, now: SimTime): TimeSpent {
    const elapsed = now - this.#since[worker]!;
    const activity = this.#activity[worker];
    const waiting = activity === Activity.pulling ? this.#longestParked(worker, now) : 0;
    const spent = {
      compute: this.#compute[worker]! + (activity === Activity.computing ? elapsed : 0),
      communicate: this.#communicate[worker]! + (activity === Activity.pulling ? elapsed - waiting : 0),
      wait: (this.#wait?.[worker] ?? 0) + waiting,
      down: (this.#down?.[worker] ?? 0) + (activity === Activity.down ? elapsed : 0),
      idle: activity === Activity.idle ? elapsed : 0,
    };
    const total = spent.compute + spent.communicate + spent.wait + spent.down + spent.idle;
    assert(total === now, () => `the time of worker ${worker} adds up to ${total}, not ${now} ns`);
    return spent;
  }

  #bookPull(worker: number, elapsed: number, now: SimTime): void {
    const waited = this.#longestParked(worker, now);
    assert(waited <= elapsed, () => `worker ${worker} waited ${waited} of ${elapsed} ns at ${now} ns`);
    if (this.#wait) this.#wait[worker] = this.#wait[worker]! + waited;
    this.#communicate[worker] = this.#communicate[worker]! + elapsed - waited;
    if (!this.#parkedAt || !this.#parked) return;
    const first = worker * this.#shardCount;
    for (let place = first; place < first + this.#shardCount; place++) {
      this.#parked[place] = 0;
      // Where the worker has crashed, its pull may still be parked.
      this.#parkedAt[place] = -1;
    }
  }

  #longestParked(worker: number, now: SimTime): number {
    if (!this.#parkedAt || !this.#parked) return 0;
    const first = worker * this.#shardCount;
    let longest = 0;
    for (let place = first; place < first + this.#shardCount; place++) {
      const since = this.#parkedAt[place]!;
      const parked = this.#parked[place]! + (since < 0 ? 0 : now - since);
      if (parked > longest) longest = parked;
    }
    return longest;
  }
}
