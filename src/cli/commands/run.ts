import { join } from 'node:path';
import { describeProblem, InputError, type Problem } from '../../base/errors.ts';
import { naming } from '../../files/file-problem.ts';
import { fileNamesOf } from '../../report/result-files.ts';
import { runCountText } from '../../report/run-count.ts';
import { summaryText } from '../../report/summary.ts';
import { runCountsOf, type StudyDesign } from '../../studies/study-design.ts';
import { canonicalCommand, type ScenarioOptions } from '../canonical-command.ts';
import { Interrupt, Interrupted } from '../interrupt.ts';
import { ProgressBar } from '../progress-bar.ts';
import { quickstartFile, type ReadScenario, readScenario } from '../read-scenario.ts';
import { ResultFolder } from '../result-folder.ts';
import { runAsJson, runStudy } from '../run-study.ts';
import { loadSource } from '../study-source.ts';
import { Terminal } from '../terminal.ts';

/** What the command `run` can be told. */
export interface RunOptions extends ScenarioOptions {
  readonly out?: string;
  readonly jobs?: string;
  readonly quiet?: boolean;
  readonly json?: boolean;
}

/** A scenario that has passed all checks, and the folder that is ready for it. */
interface Job {
  readonly read: ReadScenario;
  readonly folder: ResultFolder;
}

/** Runs the scenarios one after another; all are checked before the first one starts. */
export async function run(files: readonly string[], options: RunOptions): Promise<void> {
  checkJobs(options.jobs);
  const terminal = new Terminal({ quiet: options.quiet ?? false });
  const interrupt = new Interrupt();
  interrupt.listen();
  const jobs = await claimJobs(files.length > 0 ? files : [quickstartFile()], options);
  for (const job of jobs) await runJob(job, options, terminal, interrupt);
  interrupt.ignore();
}

function checkJobs(jobs = '1'): void {
  if (jobs === '1') return;
  throw new InputError({ message: `--jobs ${jobs}`, allowed: '1: runs are made one after another' });
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

async function runJob(
  { read, folder }: Job,
  options: RunOptions,
  terminal: Terminal,
  interrupt: Interrupt,
): Promise<void> {
  const json = options.json ?? false;
  const progress = new ProgressBar({ hidden: json || (options.quiet ?? false) });
  let finished = 0;
  let planned = 0;
  const warn = (problems: readonly Problem[]) => {
    if (problems.length > 0) progress.clear();
    for (const problem of problems)
      terminal.remark(`warning: ${describeProblem({ file: read.file, ...problem })}`);
  };
  try {
    warn(read.warnings);
    if (!json && isLarge(read.design)) terminal.remark(`${read.scenario.name}: ${runCountText(read.design)}`);
    const source = await loadSource(read, interrupt, (text) => progress.phase(text));
    const study = await runStudy(source, {
      folder,
      command: canonicalCommand(read.file, options),
      interrupt,
      progress,
      onPrepared: ({ warnings }) => warn(warnings),
      onRun: (run, known) => {
        finished = known.runs.length + known.tuningRuns.length;
        planned = known.planned;
        if (json && run.plan.purpose === 'compare') terminal.print(runAsJson(run, known));
      },
    });
    progress.clear();
    if (json || options.quiet) return;
    const { width, paint } = terminal;
    terminal.print(summaryText(study, { target: source.target, width, paint, folder: folder.path }));
  } catch (error) {
    progress.clear();
    if (error instanceof Interrupted) terminal.remark(leftBehind(folder, finished, planned));
    throw error instanceof InputError ? naming(read.file, error) : error;
  }
}

/** Whether a study does more than run each of its algorithms once. */
function isLarge(design: StudyDesign): boolean {
  const { tune, compare } = runCountsOf(design);
  return tune + compare.most > design.scenario.algorithms.length;
}

function leftBehind(folder: ResultFolder, finished: number, planned: number): string {
  const kept =
    finished === 0 ? 'no run had finished' : `${finished} of ${planned} runs are in ${folder.path}`;
  return `Stopped: ${kept}.`;
}
