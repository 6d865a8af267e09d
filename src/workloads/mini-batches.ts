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

/** The mini-batches of a worker with `examples` examples, which must be enough for one. */
export function miniBatchesOf(batchSize: BatchSize, examples: number): MiniBatches {
  const needed = examplesNeeded(batchSize);
  assert(examples >= needed, () => `${examples} examples for batchSize ${batchSize}`);
  return typeof batchSize === 'number' ? fixedSize(batchSize, examples) : percentage(needed, examples);
}

/** Examples that a worker must have: one mini-batch, or one for each slice. */
function examplesNeeded(batchSize: BatchSize): number {
  return typeof batchSize === 'number' ? batchSize : slicesOf(batchSize);
}

/** @throws InputError naming the worker with the fewest examples where these are too few. `examples`: of each worker. */
export function checkBatchSize(batchSize: BatchSize, examples: readonly number[]): void {
  const fewest = examples.reduce((least, count) => Math.min(least, count), Number.POSITIVE_INFINITY);
  if (fewest >= examplesNeeded(batchSize)) return;
  const worker = `worker ${examples.indexOf(fewest)}`;
  const path = 'workload.batchSize';
  if (fewest === 0) {
    const allowed = 'at least one for every worker';
    throw new InputError({ path, message: `${worker} has no training examples`, allowed });
  }
  const why = `${worker} has the fewest training examples, ${fewest}`;
  if (typeof batchSize === 'number')
    throw new InputError({ path, message: `${batchSize}`, allowed: `at most ${fewest} here, since ${why}` });
  const slices = EVEN_SLICES.findLast((count) => count <= fewest)!;
  const message = `${batchSize} makes ${slicesOf(batchSize)} mini-batches`;
  throw new InputError({
    path,
    message,
    allowed: `at most ${fewest}, such as ${100 / slices}%, since ${why}`,
  });
}

/** Numbers of slices whose percentage is short. */
const EVEN_SLICES = [1, 2, 4, 5, 10, 20, 25, 50, 100, 200, 500, 1000, 10_000, 100_000];

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

/** Euclid's algorithm. */
export function greatestCommonDivisor(a: number, b: number): number {
  return b === 0 ? a : greatestCommonDivisor(b, a % b);
}
