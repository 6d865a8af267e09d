import { defineLocalOptimizer, simulate } from '../../../src/index.ts';
import { geometricSpectrum } from '../../../src/workloads/synthetic/spectrum.ts';
import { lines } from '../charts.ts';
import type { Figure, Row } from '../figure.ts';
import { type RuleName, seriesNames } from './robustness.ts';

/*
 * Section 4.3 of the paper on a problem whose optimum is known: F(w) = ½ Σ λ_j (w_j − w*_j)², alike on all workers. With one mini-batch of all examples in each
 * clock, step t of the theory is a clock of a worker, and R = (1/T) Σ F(w̃_t) over the replicas w̃_t on which gradients were taken.
 */

const WORKERS = 8;
const BOUND = 3;
const FEATURES = 5;
const CONDITION = 10;
/** Clocks of each worker. */
const HORIZONS = [4, 10, 30, 100, 300];

/**
 * What F·L·√(2(s+1)M/T) is multiplied by in Proposition 1 and Theorems 1 and 2 [P 467, 468]. That of DynSGD is μ + 3, where μ, the mean number of updates of a
 * version, is at least 1: the least is the strictest.
 */
const factors: Readonly<Record<RuleName, number>> = { ssp: 4, consgd: WORKERS + 3, dynsgd: 4 };

/** What was seen of a run. */
interface Walk {
  /** Sum of F over the replicas on which a gradient was taken, and how many they were. */
  loss: number;
  steps: number;
  /** The longest gradient, and the largest ½|w̃ − w*|². */
  gradient: number;
  distance: number;
}

/** SGD that writes down what the gradients say of the replicas: the j-th is λ_j (w_j − w*_j). */
function watching(walk: Walk) {
  const eigenvalues = geometricSpectrum(FEATURES, CONDITION);
  return defineLocalOptimizer({
    name: 'watching',
    summary: 'SGD, observed.',
    options: {},
    movesEverything: false,
    create: () => ({
      step(vector, { indices, count }, rate) {
        let [loss, squares, distance] = [0, 0, 0];
        for (let k = 0; k < count; k++) {
          const j = indices === null ? k : indices[k]!;
          const slope = vector[j]!;
          loss += (slope * slope) / (2 * eigenvalues[j]!);
          squares += slope * slope;
          distance += (slope / eigenvalues[j]!) ** 2 / 2;
          vector[j] = -rate * slope;
        }
        walk.loss += loss;
        walk.steps += 1;
        walk.gradient = Math.max(walk.gradient, Math.sqrt(squares));
        walk.distance = Math.max(walk.distance, distance);
      },
    }),
  });
}

function walked(rule: RuleName, clocks: number, rate: number): Walk {
  const walk = { loss: 0, steps: 0, gradient: 0, distance: 0 };
  const scenario = {
    name: 'regret',
    cluster: {
      workers: WORKERS,
      stragglers: [
        { kind: 'constant', fraction: 0.25, slowdown: 2 },
        { kind: 'per-clock', factor: { lognormal: { median: 1, sigma: 0.2 } } },
      ],
    },
    workload: {
      data: { synthetic: { kind: 'quadratic', features: FEATURES, condition: CONDITION, copies: WORKERS } },
      model: 'least-squares',
      batchSize: FEATURES,
      computeTime: { perBatch: 1 },
    },
    training: { optimizer: 'watching', learningRate: { schedule: 'inverse-sqrt', initial: rate, alpha: 1 } },
    stop: { maxClocks: clocks },
    algorithms: [{ name: rule, staleness: BOUND }],
  };
  simulate(JSON.stringify(scenario), { register: [watching(walk)] });
  return walk;
}

/** σ/√t at step t = (c + 1)·M of the theory, σ = F/(L√(2(s+1)M)). */
function rateOf({ gradient, distance }: Walk): number {
  const sigma = Math.sqrt(distance) / (gradient * Math.sqrt(2 * (BOUND + 1) * WORKERS));
  return sigma / Math.sqrt(WORKERS);
}

/** The regret of the three rules beside the bounds on it. */
export const regret: Figure = {
  name: 'regret',
  title: 'Regret of the three rules and its bounds (Proposition 1, Theorems 1 and 2)',
  columns: ['rule', 'T', 'series', 'source', 'value', 'L', 'F', 'page'],
  rows: () => Promise.resolve(regretRows()),
  chart: () => ({
    ...lines({ x: 'T', y: 'value', xTitle: 'T, updates', yTitle: 'regret', log: true, facet: 'rule' }),
  }),
};

export function regretRows(horizons = HORIZONS): readonly Row[] {
  // The largest gradient and distance are those at the start, as long as nothing overshoots; both are checked below by what is used in the bound.
  const start = walked('ssp', 1, 1e-9);
  return (['ssp', 'consgd', 'dynsgd'] as const).flatMap((rule) =>
    horizons.flatMap((clocks): readonly Row[] => {
      const seen = walked(rule, clocks, rateOf(start));
      const L = Math.max(start.gradient, seen.gradient);
      const F = Math.sqrt(Math.max(start.distance, seen.distance));
      const T = seen.steps;
      const bound = factors[rule] * F * L * Math.sqrt((2 * (BOUND + 1) * WORKERS) / T);
      const keys = { rule: seriesNames[rule], T, L, F };
      return [
        { ...keys, series: 'regret', source: 'simulated', value: seen.loss / T },
        { ...keys, series: 'bound', source: 'paper', value: bound, page: rule === 'dynsgd' ? 468 : 467 },
      ];
    }),
  );
}
