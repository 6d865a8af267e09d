import type { ExampleOrder } from './example-order.ts';
import type { MiniBatches } from './mini-batches.ts';

/** How a worker goes through its examples. */
export interface Walk {
  readonly order: ExampleOrder;
  readonly batches: MiniBatches;
  readonly batchesPerClock: number;
}

/** The examples rows[from] to rows[to − 1] of one epoch. */
export type WalkVisitor = (rows: Uint32Array, from: number, to: number) => void;

/** Visits the examples of `count` mini-batches from `first` on, in order, cut at the ends of epochs. */
export function visitBatches(
  { order, batches }: Walk,
  first: number,
  count: number,
  visit: WalkVisitor,
): void {
  const { examples } = batches;
  const end = batches.start(first + count);
  for (let place = batches.start(first); place < end; ) {
    const epoch = Math.floor(place / examples);
    const epochStart = epoch * examples;
    const stop = Math.min(end, epochStart + examples);
    visit(order.ofEpoch(epoch), place - epochStart, stop - epochStart);
    place = stop;
  }
}

/** Examples in `count` mini-batches from `first` on. */
export function examplesIn({ batches }: Walk, first: number, count: number): number {
  return batches.start(first + count) - batches.start(first);
}
