import { shuffle } from '../random/shuffle.ts';
import type { Stream } from '../random/streams.ts';

/** Whom an entry of a scenario hits. */
export interface Whom {
  /** Part of the workers, drawn once. */
  readonly fraction?: number;
  /** Worker indices. Without it and `fraction`: all workers. */
  readonly workers?: readonly number[];
}

/** 1 for every worker hit: those listed, round(f·M) drawn ones by a stream made for it, or all. [workers] */
export function hitBy({ fraction, workers }: Whom, workerCount: number, stream: () => Stream): Uint8Array {
  const hits = new Uint8Array(workerCount);
  if (workers) {
    for (const worker of workers) hits[worker] = 1;
    return hits;
  }
  if (fraction === undefined) return hits.fill(1);
  const order = Uint32Array.from({ length: workerCount }, (_, worker) => worker);
  shuffle(order, stream().sequence(0));
  for (const worker of order.subarray(0, Math.round(fraction * workerCount))) hits[worker] = 1;
  return hits;
}
