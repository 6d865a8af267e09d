import { type MachineNames, machineOf } from '../report/machine-names.ts';
import type { FinishedRun } from '../studies/study-result.ts';
import type { AlgorithmRuns } from '../studies/study-summary.ts';
import type { WorkerState } from '../studies/worker-states.ts';
import { timeAxis } from './axes.ts';
import type { StacksChart } from './chart.ts';
import { styleOf } from './style-of.ts';

/** What a worker's time can be spent on, in the order of drawing. */
const states: readonly (readonly [WorkerState, string])[] = [
  ['compute', 'computing'],
  ['communicate', 'communicating'],
  ['wait', 'waiting for slower workers'],
  ['down', 'down'],
  ['idle', 'idle'],
];

/** Where the time of the workers went: of all together for each algorithm, and of each worker. `most`: rows of a panel. */
export function workerCharts(
  groups: readonly AlgorithmRuns[],
  most: number,
  machines?: MachineNames,
): readonly StacksChart[] {
  const used = states.filter(([state]) =>
    groups.some(({ runs }) => runs.some(({ result }) => result.workers.some((worker) => worker[state] > 0))),
  );
  if (used.length === 0) return [];
  const longest = Math.max(...groups.map(({ runs }) => meanOver(runs, ({ result }) => result.time / 1e9)));
  const shared = {
    kind: 'stacks' as const,
    x: timeAxis('simulated time', longest),
    parts: used.map(([, name]) => name),
  };
  const many = groups.some(({ runs }) => runs.length > 1) ? ' Means over replications.' : '';
  const workers = Math.max(...groups.map(({ runs }) => runs[0]!.result.workers.length));
  const together = workers > most ? ` Neighbouring workers are drawn together; workers.csv has each.` : '';
  const secondsOf = (group: AlgorithmRuns, from: number, to: number) =>
    used.map(([state]) => meanOver(group.runs, (run) => meanOfWorkers(run, state, from, to)));
  return [
    {
      ...shared,
      id: 'time-shares',
      title: 'The mean worker under each algorithm',
      note: `A bar is as long as the run.${many}`,
      panels: [
        {
          ...{ name: '', style: 0 },
          rows: groups.map((group) => ({
            name: group.algorithm,
            parts: secondsOf(group, 0, workersOf(group)),
          })),
        },
      ],
    },
    {
      ...shared,
      id: 'workers',
      title: 'Each worker',
      note: `Worker by worker, from 0.${many}${together}`,
      panels: groups.map((group) => ({
        ...{ name: group.algorithm, style: styleOf(group.point, group.algorithm) },
        rows: stretches(workersOf(group), most).map(({ from, to }) => ({
          name:
            to === from + 1
              ? workerName(from, machineOf(machines, group.point.index, from))
              : `${from}–${to - 1}`,
          parts: secondsOf(group, from, to),
        })),
      })),
    },
  ];
}

function workerName(worker: number, machine: string | undefined): string {
  return machine === undefined ? String(worker) : `${worker} ${machine}`;
}

function workersOf({ runs }: AlgorithmRuns): number {
  return runs[0]!.result.workers.length;
}

/** 0 to `count` in at most `most` stretches of nearly equal length. */
function stretches(count: number, most: number): readonly { from: number; to: number }[] {
  const parts = Math.min(count, most);
  return Array.from({ length: parts }, (_, k) => ({
    from: Math.floor((k * count) / parts),
    to: Math.floor(((k + 1) * count) / parts),
  }));
}

function meanOfWorkers({ result }: FinishedRun, state: WorkerState, from: number, to: number): number {
  let sum = 0;
  for (let worker = from; worker < to; worker++) sum += result.workers[worker]![state];
  return sum / ((to - from) * 1e9);
}

function meanOver(runs: readonly FinishedRun[], value: (run: FinishedRun) => number): number {
  return runs.reduce((sum, run) => sum + value(run), 0) / runs.length;
}
