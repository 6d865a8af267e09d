import { describeProblem, firstLines, InputError } from '../../base/errors.ts';
import { filesFromTexts } from '../../execution/cluster-texts.ts';
import { naming } from '../../files/file-problem.ts';
import { runCountText } from '../../report/run-count.ts';
import { prepare } from '../../simulation/index.ts';
import { type PlannedRun, preparationKeyOf } from '../../studies/planned-run.ts';
import { pending, startStudy } from '../../studies/study.ts';
import type { StudyDesign } from '../../studies/study-design.ts';
import type { ScenarioOptions } from '../canonical-command.ts';
import { exitCode } from '../exit-code.ts';
import { Interrupt } from '../interrupt.ts';
import { MaterialsShelf } from '../materials.ts';
import { readScenario } from '../read-scenario.ts';
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
  const { catalogue, baseDir, design } = read;
  const warnings = [...read.warnings];
  const shelf = new MaterialsShelf({ baseDir, catalogue, interrupt, onPhase: () => {} });
  for (const { scenario, replication } of differentRuns(design)) {
    const data = await shelf.load(scenario);
    const files = filesFromTexts(scenario, catalogue, shelf.clusterFilesOf(scenario).clusterFiles);
    const prepared = interrupt.whileBlocking(() =>
      prepare(scenario, data, replication, { catalogue, files }),
    );
    warnings.push(...prepared.warnings);
  }
  const lines = warnings.map((problem) => `warning: ${describeProblem({ file, ...problem })}`);
  return [...firstLines([...new Set(lines)]), `${file}: all right (${runCountText(design)})`];
}

/** One run of each preparation; replications, which differ by chance alone, count as one. */
function differentRuns(design: StudyDesign): Iterable<PlannedRun> {
  const first = pending(startStudy(design)).filter(({ replication }) => Math.abs(replication) === 1);
  return new Map(first.map((planned) => [preparationKeyOf(planned), planned])).values();
}
