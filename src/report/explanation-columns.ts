import { type Cause, causes } from '../explanation/causes.ts';
import type { Effect } from '../explanation/effect.ts';
import type { EfficiencySplit } from '../explanation/efficiency-split.ts';
import type { ExplainedRun } from '../explanation/explained.ts';
import { type Step, startOf } from '../explanation/step.ts';
import { meanTime, type WorkerTime } from '../explanation/worker-times.ts';
import { type Columns, secondsOf } from './csv.ts';
import { estimateColumns } from './estimate-columns.ts';

/** The causes as files name them. */
const names: Readonly<Record<Cause, string>> = {
  computing: 'computing',
  slowMachine: 'slow_machine',
  straggler: 'straggler',
  network: 'network',
  queue: 'server_queue',
  service: 'server_service',
  gate: 'gate',
  faults: 'faults',
  limit: 'limit',
  idle: 'idle',
};

/** What one cause is to one run. */
export interface CauseRow {
  readonly run: ExplainedRun;
  readonly cause: Cause;
}

/** A row for each cause. */
export function causeRows(run: ExplainedRun): readonly CauseRow[] {
  return causes.map((cause) => ({ run, cause }));
}

/** The columns of explain.csv. */
export const causeColumns: Columns<CauseRow> = [
  ...runColumnsOf(({ run }: CauseRow) => run),
  ['cause', ({ cause }) => names[cause]],
  ['path_s', ({ run, cause }) => secondsOf(run.path.spent[cause])],
  ['path_share', ({ run: { path }, cause }) => (path.end === 0 ? undefined : path.spent[cause] / path.end)],
  ['worker_mean_s', ({ run, cause }) => optionalSeconds(workerPart(meanTime(run.workers), cause))],
];

/** A worker's own time as the causes have it: its pulls are `network` as a whole. Undefined where the account does not tell. */
function workerPart({ communicating, ...time }: WorkerTime, cause: Cause): number | undefined {
  if (cause === 'network') return communicating;
  if (cause === 'queue' || cause === 'service' || cause === 'limit') return undefined;
  return time[cause];
}

/** One step of the path of a run. */
export interface StepRow {
  readonly run: ExplainedRun;
  readonly step: Step;
  /** From 0. */
  readonly index: number;
}

/** A row for each step. */
export function stepRows(run: ExplainedRun): readonly StepRow[] {
  return run.path.steps.map((step, index) => ({ run, step, index }));
}

/** The columns of path.csv. */
export const stepColumns: Columns<StepRow> = [
  ...runColumnsOf(({ run }: StepRow) => run),
  ['step', ({ index }) => index],
  ['kind', ({ step }) => step.kind],
  ['worker', ({ step }) => known(step.worker)],
  ['clock', ({ step }) => known(step.clock)],
  ['shard', ({ step }) => known(step.shard)],
  ['start_s', ({ step }) => secondsOf(startOf(step))],
  ['end_s', ({ step }) => secondsOf(step.time)],
  ...causes
    .filter((cause) => cause !== 'gate' && cause !== 'idle')
    .map(
      (cause) =>
        [
          `${names[cause]}_s`,
          ({ step }: StepRow) => secondsOf(step.shares.find((share) => share.cause === cause)?.length ?? 0),
        ] as const,
    ),
  ['released_worker', ({ step }) => step.released?.worker],
  ['released_clock', ({ step }) => step.released?.clock],
  ['released_after_s', ({ step }) => optionalSeconds(step.released?.parked)],
];

/** What one change does to one run. */
export interface EffectRow {
  readonly run: ExplainedRun;
  readonly effect: Effect;
}

/** A row for each change that was tried. */
export function effectRows(run: ExplainedRun): readonly EffectRow[] {
  return run.effects.map((effect) => ({ run, effect }));
}

/** The columns of what-if.csv. `ratio`: of the time to the target, or where there is none, of the time per update. */
export const effectColumns: Columns<EffectRow> = [
  ['algorithm', ({ run }) => run.run.plan.algorithm.label],
  ['what_if', ({ effect }) => effect.name],
  ['n', ({ effect }) => effect.n],
  ['arrived', ({ effect }) => effect.arrived],
  ...estimateColumns('ratio', ({ effect }: EffectRow) => effect.ratio),
  ...estimateColumns('time_s', ({ effect }: EffectRow) => effect.cost),
];

/** The columns of efficiency.csv: why algorithms differ from the first. */
export const splitColumns: Columns<EfficiencySplit> = [
  ['algorithm', ({ algorithm }) => algorithm],
  ['base', ({ base }) => base],
  ['n', ({ n }) => n],
  ...estimateColumns('speedup', ({ speedUp }: EfficiencySplit) => speedUp),
  ...estimateColumns('hardware', ({ hardware }: EfficiencySplit) => hardware),
  ...estimateColumns('statistical', ({ statistical }: EfficiencySplit) => statistical),
];

function runColumnsOf<Row>(runOf: (row: Row) => ExplainedRun): Columns<Row> {
  return [
    ['algorithm', (row) => runOf(row).run.plan.algorithm.label],
    ['replication', (row) => runOf(row).run.plan.replication],
  ];
}

/** What is not there is −1. */
function known(index: number): number | undefined {
  return index < 0 ? undefined : index;
}

function optionalSeconds(nanoseconds: number | undefined): number | undefined {
  return nanoseconds === undefined ? undefined : secondsOf(nanoseconds);
}
