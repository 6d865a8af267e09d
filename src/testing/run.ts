import type { Catalogue } from '../scenarios/catalogue.ts';
import type { AlgorithmSpec } from '../scenarios/scenario.ts';
import { catalogueOf, NO_PLUGIN, type Plugin } from './plugin.ts';
import { type Outcome, simulate, type Trial } from './trial.ts';

/** A run that has ended: its trial, its result and its trace. */
export interface Run extends Outcome {
  readonly trial: Trial;
  readonly algorithm: AlgorithmSpec;
  readonly catalogue: Catalogue;
}

/** Runs an algorithm on a trial and records every event. Default: the trial's first algorithm. */
export function runTrial(trial: Trial, plugin: Plugin = NO_PLUGIN, algorithm?: AlgorithmSpec): Run {
  const catalogue = catalogueOf(plugin);
  const { training, algorithms } = trial.scenario;
  const given = algorithm ?? algorithms[0]!;
  const complete =
    training && !given.learningRate ? { ...given, learningRate: training.learningRate } : given;
  return { trial, algorithm: complete, catalogue, ...simulate(trial, { algorithm: complete, catalogue }) };
}
