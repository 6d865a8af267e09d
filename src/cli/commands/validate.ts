import { describeProblem, firstLines, InputError, type Problem } from '../../base/errors.ts';
import { visibleLine } from '../../base/visible-text.ts';
import { filesFromTexts } from '../../execution/cluster-texts.ts';
import { naming } from '../../files/file-problem.ts';
import { runCountText } from '../../report/run-count.ts';
import { prepare, TrainingRun } from '../../simulation/index.ts';
import { type PlannedRun, preparationKeyOf } from '../../studies/planned-run.ts';
import { pending, startStudy } from '../../studies/study.ts';
import type { StudyDesign } from '../../studies/study-design.ts';
import type { ScenarioOptions } from '../canonical-command.ts';
import { exitCode } from '../exit-code.ts';
import { Interrupt } from '../interrupt.ts';
import { labelTexts } from '../label-texts.ts';
import { MaterialsShelf } from '../materials.ts';
import { type ReadScenario, readScenario } from '../read-scenario.ts';
import { Terminal } from '../terminal.ts';

/**
 * Checks scenarios as far as is possible without running them, their data included, and says for each what is wrong or that
 * nothing is. Returns the exit code.
 */
export async function validate(files: readonly string[], options: ScenarioOptions): Promise<number> {
  const terminal = new Terminal({ quiet: false });
  const interrupt = new Interrupt();
  interrupt.listen();
  let code: number = exitCode.done;
  for (const file of files) {
    try {
      for (const remark of await remarksOn(file, options, interrupt)) terminal.print(remark);
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      terminal.complain(naming(file, error).message);
      code = exitCode.badInput;
    }
  }
  interrupt.ignore();
  return code;
}

/** The warnings about a scenario, then that it is all right. */
async function remarksOn(
  file: string,
  options: ScenarioOptions,
  interrupt: Interrupt,
): Promise<readonly string[]> {
  const read = await readScenario(file, options);
  const { catalogue, baseDir } = read;
  const shelf = new MaterialsShelf({ baseDir, catalogue, interrupt, onPhase: () => {} });
  try {
    const warnings = [...read.warnings, ...(await prepareAll(read, shelf, interrupt))];
    const lines = warnings.map((problem) => `warning: ${describeProblem({ file, ...read.locate(problem) })}`);
    const allRight = `${visibleLine(file)}: all right (${runCountText(read.design)})`;
    return [...firstLines([...new Set(lines)]), ...labelTexts(shelf.dataFacts), allRight];
  } catch (error) {
    throw error instanceof InputError ? new InputError(error.problems.map(read.locate)) : error;
  }
}

/** Prepares the runs of a scenario that differ, and begins them. Returns what the user should know. */
async function prepareAll(
  { catalogue, design }: ReadScenario,
  shelf: MaterialsShelf,
  interrupt: Interrupt,
): Promise<readonly Problem[]> {
  const warnings: Problem[] = [];
  for (const { scenario, replication } of differentRuns(design)) {
    const data = await shelf.load(scenario);
    const files = filesFromTexts(scenario, catalogue, shelf.clusterFilesOf(scenario).clusterFiles);
    interrupt.whileBlocking(() => {
      const prepared = prepare(scenario, data, replication, { catalogue, files });
      warnings.push(...prepared.warnings);
      for (const algorithm of scenario.algorithms)
        begin(new TrainingRun(prepared, algorithm, { catalogue, isTimedOnly: true }));
    });
  }
  return warnings;
}

/** Events after which what can go wrong soon has gone wrong. */
const FIRST_EVENTS = 2000;

/** Starts the clockwork of a run, so that what it would refuse soon is said here too: an event beyond the end of time, a standstill. */
function begin(run: TrainingRun): void {
  while (run.advance(FIRST_EVENTS)) if (run.progress().time > 0) return;
}

/** One run of each preparation; replications, which differ by chance alone, count as one. */
function differentRuns(design: StudyDesign): Iterable<PlannedRun> {
  const first = pending(startStudy(design)).filter(({ replication }) => Math.abs(replication) === 1);
  return new Map(first.map((planned) => [preparationKeyOf(planned), planned])).values();
}
