import fc from 'fast-check';
import { sgd } from '../../src/optimizers/local/sgd.ts';
import { SMOOTH_MODELS, trials } from '../../src/testing/arbitraries/index.ts';
import { demandClose } from '../../src/testing/compare.ts';
import type { Workload } from '../../src/workloads/workload.ts';
import { lawOf } from './law.ts';

/** Half of the distance over which differences are taken. */
const H = 1e-4;

/**
 * Law 9. With |x_ij| ≤ 1 and at most 13 features, third derivatives of the loss along an axis are below 1 and F is below 100, so that
 * a central difference is off by H²/6 + 1e-16 · 100 / H < 2e-9. 1e-7 leaves room for both sides' sums.
 */
export const gradientsAreRight = lawOf(
  'with equal shards the mean of the workers’ full gradients is the gradient of F, by finite differences',
  fc.record({
    trial: trials({
      models: SMOOTH_MODELS,
      shards: 'equal',
      maxBatchesPerClock: 1,
      workload: { batchSize: '100%', gradient: 'mean' },
      training: { initial: 0, optimizer: { kind: 'sgd' } },
      stragglers: false,
    }),
    at: fc.array(fc.double({ min: -1, max: 1, noNaN: true }), { minLength: 39, maxLength: 39 }),
  }),
  ({ prepare }, { trial, at }) => {
    const workload = prepare(trial).workload!;
    const w = Float64Array.from(workload.initial, (_, j) => at[j]!);
    const places = heldPlaces(workload);
    const slopes = places.map((place) => slopeOf(workload, w, place));
    const gradient = meanGradient(workload, w);
    demandClose(
      places.map((place) => gradient[place]!),
      slopes,
      1e-7,
      'the gradient',
    );
  },
);

/** Places that some worker holds; the others stay where they are. */
function heldPlaces({ workers, parameterCount }: Workload): number[] {
  const everywhere = Array.from({ length: parameterCount }, (_, place) => place);
  const held = new Set(workers.flatMap(({ held: { globalIndices } }) => [...(globalIndices ?? everywhere)]));
  return everywhere.filter((place) => held.has(place));
}

function slopeOf({ objective }: Workload, w: Float64Array, place: number): number {
  const at = (distance: number) => objective(w.map((value, j) => (j === place ? value + distance : value)));
  return (at(H) - at(-H)) / (2 * H);
}

/** (1/M) Σ of what each worker's clock 0 would move by at w, over −η. */
function meanGradient({ workers }: Workload, w: Float64Array): Float64Array {
  const mean = new Float64Array(w.length);
  for (const worker of workers) {
    const { globalIndices, count } = worker.held;
    const place = (k: number) => globalIndices?.[k] ?? k;
    const replica = Float64Array.from({ length: count }, (_, k) => w[place(k)]!);
    const update = new Float64Array(count);
    worker.train(0, replica, update, 1, sgd.create({}, count));
    update.forEach((moved, k) => {
      mean[place(k)]! -= moved / workers.length;
    });
  }
  return mean;
}
