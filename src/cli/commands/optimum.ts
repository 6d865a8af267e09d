import { InputError } from '../../base/errors.ts';
import { naming } from '../../files/file-problem.ts';
import type { Optimum } from '../../workloads/optimum.ts';
import type { ScenarioOptions } from '../canonical-command.ts';
import { Interrupt } from '../interrupt.ts';
import { MaterialsShelf } from '../materials.ts';
import { readScenario } from '../read-scenario.ts';
import { optimumOf } from '../solve.ts';
import { Terminal } from '../terminal.ts';

/** What the command `optimum` can be told. */
export interface OptimumOptions extends ScenarioOptions {
  readonly json?: boolean;
}

/** Solves for the least objective of a scenario, to which `stop.gap` relates, and prints it. */
export async function optimum(file: string, options: OptimumOptions): Promise<void> {
  const terminal = new Terminal({ quiet: false });
  const interrupt = new Interrupt();
  interrupt.listen();
  try {
    const read = await readScenario(file, options);
    const { scenario, baseDir, catalogue } = read;
    const shelf = new MaterialsShelf({ baseDir, catalogue, interrupt, onPhase: () => {} });
    const data = await shelf.load(scenario);
    if (!data) throw new InputError({ path: 'workload.model', message: 'none has no objective' });
    const found = await optimumOf(scenario, catalogue, data, interrupt);
    terminal.print(options.json ? asJson(found) : asText(found));
  } catch (error) {
    throw error instanceof InputError ? naming(file, error) : error;
  } finally {
    interrupt.ignore();
  }
}

function asJson({ objective, certifiedGap, iterations, attained, reason }: Optimum): string {
  return JSON.stringify({ objective, certified_gap: certifiedGap ?? null, iterations, attained, reason });
}

function asText({ objective, certifiedGap, iterations, attained, reason }: Optimum): string {
  return [
    `${attained ? 'optimum   ' : 'best found'}  ${objective}`,
    `gap         ${certifiedGap === undefined ? 'not proven' : `at most ${certifiedGap}`}`,
    `steps       ${iterations}`,
    reason,
  ].join('\n');
}
