import { DynamicRule } from '../../../src/optimizers/server/dynamic.ts';
import { HolderTable } from '../../../src/simulation/holder-table.ts';
import { lines } from '../charts.ts';
import type { Figure, Row } from '../figure.ts';

/** Who does what in Appendix C [P 478], with scalars for the updates a to g. */
export const steps: readonly (
  | readonly [worker: number, name: string, update: number]
  | readonly [worker: number]
)[] = [[0, 'a', 8], [0, 'b', 4], [1, 'c', 2], [2, 'd', 5], [0, 'e', 6], [1], [3, 'f', 1], [1, 'g', 3]];

/** What the example comes to by its own formulas: (a+c+d+f)/4 + b + e + g, step by step. */
const printed = [8, 12, 9, 9, 15, 15, 14, 17];

/** How later updates of a version revise it. */
export const fig14: Figure = {
  name: 'fig14',
  title: 'Fig 14: the revision example, step by step',
  columns: ['step', 'event', 'version', 'source', 'value', 'page'],
  rows: () => Promise.resolve([...simulatedRows(), ...printedRows()]),
  chart: () => lines({ x: 'step', y: 'value', xTitle: 'step', yTitle: 'w', series: 'source' }),
};

export function simulatedRows(): readonly Row[] {
  const workers = 4;
  const rule = new DynamicRule(workers, 1);
  const clocks = new HolderTable(workers, Number.POSITIVE_INFINITY);
  const parameters = new Float64Array(1);
  return steps.map((step, k): Row => {
    const [worker, name, update] = step;
    const version = rule.versionOf[worker]!;
    if (name === undefined) {
      rule.read(worker, parameters, clocks);
      return {
        step: k + 1,
        event: `W${worker + 1} pulls`,
        version: rule.versionOf[worker],
        source: 'simulated',
        value: parameters[0],
      };
    }
    const clock = clocks.clockOf(worker);
    clocks.count(worker);
    const push = { ...clocks.describe(worker, clock), learningRate: 1 };
    rule.close(parameters, [{ ...push, values: Float64Array.of(update!), indices: null }], clocks);
    return {
      step: k + 1,
      event: `W${worker + 1} pushes ${name} = ${update}`,
      version,
      source: 'simulated',
      value: parameters[0],
    };
  });
}

function printedRows(): readonly Row[] {
  return printed.map((value, k) => ({ step: k + 1, source: 'paper', value, page: 478 }));
}
