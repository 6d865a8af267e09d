import { describeProblem, InputError } from '../../base/errors.ts';
import { planStudy } from '../../studies/plan.ts';
import type { ScenarioOptions } from '../canonical-command.ts';
import { exitCode } from '../exit-code.ts';
import { naming } from '../file-problem.ts';
import { Interrupt } from '../interrupt.ts';
import { readScenario } from '../read-scenario.ts';
import { prepareRuns, readInputs } from '../study-source.ts';
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
  const { data, files } = await readInputs(read, interrupt);
  const warnings = [...read.warnings];
  const source = { read, data, files, inputs: [], target: undefined };
  const preparedFor = prepareRuns(source, interrupt, (prepared) => warnings.push(...prepared.warnings));
  const plan = planStudy(read.scenario);
  for (const planned of plan) preparedFor(planned);
  return [
    ...warnings.map((problem) => `warning: ${describeProblem({ file, ...problem })}`),
    `${file}: all right (${plan.length === 1 ? '1 run' : `${plan.length} runs`})`,
  ];
}
