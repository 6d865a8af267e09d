import { describeProblem, InputError } from '../../base/errors.ts';
import { naming } from '../../files/file-problem.ts';
import { runCountText } from '../../report/run-count.ts';
import type { Scenario } from '../../scenarios/scenario.ts';
import { pending, startStudy } from '../../studies/study.ts';
import type { ScenarioOptions } from '../canonical-command.ts';
import { exitCode } from '../exit-code.ts';
import { Interrupt } from '../interrupt.ts';
import { readScenario } from '../read-scenario.ts';
import { prepareRuns, readAllData } from '../study-source.ts';
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
  const { dataOf } = await readAllData(read, interrupt);
  const warnings = [...read.warnings];
  const materialsOf = (scenario: Scenario) => ({ data: dataOf(scenario), target: undefined });
  const preparedFor = prepareRuns({ read, materialsOf }, interrupt, (prepared) => {
    warnings.push(...prepared.warnings);
  });
  // Replications differ by chance alone.
  const first = pending(startStudy(read.design)).filter(({ replication }) => Math.abs(replication) === 1);
  for (const planned of first) preparedFor(planned);
  const lines = warnings.map((problem) => `warning: ${describeProblem({ file, ...problem })}`);
  return [...new Set(lines), `${file}: all right (${runCountText(read.design)})`];
}
