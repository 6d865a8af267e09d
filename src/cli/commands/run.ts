import { join } from 'node:path';
import { InputError, type Problem } from '../../base/errors.ts';
import { naming } from '../../files/file-problem.ts';
import { fileNamesOf } from '../../report/result-files.ts';
import { runCountText } from '../../report/run-count.ts';
import { summaryText } from '../../report/summary.ts';
import { resultOf } from '../../studies/study.ts';
import { runCountsOf, type StudyDesign } from '../../studies/study-design.ts';
import type { StudyResult } from '../../studies/study-result.ts';
import { canonicalCommand, type ScenarioOptions } from '../canonical-command.ts';
import { Interrupt, Interrupted } from '../interrupt.ts';
import { ProgressBar } from '../progress-bar.ts';
import { quickstartFile, type ReadScenario, readScenario } from '../read-scenario.ts';
import { ResultFolder } from '../result-folder.ts';
import { runAsJson, runStudy } from '../run-study.ts';
import { RunsFailed, runsFailed } from '../runs-failed.ts';
import { loadSource } from '../study-source.ts';
import { Terminal } from '../terminal.ts';
import { Warnings } from '../warnings.ts';
import { Workplace } from '../workplace.ts';

/** What the command `run` can be told. */
export interface RunOptions extends ScenarioOptions {
  readonly out?: string;
  readonly jobs?: string;
  readonly quiet?: boolean;
  readonly json?: boolean;
  readonly fresh?: boolean;
}

/** A scenario that has passed all checks, and the folder that is ready for it. */
interface Job {
  readonly read: ReadScenario;
  readonly folder: ResultFolder;
}

/** Runs the scenarios one after another; all are checked before the first one starts. */
export async function run(files: readonly string[], options: RunOptions): Promise<void> {
  const terminal = new Terminal({ quiet: options.quiet ?? false });
  const interrupt = new Interrupt();
  const workplace = new Workplace(options, interrupt);
  interrupt.listen();
  try {
    const jobs = await claimJobs(files.length > 0 ? files : [quickstartFile()], options);
    const failures: string[] = [];
    for (const job of jobs) {
      const failed = await runJob(job, { options, terminal, interrupt, workplace });
      if (failed) failures.push(failed.message);
    }
    if (failures.length > 0) throw new RunsFailed(failures.join('\n'));
  } finally {
    await workplace.close();
    interrupt.ignore();
  }
}

/** Reads all scenarios, and only if nothing is wrong with any of them makes their folders. */
async function claimJobs(files: readonly string[], options: RunOptions): Promise<readonly Job[]> {
  const scenarios = await allOf(files, (file) => readScenario(file, options));
  const folderOf = ({ scenario }: ReadScenario) => folderFor(scenario.name, files.length, options.out);
  const paths = scenarios.map(folderOf);
  const twice = paths.find((path, index) => paths.indexOf(path) !== index);
  if (twice)
    throw new InputError({ file: twice, message: 'two scenarios would write here', hint: 'name one anew' });
  return allOf(scenarios, (read) => ({
    read,
    folder: ResultFolder.claim(folderOf(read), fileNamesOf(read.design)),
  }));
}

/**
 * What `work` makes of each item.
 * @throws InputError with what is wrong with any of them.
 */
async function allOf<T, R>(items: readonly T[], work: (item: T) => R | Promise<R>): Promise<readonly R[]> {
  const problems: Problem[] = [];
  const results: R[] = [];
  for (const item of items) {
    try {
      results.push(await work(item));
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      problems.push(...error.problems);
    }
  }
  if (problems.length > 0) throw new InputError(problems);
  return results;
}

/** `--out` is the folder of a single study; several have their names below it. */
function folderFor(name: string, studies: number, out: string | undefined): string {
  if (out === undefined) return join('out', name);
  return studies === 1 ? out : join(out, name);
}

/** What the studies of one command share. */
interface Surroundings {
  readonly options: RunOptions;
  readonly terminal: Terminal;
  readonly interrupt: Interrupt;
  readonly workplace: Workplace;
}

/** Runs one study and prints what came of it. Returns what to say of runs that failed. */
async function runJob(
  { read, folder }: Job,
  { options, terminal, interrupt, workplace }: Surroundings,
): Promise<RunsFailed | undefined> {
  const { json = false, quiet = false } = options;
  const progress = new ProgressBar({ hidden: json || quiet });
  const warn = new Warnings(read.file, (text) => {
    progress.clear();
    terminal.remark(text);
  });
  let known: StudyResult | undefined;
  try {
    warn.about(read.warnings);
    if (!json && isLarge(read.design)) terminal.remark(`${read.scenario.name}: ${runCountText(read.design)}`);
    const source = await loadSource(read, interrupt, (text) => progress.phase(text));
    const { study, restored, failed } = await runStudy(source, {
      folder,
      command: canonicalCommand(read.file, options),
      store: workplace.store,
      fresh: options.fresh ?? false,
      executor: (from, listener) => workplace.executor(from, listener),
      interrupt,
      onStatus: (status) => progress.update(status),
      onWarnings: (problems) => warn.about(problems),
      onKnown: (result) => {
        known = result;
      },
    });
    progress.clear();
    const result = resultOf(study);
    if (restored > 0) terminal.remark(restoredText(restored, result.planned));
    if (json) printJson(terminal, result);
    else if (!quiet && result.runs.length > 0) {
      const { width, paint } = terminal;
      terminal.print(summaryText(result, { target: source.target, width, paint, folder: folder.path }));
    }
    return failed.length > 0 ? runsFailed(failed, result.planned, folder.path) : undefined;
  } catch (error) {
    progress.clear();
    if (json && known) printJson(terminal, known);
    if (error instanceof Interrupted) terminal.remark(leftBehind(known, folder));
    throw error instanceof InputError ? naming(read.file, error) : error;
  }
}

/** Whether a study does more than run each of its algorithms once. */
function isLarge(design: StudyDesign): boolean {
  const { tune, compare } = runCountsOf(design);
  return tune + compare.most > design.scenario.algorithms.length;
}

function printJson(terminal: Terminal, { runs }: StudyResult): void {
  for (const run of runs) terminal.print(runAsJson(run));
}

function restoredText(restored: number, planned: number): string {
  return `${restored} of ${planned} runs were finished before (--fresh makes them anew).`;
}

function leftBehind(known: StudyResult | undefined, folder: ResultFolder): string {
  if (!known) return 'Stopped: no run had finished.';
  const { runs, tuningRuns, planned } = known;
  const finished = runs.length + tuningRuns.length;
  return `Stopped: ${finished} of ${planned} runs are in ${folder.path}; the same command goes on from there.`;
}
