import { costOfRun } from '../studies/cost.ts';
import { secondsPerUpdate } from '../studies/goal.ts';
import type { FinishedRun } from '../studies/study-result.ts';
import { meanSeconds } from '../studies/worker-states.ts';
import { type Columns, secondsOf } from './csv.ts';
import { runFaultColumns } from './fault-columns.ts';
import { sweepColumns } from './sweep-columns.ts';

/** The columns of runs.csv, one row a run; `paths`: those of the sweep. */
export function runColumns(paths: readonly string[]): Columns<FinishedRun> {
  return [
    ['scenario', ({ plan }) => plan.point.scenario.name],
    ...sweepColumns(paths, ({ plan }: FinishedRun) => plan.point),
    ...columnsOfResult,
  ];
}

const columnsOfResult: Columns<FinishedRun> = [
  ['algorithm', ({ result }) => result.algorithm],
  ['protocol', ({ result }) => result.protocol],
  ['rule', ({ result }) => result.rule],
  ['staleness_bound', ({ result }) => result.stalenessBound],
  ['learning_rate', ({ result }) => result.learningRate],
  ['seed', ({ result }) => result.seed],
  ['replication', ({ result }) => result.replication],
  ['status', ({ result }) => result.status],
  ['time_s', ({ result }) => secondsOf(result.time)],
  ['updates', ({ result }) => result.updates],
  ['clocks_min', ({ result }) => result.clocksMin],
  ['clocks_max', ({ result }) => result.clocksMax],
  ['time_per_update_s', secondsPerUpdate],
  ['objective', ({ result }) => result.objective],
  ['accuracy', ({ result }) => result.accuracy],
  ['compute_s', (run) => meanSeconds(run, 'compute')],
  ['communicate_s', (run) => meanSeconds(run, 'communicate')],
  ['wait_s', (run) => meanSeconds(run, 'wait')],
  ['down_s', (run) => meanSeconds(run, 'down')],
  ['idle_s', (run) => meanSeconds(run, 'idle')],
  ['staleness_mean', ({ result }) => result.stalenessMean],
  ['staleness_max', ({ result }) => result.stalenessMax],
  ['bytes_pushed', ({ result }) => result.bytesPushed],
  ['bytes_pulled', ({ result }) => result.bytesPulled],
  ['events', ({ result }) => result.events],
  ['digest', ({ result }) => result.digest],
  ...runFaultColumns,
  ['cost_dollars', (run) => costOfRun(run).dollars],
  ['energy_joules', (run) => costOfRun(run).joules],
  ['test_loss', ({ result }) => result.testLoss],
  ['version_staleness_mean', ({ result }) => result.versionStalenessMean],
  ['push_weight', ({ result }) => result.pushWeight],
];
