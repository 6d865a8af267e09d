import fc from 'fast-check';
import { trials, wholeTrials } from '../../src/testing/arbitraries/index.ts';
import { demandSame } from '../../src/testing/compare.ts';
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

/** Section 5 of the design: a target is reached when the objective is at most that, and is looked at whenever it is evaluated. */
export const targetEndsTheRun = lawOf(
  'a run with a target ends where the same run without it first evaluates an objective at most that',
  fc.record({ trial: trials({ stops: 'clocks' }), place: fc.nat(100) }),
  ({ simulate }, { trial, place }) => {
    const { curve, status } = simulate(trial).result;
    fc.pre(status === 'stopped');
    const objective = curve[place % curve.length]!.objective!;
    const { stop } = trial.scenario;
    const { result } = simulate({ ...trial, scenario: { ...trial.scenario, stop: { ...stop, objective } } });
    const end = curve.findIndex((point) => point.objective! <= objective);
    demandSame(result.status, 'converged', 'the status');
    demandSame(result.curve, curve.slice(0, end + 1), 'the curve');
    demandSame([result.time, result.updates], [curve[end]!.time, curve[end]!.updates], 'the end');
  },
);
