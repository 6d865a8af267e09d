import { availableParallelism } from 'node:os';
import { laggardVersion } from '../files/project.ts';
import { recordOf } from '../report/csv.ts';
import type { HostFacts } from '../report/host.ts';
import type { ManifestFacts } from '../report/manifest.ts';
import { resultFiles } from '../report/result-files.ts';
import { runColumns } from '../report/run-columns.ts';
import { type Prepared, TrainingRun } from '../simulation/index.ts';
import type { PlannedRun } from '../studies/planned-run.ts';
import { pending, resultOf, startStudy, withRun } from '../studies/study.ts';
import type { FinishedRun, StudyResult } from '../studies/study-result.ts';
import type { Interrupt } from './interrupt.ts';
import type { ProgressBar } from './progress-bar.ts';
import type { ResultFolder } from './result-folder.ts';
import { runToEnd } from './slices.ts';
import { prepareRuns, type StudySource } from './study-source.ts';

/** What a study needs of its surroundings. */
export interface StudyContext {
  readonly folder: ResultFolder;
  /** See `canonicalCommand`. */
  readonly command: string;
  readonly interrupt: Interrupt;
  readonly progress: ProgressBar;
  /** Told of the machines and data of a group of runs before the first of them. */
  readonly onPrepared: (prepared: Prepared) => void;
  /** Told of each run when its results are on the disk. */
  readonly onRun: (run: FinishedRun, study: StudyResult) => void;
}

/**
 * Makes all runs of a study, one after another. After each, the folder is brought up to date, so that whatever happens later
 * finds the finished runs there.
 */
export async function runStudy(source: StudySource, context: StudyContext): Promise<StudyResult> {
  const started = performance.now();
  const preparedFor = prepareRuns(source, context.interrupt, context.onPrepared);
  let study = startStudy(source.read.design);
  for (let [planned] = pending(study); planned; [planned] = pending(study)) {
    const known = resultOf(study);
    const run = await finish(planned, known, preparedFor(planned), source, context);
    study = withRun(study, run);
    const result = resultOf(study);
    context.folder.write(resultFiles(result, manifestFacts(source, context), hostFacts(started)));
    context.onRun(run, result);
  }
  return resultOf(study);
}

async function finish(
  planned: PlannedRun,
  known: StudyResult,
  prepared: Prepared,
  { read: { catalogue } }: StudySource,
  { interrupt, progress }: StudyContext,
): Promise<FinishedRun> {
  const { algorithm } = planned;
  const position = { run: known.runs.length + known.tuningRuns.length + 1, runs: known.planned };
  const run = new TrainingRun(prepared, algorithm, { catalogue });
  await runToEnd(run, interrupt, () =>
    progress.update({ ...run.progress(), ...position, algorithm: algorithm.label }),
  );
  return { plan: planned, result: run.result() };
}

/** A finished run as `--json` prints it: one object with the columns of runs.csv. */
export function runAsJson(run: FinishedRun, { paths }: StudyResult): string {
  return JSON.stringify(recordOf(runColumns(paths), run));
}

function manifestFacts({ inputs, target }: StudySource, { command }: StudyContext): ManifestFacts {
  return { version: laggardVersion(), command, inputs, target };
}

function hostFacts(started: number): HostFacts {
  return {
    node: process.version,
    platform: process.platform,
    architecture: process.arch,
    processors: availableParallelism(),
    wallSeconds: Math.round(performance.now() - started) / 1000,
  };
}
