/**
 * What an observer sees, decoded. Times are given beside the event, in whole nanoseconds. `shard` counts server shards.
 */
export type TrainingEvent =
  | { readonly kind: 'clock-started'; readonly worker: number; readonly clock: number }
  | { readonly kind: 'clock-finished'; readonly worker: number; readonly clock: number }
  /** `count` examples of `worker`, which has just finished `clock`, are those of `to` from now on. */
  | {
      readonly kind: 'examples-moved';
      readonly worker: number;
      readonly clock: number;
      readonly to: number;
      readonly count: number;
    }
  | {
      readonly kind: 'push-sent';
      readonly worker: number;
      readonly clock: number;
      readonly shard: number;
      readonly bytes: number;
    }
  | { readonly kind: 'push-arrived'; readonly worker: number; readonly clock: number; readonly shard: number }
  /** The shard begins to serve a push or a pull request, for the first time or again after a crash. */
  | {
      readonly kind: 'service-started';
      readonly message: MessageWord;
      readonly worker: number;
      readonly clock: number;
      readonly shard: number;
    }
  | {
      readonly kind: 'push-handled';
      readonly worker: number;
      readonly clock: number;
      readonly shard: number;
      readonly staleness: number;
    }
  /** The protocol does not accept the push: it was handled, and changes nothing. */
  | {
      readonly kind: 'push-refused';
      readonly worker: number;
      readonly clock: number;
      readonly shard: number;
      readonly staleness: number;
      readonly roundLag: number;
    }
  /** The shard has closed a round that may take several pushes: its number (from 0) and how many there were. */
  | {
      readonly kind: 'round-closed';
      readonly shard: number;
      readonly round: number;
      readonly pushes: number;
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
  /** Before it pulls, the worker asks the master for the stable version; where `partitionSync` is asked for. */
  | { readonly kind: 'master-asked'; readonly worker: number; readonly clock: number }
  | {
      readonly kind: 'master-answered';
      readonly worker: number;
      readonly clock: number;
      readonly version: number;
    }
  /** All shards have answered, `shard` last; the worker goes on. */
  | {
      readonly kind: 'pulled';
      readonly worker: number;
      readonly clock: number;
      readonly minClock: number;
      readonly shard: number;
    }
  | {
      readonly kind: 'evaluated';
      readonly updates: number;
      readonly objective: number;
      readonly accuracy: number | undefined;
    }
  | FaultEvent;

/** What an observer sees of faults. */
type FaultEvent =
  /** The worker is not there at the start; it joins later. */
  | { readonly kind: 'worker-absent'; readonly worker: number; readonly clock: number }
  /** `clock`: the one under way or about to start. `lost`: nanoseconds for which it had been computed. */
  | {
      readonly kind: 'worker-crashed';
      readonly worker: number;
      readonly clock: number;
      readonly lost: number;
    }
  /** The worker, which has crashed or was never there, will not come (back). */
  | { readonly kind: 'worker-lost'; readonly worker: number; readonly clock: number }
  /** The worker is up again and will pull. */
  | { readonly kind: 'worker-restarted'; readonly worker: number; readonly clock: number }
  /** The server shards count on the worker no more. What it has pushed and they have not handled is dropped. */
  | { readonly kind: 'worker-evicted'; readonly worker: number; readonly clock: number }
  /** The server shards count on the worker, for the first time or again; it goes on at `clock`. */
  | { readonly kind: 'worker-joined'; readonly worker: number; readonly clock: number }
  /** `pushesLost`: parts of updates that it had handled since its last checkpoint. */
  | { readonly kind: 'shard-crashed'; readonly shard: number; readonly pushesLost: number }
  | { readonly kind: 'shard-restored'; readonly shard: number }
  | { readonly kind: 'checkpoint-taken'; readonly shard: number }
  /** `count` transmissions of the message that is being sent are lost, each of which costs a timeout. */
  | {
      readonly kind: 'message-lost';
      readonly message: MessageWord;
      readonly worker: number;
      readonly clock: number;
      readonly shard: number;
      readonly count: number;
    }
  /** Nobody waits for the message any more: its worker has crashed (a pull) or was dropped by the shards (a push). */
  | {
      readonly kind: 'message-dropped';
      readonly message: MessageWord;
      readonly worker: number;
      readonly clock: number;
      readonly shard: number;
    };

/** What a message is, in words. */
export type MessageWord = 'push' | 'pull-request' | 'answer';

/** The word for a MessageKind. */
export function messageWord(kind: number): MessageWord {
  return MESSAGE_WORDS[kind]!;
}

/** The order is that of MessageKind. */
const MESSAGE_WORDS: readonly MessageWord[] = ['push', 'pull-request', 'answer'];

/** Looks on. With or without observers a run ends on the same bits. */
export interface Observer {
  /** Told of `event`, which is frozen, at `time`: whole nanoseconds. */
  observe(event: TrainingEvent, time: number): void;
}
