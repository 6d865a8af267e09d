import { InputError } from '../base/errors.ts';
import { shuffle } from '../random/shuffle.ts';
import type { UniformSequence } from '../random/streams.ts';

/** How training examples are dealt to workers; what scenario files call `workload.partition`. */
export type PartitionKind = 'round-robin' | 'contiguous' | 'random' | 'by-label' | 'proportional';

/** What a partition is made from. */
export interface PartitionContext {
  /** Of the training examples. [N] */
  readonly labels: Float64Array;
  /** Relative machine speeds, for `proportional`. [M] */
  readonly workerSpeeds: Float64Array;
  /** Called by `random` alone. */
  uniforms(): UniformSequence;
}

/** The examples of each worker, in the order in which the worker has them before any shuffle. @throws InputError for more workers than examples. */
export function partitionExamples(kind: PartitionKind, context: PartitionContext): Uint32Array[] {
  const count = context.labels.length;
  const workerCount = context.workerSpeeds.length;
  if (workerCount > count) {
    throw new InputError({
      path: 'cluster.workers',
      message: `${workerCount} workers share ${count} training examples: worker ${count} has 0 of them`,
      allowed: `at most ${count} workers`,
    });
  }
  switch (kind) {
    case 'round-robin':
      return roundRobin(count, workerCount);
    case 'contiguous':
      return cut(ascending(count), workerCount);
    case 'random':
      return random(count, workerCount, context.uniforms());
    case 'by-label':
      return cut(byLabel(context.labels), workerCount);
    case 'proportional':
      return proportional(count, context.workerSpeeds);
  }
}

function ascending(count: number): Uint32Array {
  return new Uint32Array(count).map((_, i) => i);
}

/** Example i goes to worker i mod M. */
function roundRobin(count: number, workerCount: number): Uint32Array[] {
  return Array.from({ length: workerCount }, (_, worker) =>
    new Uint32Array(Math.ceil((count - worker) / workerCount)).map((__, k) => worker + k * workerCount),
  );
}

/** Worker m gets places ⌊m·N/M⌋ to ⌊(m+1)·N/M⌋ of `order`. */
function cut(order: Uint32Array, workerCount: number): Uint32Array[] {
  const place = (worker: number) => Math.floor((worker * order.length) / workerCount);
  return Array.from({ length: workerCount }, (_, worker) => order.slice(place(worker), place(worker + 1)));
}

/** Who gets what is drawn; a worker has its examples in the order of the file. */
function random(count: number, workerCount: number, uniforms: UniformSequence): Uint32Array[] {
  const order = ascending(count);
  shuffle(order, uniforms);
  return cut(order, workerCount).map((examples) => examples.sort());
}

/** By label, then in the order of the file. */
function byLabel(labels: Float64Array): Uint32Array {
  return ascending(labels.length).sort((a, b) => labels[a]! - labels[b]! || a - b);
}

/**
 * Sizes follow the speeds; the examples are dealt evenly along the file: the k-th of a worker's n (from 0) stands at k/n of
 * the way, ties in worker order. With equal speeds this is round-robin.
 */
function proportional(count: number, speeds: Float64Array): Uint32Array[] {
  const sizes = proportionalSizes(count, speeds);
  const owner = new Uint32Array(count);
  const way = new Float64Array(count);
  let next = 0;
  sizes.forEach((size, worker) => {
    for (let k = 0; k < size; k++, next++) {
      owner[next] = worker;
      way[next] = k / size;
    }
  });
  // Places are numbered worker by worker, so that a tie by place is a tie by worker.
  const dealt = ascending(count).sort((a, b) => way[a]! - way[b]! || a - b);
  const shares = Array.from(sizes, (size) => new Uint32Array(size));
  const filled = new Uint32Array(sizes.length);
  dealt.forEach((place, example) => {
    const worker = owner[place]!;
    shares[worker]![filled[worker]!++] = example;
  });
  return shares;
}

/**
 * `count` shared out by the method of largest remainders (Hamilton), ties to the lower index; who would get nothing then
 * takes one from the largest. [M]
 */
export function proportionalSizes(count: number, speeds: Float64Array): Uint32Array {
  const total = speeds.reduce((sum, speed) => sum + speed, 0);
  const quotas = speeds.map((speed) => count * (speed / total));
  const sizes = Uint32Array.from(quotas, Math.floor);
  const byRemainder = Array.from(quotas.keys()).sort(
    (a, b) => quotas[b]! - sizes[b]! - (quotas[a]! - sizes[a]!) || a - b,
  );
  const left = count - sizes.reduce((sum, size) => sum + size, 0);
  for (const worker of byRemainder.slice(0, left)) sizes[worker]!++;
  for (let worker = 0; worker < sizes.length; worker++) {
    if (sizes[worker] !== 0) continue;
    sizes[indexOfLargest(sizes)]!--;
    sizes[worker] = 1;
  }
  return sizes;
}

/** The first of the largest. */
function indexOfLargest(sizes: Uint32Array): number {
  return sizes.reduce((best, size, worker) => (size > sizes[best]! ? worker : best), 0);
}
