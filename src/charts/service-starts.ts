/** What is served of a worker: the push of a clock, or the pull for one. */
export type Served = 'push' | 'pull';

/** Whose message it is, and at which shard. */
export interface Place {
  readonly worker: number;
  readonly clock: number;
  readonly shard: number;
}

/**
 * When services began, which no event says: a shard serves in order of arrival, so that a service began when its message joined the queue or when the
 * shard was done with what was before it, whichever was later.
 */
export class ServiceStarts {
  /** When messages joined the queue of their shard. */
  readonly #joined = new Map<string, number>();
  /** When each shard was last done with something, or came up. [shards] */
  readonly #freeSince: Float64Array;

  constructor(shards: number) {
    this.#freeSince = new Float64Array(shards);
  }

  /** A message has joined the queue of its shard. */
  joined(what: Served, place: Place, time: number): void {
    this.#joined.set(keyOf(what, place), time);
  }

  /** A shard is up again. */
  restored(shard: number, time: number): void {
    this.#freeSince[shard] = time;
  }

  /** The service of a message has ended at `time`. Returns when it began. */
  ended(what: Served, place: Place, time: number): number {
    const key = keyOf(what, place);
    const free = this.#freeSince[place.shard]!;
    const begin = Math.max(free, this.#joined.get(key) ?? free);
    this.#joined.delete(key);
    this.#freeSince[place.shard] = time;
    return begin;
  }
}

function keyOf(what: Served, { worker, clock, shard }: Place): string {
  return `${what}/${worker}/${clock}/${shard}`;
}
