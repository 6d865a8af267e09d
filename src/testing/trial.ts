import { InputFiles } from '../base/input-files.ts';
import type { TraceEntry } from '../explanation/trace-entry.ts';
import { builtinCatalogue, type Catalogue } from '../scenarios/catalogue.ts';
import type { AlgorithmSpec, Scenario } from '../scenarios/scenario.ts';
import { clusterFilesOf } from '../simulation/cluster-files.ts';
import { type Observer, type Prepared, prepare, type RunResult, TrainingRun } from '../simulation/index.ts';
import type { SplitData } from '../workloads/data-set.ts';

/** A checked scenario with its data: all inputs of a run. */
export interface Trial {
  readonly scenario: Scenario;
  /** Undefined with `model: none`. */
  readonly data: SplitData | undefined;
}

/** A run with its trace. */
export interface Outcome {
  readonly result: RunResult;
  readonly trace: readonly TraceEntry[];
}

/** Options of a run that do not change what it computes. */
export interface SimulateOptions {
  /** The scenario's first algorithm where not given. */
  readonly algorithm?: AlgorithmSpec;
  /** From 1. */
  readonly replication?: number;
  readonly catalogue?: Catalogue;
  /** Without observers the trace is empty. */
  readonly observed?: boolean;
  /** A preparation of the same scenario that other runs have used. */
  readonly prepared?: Prepared;
}

/** Runs one algorithm of a trial to its end. Laws are tested on the project's simulator, and on wrong ones. */
export type Simulate = (trial: Trial, options?: SimulateOptions) => Outcome;

/** Events per call of `advance`; small, so that stepping is tested too. */
const EVENTS_PER_STEP = 1000;

/** The simulator of this project. */
export const simulate: Simulate = (trial, options = {}) => {
  const { catalogue = builtinCatalogue, observed = true } = options;
  const prepared = options.prepared ?? prepareTrial(trial, options);
  const trace: TraceEntry[] = [];
  const recorder: Observer = { observe: (event, time) => trace.push({ time, event }) };
  const run = new TrainingRun(prepared, options.algorithm ?? trial.scenario.algorithms[0]!, {
    catalogue,
    observers: observed ? [recorder] : [],
  });
  while (run.advance(EVENTS_PER_STEP));
  return { result: run.result(), trace };
};

/** Prepares a trial for runs of several algorithms. */
export type PrepareTrial = (
  trial: Trial,
  options?: Pick<SimulateOptions, 'replication' | 'catalogue'>,
) => Prepared;

/** Prepares a trial as `simulate` does by default. */
export const prepareTrial: PrepareTrial = ({ scenario, data }, options = {}) => {
  const { replication = 1, catalogue = builtinCatalogue } = options;
  const files = new InputFiles();
  for (const { name, format } of clusterFilesOf(scenario, catalogue)) {
    files.add(format, name, format.parse(format.example, name));
  }
  return prepare(scenario, data, replication, { catalogue, files });
};
