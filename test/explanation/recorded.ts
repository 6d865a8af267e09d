import { type CriticalPath, criticalPath } from '../../src/explanation/critical-path.ts';
import { PathRecorder } from '../../src/explanation/path-recorder.ts';
import type { TraceEntry } from '../../src/explanation/trace-entry.ts';
import type { AlgorithmSpec } from '../../src/scenarios/scenario.ts';
import { type Observer, type Prepared, TrainingRun } from '../../src/simulation/index.ts';
import { type Outcome, prepareTrial, type Trial } from '../../src/testing/trial.ts';

/** A run, everything that was seen of it, and the path that led to its end. */
export interface Recorded extends Outcome {
  readonly prepared: Prepared;
  readonly path: CriticalPath;
}

/** Runs an algorithm of a trial, its first where none is given, and finds its path. */
export function recorded(trial: Trial, algorithm?: AlgorithmSpec): Recorded {
  const prepared = prepareTrial(trial);
  const chosen = algorithm ?? trial.scenario.algorithms[0]!;
  const recorder = new PathRecorder(prepared, chosen);
  const trace: TraceEntry[] = [];
  const writer: Observer = { observe: (event, time) => trace.push({ time, event }) };
  const run = new TrainingRun(prepared, chosen, {
    observers: [recorder, writer],
  });
  while (run.advance(1000));
  const result = run.result();
  const path = criticalPath(recorder.lastStep(result.time), result.time, prepared.workerCount);
  return { prepared, result, trace, path };
}
