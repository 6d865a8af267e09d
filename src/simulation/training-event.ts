/**
 * What an observer sees, decoded. Times are given beside the event, in whole nanoseconds. `shard` counts server shards.
 */
export type TrainingEvent =
  | { readonly kind: 'clock-started'; readonly worker: number; readonly clock: number }
  | { readonly kind: 'clock-finished'; readonly worker: number; readonly clock: number }
  | {
      readonly kind: 'push-sent';
      readonly worker: number;
      readonly clock: number;
      readonly shard: number;
      readonly bytes: number;
    }
  | { readonly kind: 'push-arrived'; readonly worker: number; readonly clock: number; readonly shard: number }
  | {
      readonly kind: 'push-handled';
      readonly worker: number;
      readonly clock: number;
      readonly shard: number;
      readonly staleness: number;
    }
  /** The push has been handled by its last shard: update number `update` (from 1). */
  | {
      readonly kind: 'updated';
      readonly worker: number;
      readonly clock: number;
      readonly update: number;
      readonly staleness: number;
    }
  | { readonly kind: 'pull-sent'; readonly worker: number; readonly clock: number; readonly shard: number }
  | { readonly kind: 'pull-arrived'; readonly worker: number; readonly clock: number; readonly shard: number }
  | {
      readonly kind: 'pull-parked';
      readonly worker: number;
      readonly clock: number;
      readonly shard: number;
      readonly minClock: number;
    }
  | {
      readonly kind: 'pull-released';
      readonly worker: number;
      readonly clock: number;
      readonly shard: number;
      readonly minClock: number;
    }
  | {
      readonly kind: 'pull-answered';
      readonly worker: number;
      readonly clock: number;
      readonly shard: number;
      readonly minClock: number;
      readonly bytes: number;
    }
  /** All shards have answered; the worker goes on. */
  | { readonly kind: 'pulled'; readonly worker: number; readonly clock: number; readonly minClock: number }
  | {
      readonly kind: 'evaluated';
      readonly updates: number;
      readonly objective: number;
      readonly accuracy: number | undefined;
    };

/** Looks on. With or without observers a run ends on the same bits. */
export interface Observer {
  /** Told of `event`, which is frozen, at `time`: whole nanoseconds. */
  observe(event: TrainingEvent, time: number): void;
}
