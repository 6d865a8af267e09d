import { parseScenario } from '../../src/scenarios/parse-scenario.ts';
import { simulate } from '../../src/testing/trial.ts';

/**
 * Three workers with objectives ½(w − a)², a = 0, 4, 8, at learning rate ½ from w0 = 16, one gradient per clock; clocks take 2, 5 and 9 s, messages
 * and services no time.
 */
const toy = (algorithm: string, maxTime: number) => `
name: toy
cluster:
  workers: [{ count: 1, speed: 0.5 }, { count: 1, speed: 0.2 }, { count: 1, speed: ${1 / 9} }]
  network: { latency: 0 s, bandwidth: unlimited }
workload:
  data: { file: toy.csv, label: y }
  model: least-squares
  partition: contiguous
  shuffle: none
  batchSize: 1
  computeTime: { perBatch: 1 s }
training: { learningRate: 0.5, initial: 16 }
stop: { maxTime: ${maxTime} s }
algorithms: [${algorithm}]
`;

const data = {
  train: {
    rows: 3,
    features: 1,
    labels: Float64Array.of(0, 4, 8),
    examples: { kind: 'dense' as const, values: Float64Array.of(1, 1, 1) },
  },
};

/** What the server has at the end of each of these seconds. */
export function toyAt(algorithm: string, ...seconds: readonly number[]): number[] {
  return seconds.map((time) => {
    const { scenario } = parseScenario(toy(algorithm, time));
    return simulate({ scenario, data }, { algorithm: scenario.algorithms[0]! }).result.parameters[0]!;
  });
}
