import type { AlgorithmSpec, Scenario } from '../scenarios/scenario.ts';
import type { RunOutcome } from '../simulation/run-result.ts';

/** A run whose result is wanted. */
export interface WantedRun {
  /** See `RunOrder`. */
  readonly key: string;
  readonly scenario: Pick<Scenario, 'seed' | 'cluster'>;
  readonly algorithm: AlgorithmSpec;
  readonly replication: number;
}

/** Returns true where `outcome` is of the run that is wanted, as far as it says so, and its parts agree with each other. */
export function isOutcomeOf(wanted: WantedRun, outcome: RunOutcome): boolean {
  return (
    isNamedAs(wanted, outcome) &&
    hasShapeOf(wanted, outcome) &&
    isCurveSound(outcome) &&
    areWorkersSound(outcome) &&
    isStalenessSound(outcome)
  );
}

function isNamedAs({ scenario, algorithm, replication }: WantedRun, outcome: RunOutcome): boolean {
  return (
    outcome.algorithm === algorithm.label &&
    outcome.protocol === algorithm.protocol &&
    outcome.rule === algorithm.rule &&
    outcome.learningRate === algorithm.learningRate?.initial &&
    outcome.seed === scenario.seed &&
    outcome.replication === replication
  );
}

/** As many workers and server shards as the scenario has. */
function hasShapeOf({ scenario, algorithm }: WantedRun, { workers, servers, faults }: RunOutcome): boolean {
  const { cluster } = scenario;
  const workerCount = cluster.workers.reduce((sum, { count }) => sum + count, 0);
  const serverCount = algorithm.servers?.count ?? cluster.servers.count;
  return (
    workers.length === workerCount &&
    servers.length === serverCount &&
    (!faults || (faults.workers.length === workerCount && faults.servers.length === serverCount))
  );
}

/** Time and updates never go back, only a run that has diverged ends on an objective that is no number, and its end is the last point. */
function isCurveSound({ curve, status, ...end }: RunOutcome): boolean {
  const last = curve.at(-1);
  if (!last || last.time !== end.time || last.updates !== end.updates) return false;
  if (!Object.is(last.objective, end.objective) || !Object.is(last.accuracy, end.accuracy)) return false;
  return curve.every((point, k) => {
    const before = curve[k - 1] ?? { time: 0, updates: 0 };
    const mayBeInfinite = status === 'diverged' && point === last;
    return (
      point.time >= before.time &&
      point.updates >= before.updates &&
      (mayBeInfinite || Number.isFinite(point.objective ?? 0))
    );
  });
}

/** Every nanosecond of every worker is accounted for, and every update is somebody's. */
function areWorkersSound({ time, updates, workers }: RunOutcome): boolean {
  const clocks = workers.reduce((sum, worker) => sum + worker.clocks, 0);
  return (
    clocks === updates &&
    workers.every(
      ({ compute, communicate, wait, down, idle }) => compute + communicate + wait + down + idle === time,
    )
  );
}

/** Every update has one staleness, in bins that ascend. */
function isStalenessSound({ staleness, updates }: RunOutcome): boolean {
  const counted = staleness.reduce((sum, { count }) => sum + count, 0);
  return (
    counted === updates &&
    staleness.every(({ from, to }, k) => from > (staleness[k - 1]?.to ?? -1) && to >= from)
  );
}
