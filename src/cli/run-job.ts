import { join } from 'node:path';
import { InputError } from '../base/errors.ts';
import { belongsTo, type Shard } from '../execution/shard.ts';
import { FileError, naming } from '../files/file-problem.ts';
import { programCommand } from '../files/project.ts';
import { type ResultFile, resultFiles } from '../report/result-files.ts';
import { runCountText } from '../report/run-count.ts';
import { type ResultPlaces, summaryText } from '../report/summary.ts';
import { verdictOf } from '../report/verdict/verdict.ts';
import { resultOf } from '../studies/study.ts';
import { runCountsOf, type StudyDesign } from '../studies/study-design.ts';
import type { StudyResult } from '../studies/study-result.ts';
import { canonicalCommand } from './canonical-command.ts';
import type { RunOptions } from './commands/run.ts';
import { type Interrupt, Interrupted } from './interrupt.ts';
import { labelTexts } from './label-texts.ts';
import { Pictures } from './pictures.ts';
import { ProgressBar } from './progress-bar.ts';
import type { ReadScenario } from './read-scenario.ts';
import { type RecordedTimeline, recordTimelines } from './record-timelines.ts';
import { parseTraceWindow, recordTrace, traceName } from './record-trace.ts';
import type { ResultFolder } from './result-folder.ts';
import { runAsJson, runStudy, type StudyContext } from './run-study.ts';
import { type RunsFailed, runsFailed } from './runs-failed.ts';
import { ShardWriter } from './shard-writer.ts';
import { tunedFiles } from './stages.ts';
import { loadSource, type StudySource } from './study-source.ts';
import type { Terminal } from './terminal.ts';
import { Warnings } from './warnings.ts';
import type { Workplace } from './workplace.ts';

/** A scenario that has passed all checks, and the folder that is ready for it. */
export interface Job {
  readonly read: ReadScenario;
  readonly folder: ResultFolder;
  readonly shard: Shard | undefined;
}

/** What the studies of one command share. */
export interface Surroundings {
  readonly options: RunOptions;
  readonly terminal: Terminal;
  readonly interrupt: Interrupt;
  readonly workplace: Workplace;
}

/** Runs one study and prints what came of it. Returns what to say of runs that failed. */
export async function runJob(job: Job, surroundings: Surroundings): Promise<RunsFailed | undefined> {
  const { read, folder, shard } = job;
  const { options, terminal, interrupt, workplace } = surroundings;
  const { json = false, quiet = false } = options;
  const progress = new ProgressBar({ hidden: json || quiet });
  const warn = new Warnings(read.file, (text) => {
    progress.clear();
    terminal.remark(text);
  });
  let known: StudyResult | undefined;
  let troubled = false;
  let target: number | undefined;
  try {
    warn.about(read.warnings);
    if (!json && isLarge(read.design)) terminal.remark(`${read.scenario.name}: ${runCountText(read.design)}`);
    const window = parseTraceWindow(options);
    const pictures = await Pictures.open(shard ? { report: false } : options);
    const source = await loadSource(read, interrupt, (text) => progress.phase(text));
    target = source.target;
    warn.about(source.remarks);
    progress.clear();
    for (const text of labelTexts(source.data)) terminal.remark(text);
    const { study, restored, failed } = await runStudy(source, {
      ...outputOf(
        job,
        source,
        pictures,
        async (result) => (options.report === false ? [] : recordTimelines(result, source, interrupt)),
        async (result) => window && recordTrace(result, source, window, interrupt),
      ),
      folder,
      command: canonicalCommand(read.file, options),
      store: workplace.store,
      fresh: options.fresh ?? false,
      executor: (from, listener) =>
        workplace.executor(from, listener, (text) => {
          progress.clear();
          terminal.complain(text);
        }),
      interrupt,
      onStatus: (status) => progress.update(status),
      onWarnings: (problems) => warn.about(problems),
      onTrouble: ({ message }) => {
        progress.clear();
        if (!troubled) terminal.remark(`${message}\nThe runs go on, and writing is tried again.`);
        troubled = true;
      },
      onKnown: (result) => {
        known = result;
      },
    });
    progress.clear();
    const result = resultOf(study);
    if (restored > 0) terminal.remark(restoredText(restored, result));
    if (json) {
      printJson(terminal, result);
      terminal.print(JSON.stringify({ verdict: verdictOf(result, source.target) }));
    } else if (!quiet)
      terminal.print(
        shard
          ? shardText(shard, result, folder)
          : summary(result, target, terminal, {
              folder: folder.path,
              ...pictures.reportIn(folder.path),
              ...(window && { trace: join(folder.path, traceName) }),
            }),
      );
    return failed.length > 0 ? runsFailed(failed, result.planned, folder.path) : undefined;
  } catch (error) {
    progress.clear();
    if (json && known) printJson(terminal, known);
    else if (error instanceof FileError && known && !shard && !quiet)
      terminal.print(summary(known, target, terminal));
    if (error instanceof Interrupted) terminal.remark(leftBehind(known, folder));
    throw error instanceof InputError ? naming(read.file, located(error, read)) : error;
  }
}

function located({ problems }: InputError, { locate }: ReadScenario): InputError {
  return new InputError(problems.map(locate));
}

/** What is made, and what the folder holds: all of a study, or a shard of it. */
function outputOf(
  { shard, folder }: Job,
  source: StudySource,
  pictures: Pictures,
  timelinesOf: (result: StudyResult) => Promise<readonly RecordedTimeline[]>,
  traceOf: (result: StudyResult) => Promise<ResultFile | undefined>,
): Pick<StudyContext, 'filesFor' | 'finish' | 'only'> {
  if (!shard) {
    return {
      finish: async (result, facts) =>
        pictures.finish(result, facts, await timelinesOf(result), await traceOf(result)),
      filesFor: (result, facts, host) =>
        resultFiles(result, facts, host, [
          ...tunedFiles(result, source.inputs),
          ...pictures.files(result, facts),
        ]),
    };
  }
  const writer = new ShardWriter(shard, folder.path, source);
  return {
    finish: async (result) => writer.finish(await timelinesOf(result)),
    only: (planned) => belongsTo(shard, source.read.design, planned),
    filesFor: (result, facts, host) => writer.files(result, facts, host),
  };
}

/** Whether a study does more than run each of its algorithms once. */
function isLarge(design: StudyDesign): boolean {
  const { tune, compare } = runCountsOf(design);
  return tune + compare.most > design.scenario.algorithms.length;
}

function printJson(terminal: Terminal, result: StudyResult): void {
  for (const run of result.runs) terminal.print(runAsJson(run, result));
}

/** `places`: where the files are; nothing where they could not be written. */
function summary(
  result: StudyResult,
  target: number | undefined,
  { width, paint }: Terminal,
  places: ResultPlaces = {},
): string {
  if (finishedIn(result) === 0) return 'No run has finished.';
  return summaryText(result, { target, width, paint, ...places });
}

function shardText({ part, parts }: Shard, result: StudyResult, { path }: ResultFolder): string {
  return [
    `Shard ${part} of ${parts}: ${finishedIn(result)} runs are in ${path}.`,
    `When all shards are done, put them together: ${programCommand.join(' ')} merge FOLDER...`,
  ].join('\n');
}

function restoredText(restored: number, result: StudyResult): string {
  return `${restored} of ${finishedIn(result)} runs were finished before (--fresh makes them anew).`;
}

function leftBehind(known: StudyResult | undefined, { path }: ResultFolder): string {
  if (!known) return 'Stopped: no run had finished.';
  return `Stopped: ${finishedIn(known)} of ${known.planned} runs are in ${path}; the same command goes on from there.`;
}

function finishedIn({ runs, tuningRuns }: StudyResult): number {
  return runs.length + tuningRuns.length;
}
