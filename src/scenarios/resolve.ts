import { workerCountOf } from './checks.ts';
import type { AlgorithmSpec, Scenario, TrainingSpec } from './scenario.ts';
import type { GivenTraining, Sections } from './sections.ts';

/** Fills in the defaults that depend on other sections; keys come in the order of the interface. */
export function resolve(sections: Sections): Scenario {
  const { name, description, seed, replications, cluster, workload, training, stop, algorithms, tune } =
    sections;
  const common = { name, description, seed, replications, cluster, workload };
  if (!training) return { ...common, stop, algorithms };
  return {
    ...common,
    training: resolveTraining(training, workerCountOf(cluster)),
    stop,
    algorithms: algorithms.map(
      (algorithm): AlgorithmSpec => ({
        ...algorithm,
        learningRate: algorithm.learningRate ?? training.learningRate,
      }),
    ),
    ...(tune && { tune }),
  };
}

/** Evaluates after every M updates where nothing else is said. */
function resolveTraining(training: GivenTraining, workerCount: number): TrainingSpec {
  const { every = { updates: workerCount }, of } = training.evaluate;
  return { ...training, evaluate: { every, of } };
}
