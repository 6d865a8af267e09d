import { assert } from '../base/assert.ts';
import { InputError } from '../base/errors.ts';

/** Examples per mini-batch, or a part of the shard, written `p%` with 100 / p whole; what scenario files call `batchSize`. */
export type BatchSize = number | `${number}%`;

/**
 * Where a worker's mini-batches begin and end. A worker walks through its n examples again and again; place 0 is the first
 * example of epoch 0, place n the first of epoch 1. Mini-batch t covers places `start(t)` to `start(t + 1)`.
 */
export interface MiniBatches {
  /** n */
  readonly examples: number;
  /** After so many mini-batches they begin at the first example again. */
  readonly period: number;
  /** Examples of the largest mini-batch. */
  readonly largest: number;
  start(batch: number): number;
}

/** The mini-batches of a worker with `examples` examples. @throws InputError naming the worker when it has too few. */
export function miniBatchesOf(batchSize: BatchSize, examples: number, worker: number): MiniBatches {
  if (typeof batchSize === 'number') {
    refuseTooFew(examples, batchSize, worker, `batchSize ${batchSize}`);
    return fixedSize(batchSize, examples);
  }
  const slices = slicesOf(batchSize);
  refuseTooFew(examples, slices, worker, `batchSize ${batchSize} (${slices} mini-batches)`);
  return percentage(slices, examples);
}

/** K = 100 / p of the text `p%`. */
export function slicesOf(batchSize: `${number}%`): number {
  const ratio = 100 / Number.parseFloat(batchSize);
  const slices = Math.round(ratio);
  assert(Math.abs(ratio - slices) < 1e-9 * slices, `100 / p is not whole: ${batchSize}`);
  return slices;
}

/** Wraps around: a mini-batch may end in the next epoch. */
function fixedSize(size: number, examples: number): MiniBatches {
  return {
    examples,
    period: examples / greatestCommonDivisor(size, examples),
    largest: size,
    start: (batch) => batch * size,
  };
}

/** K slices [⌊i·n/K⌋, ⌊(i+1)·n/K⌋) of each epoch. */
function percentage(slices: number, examples: number): MiniBatches {
  return {
    examples,
    period: slices,
    largest: Math.ceil(examples / slices),
    start(batch) {
      const slice = batch % slices;
      return ((batch - slice) / slices) * examples + Math.floor((slice * examples) / slices);
    },
  };
}

function refuseTooFew(examples: number, needed: number, worker: number, why: string): void {
  if (examples >= needed) return;
  throw new InputError({
    path: 'workload.batchSize',
    message: `worker ${worker} has ${examples} training examples, too few for ${why}`,
    allowed: `at least ${needed} examples for every worker`,
  });
}

/** Euclid's algorithm. */
export function greatestCommonDivisor(a: number, b: number): number {
  return b === 0 ? a : greatestCommonDivisor(b, a % b);
}
