import type { Scenario } from '../scenarios/scenario.ts';
import type { SplitData } from '../workloads/data-set.ts';
import type { Interrupt } from './interrupt.ts';

/** The least objective that a scenario's model can have on its data. The solver is imported when it is needed. */
export async function optimumOf(scenario: Scenario, data: SplitData, interrupt: Interrupt) {
  const { solveOptimum } = await import('../workloads/optimum.ts');
  const { workload } = scenario;
  return interrupt.whileBlocking(() => solveOptimum(workload, data));
}
