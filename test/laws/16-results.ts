import fc from 'fast-check';
import { trials, wholeTrials } from './arbitraries.ts';
import { demandSame } from './compare.ts';
import { lawOf } from './law.ts';

/** Section 5 of the design: the moment that ends a run is always evaluated. */
export const objectiveIsOfTheEnd = lawOf(
  'the objective and accuracy of a result are those of its parameters, and the end of its curve',
  fc.oneof(trials(), wholeTrials()),
  ({ simulate, prepare }, trial) => {
    const { result } = simulate(trial);
    const { objective, accuracy, time, updates, curve } = result;
    demandSame(curve.at(-1)!.objective, objective, 'the last objective of the curve');
    demandSame([curve.at(-1)!.time, curve.at(-1)!.updates], [time, updates], 'the end of the curve');
    if (trial.scenario.training!.evaluate.of === 'fastest-worker') return;
    const { workload } = prepare(trial);
    demandSame(objective, workload!.objective(result.parameters), 'the objective');
    demandSame(accuracy, workload!.accuracy(result.parameters), 'the accuracy');
  },
);
