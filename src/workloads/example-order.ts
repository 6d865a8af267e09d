import { shuffle } from '../random/shuffle.ts';
import type { Stream } from '../random/streams.ts';

/** Whether and when a worker's examples are put into a random order; what scenario files call `workload.shuffle`. */
export type ShuffleKind = 'none' | 'once' | 'every-epoch';

/** The rows of a worker's examples in the order in which it walks through them. */
export interface ExampleOrder {
  /** Whether every epoch has the same order. */
  readonly fixed: boolean;
  /** Borrowed: a later call may overwrite it. Epochs may be asked for in any sequence. [n] */
  ofEpoch(epoch: number): Uint32Array;
}

/** `rows` in the order of worker `worker` and epoch `epoch`. `stream`: the one for the purpose `shuffle`. */
export function shuffled(rows: Uint32Array, stream: Stream, worker: number, epoch: number): Uint32Array {
  const order = rows.slice();
  shuffle(order, stream.sequence(worker, epoch));
  return order;
}

/** `rows` in every epoch. */
export function fixedOrder(rows: Uint32Array): ExampleOrder {
  return { fixed: true, ofEpoch: () => rows };
}

/** A new order in every epoch. The orders of two epochs are kept, since a mini-batch may reach from one into the next. */
export function newOrderEveryEpoch(rows: Uint32Array, stream: Stream, worker: number): ExampleOrder {
  const kept = [0, 1].map(() => ({ epoch: -1, order: rows }));
  return {
    fixed: false,
    ofEpoch(epoch) {
      const slot = kept[epoch % 2]!;
      if (slot.epoch !== epoch) {
        slot.order = shuffled(rows, stream, worker, epoch);
        slot.epoch = epoch;
      }
      return slot.order;
    },
  };
}
