import { setImmediate } from 'node:timers/promises';
import { assert } from '../base/assert.ts';
import type { Catalogue } from '../scenarios/catalogue.ts';
import type { Scenario } from '../scenarios/scenario.ts';
import type { SplitData } from '../workloads/data-set.ts';
import type { Optimum, OptimumProgress } from '../workloads/optimum.ts';
import type { Interrupt } from './interrupt.ts';

/** How long the solver keeps the processor before signals get their turn, in milliseconds. */
const turnMs = 30;

/**
 * The least objective that a scenario's model can have on its training data. The solver is imported when it is needed.
 * @throws Interrupted as soon as the user asks to stop.
 */
export async function optimumOf(
  { workload }: Scenario,
  { models }: Catalogue,
  { train }: SplitData,
  interrupt: Interrupt,
  onProgress: (progress: OptimumProgress) => void = () => {},
): Promise<Optimum> {
  assert('l2' in workload, 'a scenario with data has a model');
  const { optimumSteps } = await import('../workloads/optimum.ts');
  const steps = optimumSteps(workload, train, {}, models);
  for (let turnEnds = performance.now() + turnMs; ; ) {
    const step = steps.next();
    if (step.done) return step.value;
    if (performance.now() < turnEnds) continue;
    onProgress(step.value);
    await setImmediate();
    interrupt.check();
    turnEnds = performance.now() + turnMs;
  }
}
