import { InputError } from '../../base/errors.ts';
import { expressionOption, numberOption } from '../../base/options.ts';
import { compileFormula, type Formula } from '../../numerics/expression.ts';
import { FINEST_GRID, onGrid } from './on-grid.ts';
import { defineStraggler } from './straggler-model.ts';

/** Steps that are tried before a run: what goes wrong soon is said at the door. */
const TRIED = 1000;

/** A factor given by a formula of the time. */
export const expression = defineStraggler({
  name: 'expression',
  summary: 'Slower by a factor that is a formula of the time t.',
  options: {
    factor: expressionOption({
      variable: 't',
      example: '1 + 0.5*sin(2*pi*t/600)',
      description: 'Formula in t, the seconds since the start of the run; it must stay finite and above 0.',
    }),
    grid: numberOption({
      description: 'The formula is read once in each step of this length, in its middle.',
      quantity: 'seconds',
      min: FINEST_GRID,
    }),
  },
  affects: ['compute', 'network'],
  contradiction: ({ factor, grid }) => {
    const formula = compileFormula(factor, 't');
    for (let step = 0; step < TRIED; step++) {
      const problem = problemAt(formula, factor, (step + 0.5) * grid);
      if (problem !== undefined) return problem;
    }
    return undefined;
  },
  create: ({ factor, grid }) => {
    const formula = compileFormula(factor, 't');
    return onGrid(grid, (seconds) => {
      const problem = problemAt(formula, factor, seconds);
      if (problem !== undefined) throw new InputError(`cluster.stragglers: ${problem}`);
      return formula(seconds);
    });
  },
});

function problemAt(formula: Formula, text: string, seconds: number): string | undefined {
  const value = formula(seconds);
  if (value > 0 && value < Number.POSITIVE_INFINITY) return undefined;
  return `${text} is ${value} at t = ${seconds}, and a factor must be finite and above 0`;
}
