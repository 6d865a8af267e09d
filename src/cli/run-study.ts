import { describeProblem, type Problem } from '../base/errors.ts';
import { type ConductedStudy, conductStudy, type StudyStatus } from '../execution/conduct-study.ts';
import type { Executor, ExecutorListener } from '../execution/executor.ts';
import type { RunStore } from '../execution/run-store.ts';
import type { FileError } from '../files/file-problem.ts';
import { laggardVersion } from '../files/project.ts';
import { recordOf } from '../report/csv.ts';
import type { HostFacts } from '../report/host.ts';
import type { ManifestFacts } from '../report/manifest.ts';
import type { ResultFile } from '../report/result-files.ts';
import { runColumns } from '../report/run-columns.ts';
import type { PlannedRun } from '../studies/planned-run.ts';
import { resultOf, startStudy } from '../studies/study.ts';
import type { FinishedRun, StudyResult } from '../studies/study-result.ts';
import { shownScenario } from './commands/show.ts';
import { hostFacts } from './host-facts.ts';
import type { Interrupt } from './interrupt.ts';
import type { ResultFolder } from './result-folder.ts';
import { ResultWriter } from './result-writer.ts';
import type { StudySource } from './study-source.ts';

/** What a study needs of its surroundings. */
export interface StudyContext {
  readonly folder: ResultFolder;
  /** See `canonicalCommand`. */
  readonly command: string;
  readonly store: RunStore;
  /** Whether runs are made even if the store has them. */
  readonly fresh: boolean;
  /** Which runs are made; default: all. */
  readonly only?: (planned: PlannedRun) => boolean;
  /** What is made of all runs, before the folder is brought up to date for the last time. */
  readonly finish?: (result: StudyResult, facts: ManifestFacts) => Promise<void>;
  /** What the folder holds. */
  readonly filesFor: (result: StudyResult, facts: ManifestFacts, host: HostFacts) => readonly ResultFile[];
  readonly executor: (source: StudySource, listener: ExecutorListener) => Executor;
  readonly interrupt: Interrupt;
  readonly onStatus: (status: StudyStatus) => void;
  readonly onWarnings: (problems: readonly Problem[]) => void;
  /** Told when the folder cannot be brought up to date while runs are being made. */
  readonly onTrouble: (error: FileError) => void;
  /** Told what is known of the study, whenever the folder is brought up to date. */
  readonly onKnown: (result: StudyResult) => void;
}

/**
 * Makes all runs of a study. The folder is brought up to date while it goes on, and whatever ends it; every finished run is in the
 * store at once.
 */
export async function runStudy(source: StudySource, context: StudyContext): Promise<ConductedStudy> {
  const { folder, filesFor, executor, interrupt, onKnown, onTrouble, finish, ...rest } = context;
  const started = performance.now();
  let study = startStudy(source.read.design);
  const facts = manifestFacts(source, context);
  const writer = new ResultWriter(
    folder,
    () => {
      const result = resultOf(study);
      onKnown(result);
      return filesFor(result, facts, hostFacts(started));
    },
    onTrouble,
  );
  try {
    const conducted = await conductStudy(study, {
      ...rest,
      stop: interrupt,
      orderOf: source.orderOf,
      executor: (listener) => executor(source, listener),
      onRun: (_, known) => {
        study = known;
        writer.update();
      },
    });
    if (finish) {
      await finish(resultOf(study), facts);
      writer.update();
    }
    writer.flush();
    return conducted;
  } catch (error) {
    flushQuietly(writer);
    throw error;
  }
}

/** The reason why a study ends early is what counts. */
function flushQuietly(writer: ResultWriter): void {
  try {
    writer.flush();
  } catch {
    // What could not be written is in the store.
  }
}

/** A finished run as `--json` prints it: one object with the columns of runs.csv. */
export function runAsJson(run: FinishedRun, { paths }: StudyResult): string {
  return JSON.stringify(recordOf(runColumns(paths), run));
}

function manifestFacts(source: StudySource, { command }: StudyContext): ManifestFacts {
  const { read, inputs, data, target, remarks, machines } = source;
  const warnings = new Set([...read.warnings, ...remarks].map(describeProblem));
  return {
    version: laggardVersion(),
    command,
    inputs,
    data,
    target,
    shown: shownScenario(read),
    ...(warnings.size > 0 && { warnings: [...warnings] }),
    ...(machines && { machines }),
  };
}
