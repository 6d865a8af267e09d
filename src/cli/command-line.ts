import { Command, CommanderError } from 'commander';
import { InputError } from '../base/errors.ts';
import { laggardVersion, programCommand } from '../files/project.ts';
import type { ScenarioOptions } from './canonical-command.ts';
import type { DiffOptions } from './commands/diff.ts';
import type { ExplainOptions } from './commands/explain.ts';
import type { FitOptions } from './commands/fit.ts';
import type { MergeOptions } from './commands/merge.ts';
import type { OptimumOptions } from './commands/optimum.ts';
import type { RunOptions } from './commands/run.ts';
import type { WorkOptions } from './commands/work.ts';
import { exitCode } from './exit-code.ts';
import { failureReport } from './failure-report.ts';
import { indented } from './indented.ts';
import { Interrupted } from './interrupt.ts';
import { Terminal } from './terminal.ts';

const terminal = new Terminal({ quiet: false });

/**
 * Does what the arguments say and returns the exit code. What the commands need is imported only when one of them is called, so
 * that `--help` and `--version` answer at once.
 */
export async function runCommandLine(args: readonly string[]): Promise<number> {
  try {
    let code: number = exitCode.done;
    const program = commandLine((ended) => {
      code = ended;
    });
    await program.parseAsync(args, { from: 'user' });
    return code;
  } catch (error) {
    return codeFor(error, args);
  }
}

function commandLine(onCode: (code: number) => void): Command {
  const program = new Command(programCommand.join(' '))
    .description('Compares synchronization protocols for SGD on simulated clusters, to the last bit.')
    .version(laggardVersion())
    .configureOutput({
      writeOut: (text) => terminal.print(text),
      writeErr: (text) => terminal.complain(text),
      outputError: (text, write) => write(indented(text)),
    })
    .exitOverride()
    .showSuggestionAfterError()
    .showHelpAfterError('(--help says what there is)');

  withScenarioOptions(program.command('run [files...]', { isDefault: true }))
    .description('run scenarios, the quickstart if none is named')
    .option('--out <folder>', 'where results go (default: out/NAME; several files: FOLDER/NAME)')
    .option('--jobs <n>', 'runs made at the same time (default: one for each processor)')
    .option('--fresh', 'make all runs, also those that were finished before')
    .option('--redis [url]', 'let workers make the runs (default: the Redis of LAGGARD_REDIS)')
    .option('--shard <i/n>', 'make only the i-th of n parts of the runs, for `merge`')
    .option('--stage <tune|compare>', 'only search for learning rates, or only compare with those of --tuned')
    .option('--tuned <folder>', 'where an earlier --stage tune has left its learning rates')
    .option('--no-report', 'write no report.html')
    .option('--charts', 'write every chart of the report as SVG and PNG')
    .option('--trace', 'write trace.json for Perfetto: every slice and message of the first replication')
    .option('--trace-window <from..to>', 'trace only this simulated time, as in 0..10s')
    .option('--quiet', 'print nothing but errors')
    .option('--json', 'print one JSON object a run, then one with the verdict, and nothing else')
    .action(async (files: string[], options: RunOptions) => {
      const { run } = await import('./commands/run.ts');
      await run(files, options);
    });
  program
    .command('work')
    .description('make runs of studies that are run with --redis, until interrupted')
    .option('--redis [url]', 'where the runs are (default: the Redis of LAGGARD_REDIS)')
    .option('--data <folder>', 'where data files and plugins are, under any name (default: here)')
    .option('--jobs <n>', 'runs made at the same time, each with its data in memory (1)')
    .option('--time-limit <duration>', 'a run that takes longer fails (1 h)')
    .option('--memory-limit <size>', 'a run that takes more fails (default: 75% of the memory, over --jobs)')
    .option('--quiet', 'print nothing but errors')
    .action(async (options: WorkOptions) => {
      const { work } = await import('./commands/work.ts');
      onCode(await work(options));
    });
  program
    .command('merge <folders...>')
    .description('put the shards of a study together')
    .option('--out <folder>', 'where results go (default: out/NAME)')
    .option('--no-report', 'write no report.html')
    .option('--charts', 'write every chart of the report as SVG and PNG')
    .option('--quiet', 'print nothing but errors')
    .action(async (folders: string[], options: MergeOptions) => {
      const { merge } = await import('./commands/merge.ts');
      await merge(folders, options);
    });
  withScenarioOptions(program.command('validate <files...>'))
    .description('check scenarios and their data without running them')
    .action(async (files: string[], options: ScenarioOptions) => {
      const { validate } = await import('./commands/validate.ts');
      onCode(await validate(files, options));
    });
  withScenarioOptions(program.command('show <file>'))
    .description('print a scenario with everything resolved')
    .action(async (file: string, options: ScenarioOptions) => {
      const { show } = await import('./commands/show.ts');
      await show(file, options);
    });
  withPluginOption(program.command('list'))
    .description('print what a scenario can name: algorithms, protocols, rules, stragglers, data sets, …')
    .action(async (options: ScenarioOptions) => {
      const { list } = await import('./commands/list.ts');
      await list(options);
    });
  withScenarioOptions(program.command('optimum <file>'))
    .description('solve for the least objective of a scenario')
    .option('--json', 'print a JSON object')
    .action(async (file: string, options: OptimumOptions) => {
      const { optimum } = await import('./commands/optimum.ts');
      await optimum(file, options);
    });
  withScenarioOptions(program.command('explain <file>'))
    .description('say what the time to target was spent on, and what would have been otherwise')
    .option('--point <k>', 'the point of a sweep to look at, from 1')
    .option('--no-what-ifs', 'only what happened, without running anything again')
    .option('--out <folder>', 'where results go (default: out/NAME-explained)')
    .option('--quiet', 'print nothing but errors')
    .option('--json', 'print one JSON object an algorithm and nothing else')
    .action(async (file: string, options: ExplainOptions) => {
      const { explain } = await import('./commands/explain.ts');
      await explain(file, options);
    });
  withPluginOption(program.command('diff <a> <b>'))
    .description('say where two result folders differ: the first event and parameter, and every figure')
    .option('--algorithm <names>', 'only this one; with a comma, the first in A and the second in B')
    .option('--replication <n>', 'which runs are made again', '1')
    .option('--no-rerun', 'only the figures, without making runs again')
    .option(
      '--base <folder>',
      'what paths in the scenarios are relative to (default: where the scenario was)',
    )
    .option('--json', 'print a JSON object')
    .action(async (a: string, b: string, options: DiffOptions) => {
      const { diff } = await import('./commands/diff.ts');
      await diff(a, b, options);
    });
  program
    .command('fit <file>')
    .description('propose distributions for recorded clock times (CSV), and a scenario with them')
    .option('--worker <column>', 'the column of numbers or names of the workers', 'worker')
    .option('--clock <columns>', "the columns that order a worker's rows together, as in epoch,iteration")
    .option('--order <order>', 'clock: by those columns; file: rows as they stand', 'clock')
    .option('--compute <columns>', 'the column of compute times, or two: of start and end', 'compute_s')
    .option('--communicate <columns>', 'likewise of communication times (communicate_s, if there is one)')
    .option('--unit <duration>', 'what a time of 1 in the file stands for', '1 s')
    .option('--out <file>', 'where the scenario goes (default: printed)')
    .action(async (file: string, options: FitOptions) => {
      const { fitRecord } = await import('./commands/fit.ts');
      await fitRecord(file, options);
    });
  return program;
}

function withScenarioOptions(command: Command): Command {
  return withPluginOption(
    command
      .option('--seed <n>', 'seed of all chance')
      .option(
        '--algorithm <names>',
        'only these: labels in the file or names from `list`, separated by commas',
      )
      .option(
        '--set <path=value>',
        'change a value of the file, as in stop.maxClocks=20 (repeatable)',
        collected,
      )
      .option('--replications <n>', 'how often each algorithm runs, with chance of its own'),
  );
}

function withPluginOption(command: Command): Command {
  return command.option(
    '--plugin <file>',
    'add the protocols, rules, … that a module defines (repeatable)',
    collected,
  );
}

function collected(value: string, previous: readonly string[] = []): readonly string[] {
  return [...previous, value];
}

function codeFor(error: unknown, args: readonly string[]): number {
  if (error instanceof Interrupted) return exitCode.interrupted[error.signal];
  if (error instanceof CommanderError) return error.exitCode === 0 ? exitCode.done : exitCode.badInput;
  if (error instanceof InputError) {
    terminal.complain(error.message);
    return exitCode.badInput;
  }
  const { text, code } = failureReport(error, pluginsIn(args));
  terminal.complain(text);
  return code;
}

/** The files behind `--plugin`. */
function pluginsIn(args: readonly string[]): readonly string[] {
  return args.flatMap((arg, k) => {
    if (arg.startsWith('--plugin=')) return [arg.slice('--plugin='.length)];
    return arg === '--plugin' && args[k + 1] !== undefined ? [args[k + 1]!] : [];
  });
}
