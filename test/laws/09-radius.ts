import fc from 'fast-check';
import { sgd } from '../../src/optimizers/local/sgd.ts';
import type { ServerRuleDefinition } from '../../src/optimizers/server/server-rule.ts';
import type { Catalogue } from '../../src/scenarios/catalogue.ts';
import type { WorkloadSpec } from '../../src/scenarios/scenario.ts';
import { algorithmOf, trials } from '../../src/testing/arbitraries/index.ts';
import { demand } from '../../src/testing/compare.ts';
import { solveOptimum } from '../../src/workloads/optimum.ts';
import type { Workload } from '../../src/workloads/workload.ts';
import { replacing } from '../support/replacing.ts';
import { lawOf } from './law.ts';

/** λ: the least curvature of F and of every worker's objective. */
const LAMBDA = 0.5;
/** L: the largest, with |x|² ≤ 2. */
const CURVATURE = 2 + LAMBDA;
const ROUNDS = 400;

const sum = { name: 'sum', options: {} };
const algorithms = fc.constantFrom(
  ...[0, 1, 2].map((staleness) =>
    algorithmOf({ name: 'ssp', options: { staleness, pullRule: 'strict', pull: 'when-needed' } }, sum),
  ),
  algorithmOf({ name: 'asp', options: {} }, sum),
);

/**
 * Law 9, where workers do not share an optimum. η = 0.1 / (M·L), G = the largest gradient met, D = |w0 − w*|.
 *
 * ssp(s): let v_k be w0 plus all updates of clocks below k. The replica of clock k has of each other worker the updates of a number of
 * clocks between k − s and k + s + 1, so it is within ηG(M−1)(s+1) of v_k, and v_{k+1} = v_k − ηM(∇F(v_k) + e), |e| ≤ L times that. A
 * step of gradient descent shrinks the distance to w* by 1 − ηMλ, so that in the end it is at most
 *
 *     (1 − ηMλ)^K · D + (L/λ) · η · G · (M−1) · (s+1)
 *
 * asp: an update is computed on what the server had τ updates before, τ ≤ T; it moves the server by −η(∇f_m(w) + e), |e| ≤ L·ηGT, and
 * |∇f_m(w*)| ≤ ζ. A step on f_m shrinks the distance by 1 − ηλ, whoever makes it, so that in the end it is at most
 *
 *     (1 − ηλ)^n · D + ζ/λ + (L/λ) · η · G · T
 */
export const staysWithinRadius = lawOf(
  'where workers do not share an optimum, ssp and asp end within a stated radius of that of F',
  fc.record({
    trial: trials({
      models: ['logistic-regression', 'least-squares'],
      shards: 'equal',
      minWorkers: 2,
      maxWorkers: 3,
      maxShards: 1,
      maxBatchesPerClock: 1,
      maxFeatures: 2,
      data: { kind: 'dense', noise: 0.5 },
      traffic: 'quiet',
      stragglers: false,
      workload: { batchSize: '100%', gradient: 'mean', l2: LAMBDA, intercept: false },
    }),
    algorithm: algorithms,
  }),
  ({ simulate, prepare, catalogue }, { trial, algorithm }) => {
    const { workerCount, workload } = prepare(trial);
    const rate = 0.1 / (workerCount * CURVATURE);
    const learningRate = { schedule: 'constant', initial: rate };
    const scenario = {
      ...trial.scenario,
      stop: { maxClocks: ROUNDS },
      training: {
        initial: 0,
        learningRate,
        optimizer: { kind: 'sgd' },
        evaluate: { every: { updates: 1_000_000 }, of: 'server' as const },
      },
      algorithms: [{ ...algorithm, learningRate }],
    };
    const { model, l2, intercept } = scenario.workload as WorkloadSpec;
    const { parameters: optimum } = solveOptimum({ model, l2, intercept }, trial.data!.train);

    const sizes: number[] = [];
    const watched = watching(catalogue, sizes);
    const { parameters, stalenessMax } = simulate(
      { data: trial.data, scenario },
      { catalogue: watched },
    ).result;
    const gradient = Math.max(...sizes) / rate;
    const perClock = rate * LAMBDA * workerCount;
    const start = (1 - perClock) ** ROUNDS * distance(new Float64Array(optimum.length), optimum);
    const drift = (CURVATURE / LAMBDA) * rate * gradient;
    const radius =
      algorithm.protocol === 'asp'
        ? start + largestGradient(workload!, optimum) / LAMBDA + drift * stalenessMax!
        : start + drift * (workerCount - 1) * ((algorithm.staleness as number) + 1);
    const found = distance(parameters, optimum);
    // The optimum itself is known to 1e-4 or better: its objective to 1e-10.
    demand(found <= radius + 1e-4, () => `${found} from the optimum, more than ${radius}`);
  },
);

/** The same catalogue, whose `sum` writes down how large the updates are. */
function watching(catalogue: Catalogue, sizes: number[]): Catalogue {
  const definition = catalogue.serverRules.get('sum');
  const watched: ServerRuleDefinition = {
    ...definition,
    create: (options, context) => {
      const rule = definition.create(options, context);
      return {
        ...rule,
        close: (parameters, held, view) => {
          for (const { values } of held)
            sizes.push(Math.sqrt(values.reduce((squares, value) => squares + value * value, 0)));
          rule.close(parameters, held, view);
        },
      };
    },
  };
  return { ...catalogue, serverRules: replacing(catalogue.serverRules, watched) };
}

/** ζ: the largest |∇f_m| at w. */
function largestGradient({ workers }: Workload, w: Float64Array): number {
  return Math.max(
    ...workers.map((worker) => {
      const update = new Float64Array(w.length);
      worker.train(0, w.slice(), update, 1, sgd.create({}, w.length));
      return distance(update, new Float64Array(w.length));
    }),
  );
}

function distance(a: Float64Array, b: Float64Array): number {
  return Math.sqrt(a.reduce((squares, value, j) => squares + (value - b[j]!) ** 2, 0));
}
