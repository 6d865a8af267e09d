import { join } from 'node:path';
import { InputError, type Problem } from '../../base/errors.ts';
import { checkShardable, parseShard, type Shard } from '../../execution/shard.ts';
import { naming } from '../../files/file-problem.ts';
import { fileNamesOf } from '../../report/result-files.ts';
import type { ScenarioOptions } from '../canonical-command.ts';
import { Interrupt } from '../interrupt.ts';
import { type PictureOptions, pictureNames } from '../pictures.ts';
import { quickstartFile, type ReadScenario, readScenario } from '../read-scenario.ts';
import { parseTraceWindow, type TraceOptions } from '../record-trace.ts';
import { ResultFolder } from '../result-folder.ts';
import { type Job, runJob } from '../run-job.ts';
import { RunsFailed } from '../runs-failed.ts';
import { shardFileNames } from '../shard-writer.ts';
import { designForStage, parseStage, readTuned, tunedFileName } from '../stages.ts';
import { Terminal } from '../terminal.ts';
import { Workplace, type WorkplaceOptions } from '../workplace.ts';

/** What the command `run` can be told. */
export interface RunOptions extends ScenarioOptions, WorkplaceOptions, PictureOptions, TraceOptions {
  readonly out?: string;
  readonly quiet?: boolean;
  readonly json?: boolean;
  readonly fresh?: boolean;
  readonly shard?: string;
}

/** Runs the scenarios one after another; all are checked before the first one starts. */
export async function run(files: readonly string[], options: RunOptions): Promise<void> {
  const terminal = new Terminal({ quiet: options.quiet ?? false });
  const interrupt = new Interrupt();
  interrupt.listen();
  const workplace = await Workplace.open(options, interrupt);
  try {
    const jobs = await claimJobs(files.length > 0 ? files : [quickstartFile()], options);
    const failures: RunsFailed[] = [];
    for (const job of jobs) {
      const failed = await runJob(job, { options, terminal, interrupt, workplace });
      if (failed) failures.push(failed);
    }
    if (failures.length > 0) {
      const messages = failures.map(({ message }) => message);
      throw new RunsFailed(
        messages.join('\n'),
        failures.some(({ isBug }) => isBug),
      );
    }
  } finally {
    await workplace.close();
    interrupt.ignore();
  }
}

/** Reads all scenarios, and only if nothing is wrong with any of them makes their folders. */
async function claimJobs(files: readonly string[], options: RunOptions): Promise<readonly Job[]> {
  const shard = options.shard === undefined ? undefined : parseShard(options.shard);
  if (parseTraceWindow(options) && shard)
    throw new InputError({ message: '--trace and --shard', hint: 'trace the study as a whole' });
  const scenarios = await allOf(files, (file) => readPass(file, options, shard));
  const folderOf = ({ scenario }: ReadScenario) => folderFor(scenario.name, files.length, options.out, shard);
  const paths = scenarios.map(folderOf);
  const twice = paths.find((path, index) => paths.indexOf(path) !== index);
  if (twice)
    throw new InputError({ file: twice, message: 'two scenarios would write here', hint: 'name one anew' });
  return allOf(scenarios, (read) => ({
    read,
    shard,
    folder: ResultFolder.claim(folderOf(read), fileNamesFor(read, shard, options)),
  }));
}

/** Reads a scenario, and sees that it can be made in the passes and parts that the options ask for. */
async function readPass(file: string, options: RunOptions, shard: Shard | undefined): Promise<ReadScenario> {
  const stage = parseStage(options.stage);
  const tuned = options.tuned === undefined ? undefined : readTuned(options.tuned);
  const read = await readScenario(file, options);
  try {
    const design = designForStage(read.design, stage, tuned?.tunings);
    if (shard) checkShardable(design);
    return { ...read, design, ...(tuned && { search: tuned.search }) };
  } catch (error) {
    throw error instanceof InputError ? naming(file, error) : error;
  }
}

function fileNamesFor(
  { design }: ReadScenario,
  shard: Shard | undefined,
  options: RunOptions,
): readonly string[] {
  if (shard) return shardFileNames;
  return [
    ...fileNamesOf(design),
    ...(design.stage === 'tune' ? [tunedFileName] : []),
    ...pictureNames(options),
  ];
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
function folderFor(name: string, studies: number, out: string | undefined, shard: Shard | undefined): string {
  const own = shard ? `${name}-shard-${shard.part}-of-${shard.parts}` : name;
  if (out === undefined) return join('out', own);
  return studies === 1 ? out : join(out, own);
}
