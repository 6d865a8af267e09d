import fc from 'fast-check';
import type { Cause } from '../../src/explanation/causes.ts';
import {
  type Change,
  fastMachines,
  instantServers,
  twiceTheBandwidth,
  withoutLatency,
  withoutStragglers,
  withoutStragglersOf,
} from '../../src/explanation/changes.ts';
import type { CriticalPath } from '../../src/explanation/critical-path.ts';
import type { StragglerSpec } from '../../src/scenarios/scenario.ts';
import { TrainingRun } from '../../src/simulation/index.ts';
import { algorithmOf, timingTrials } from '../../src/testing/arbitraries/index.ts';
import type { Trial } from '../../src/testing/trial.ts';
import { recorded } from './recorded.ts';

/** A change, and the causes that it can take from a path. */
export interface Saving {
  readonly name: string;
  readonly change: Change;
  readonly causes: readonly Cause[];
}

/**
 * Whoever waited in a queue may find it empty under a change, and a clock that begins earlier may miss an episode; so `queue` and
 * `straggler` are among the causes of each.
 */
export const savings: readonly Saving[] = [
  { name: 'without stragglers', change: withoutStragglers, causes: ['straggler', 'queue'] },
  { name: "without worker 0's slow-down", change: withoutStragglersOf(0), causes: ['straggler', 'queue'] },
  {
    name: 'all machines as fast as the fastest',
    change: fastMachines(0, 1000),
    causes: ['slowMachine', 'straggler', 'queue'],
  },
  { name: 'no latency', change: withoutLatency, causes: ['network', 'straggler', 'queue'] },
  { name: 'twice the bandwidth', change: twiceTheBandwidth, causes: ['network', 'straggler', 'queue'] },
  { name: 'servers that take no time', change: instantServers, causes: ['service', 'straggler', 'queue'] },
];

const rule = { name: 'sum', options: {} };
const everyClock = { staleness: 2, pullRule: 'strict', pull: 'every-clock' };

/**
 * Runs in which time is a maximum of sums: every worker pulls before every clock, messages do not meet, nothing fails, and clocks alone end a run. A
 * change then leaves the steps of the old path in their order, so that the new run cannot be shorter than they are under the change.
 */
export const timeIsAMaximumOfSums: fc.Arbitrary<Trial> = timingTrials({
  stops: 'clocks',
  algorithms: fc.constantFrom(
    algorithmOf({ name: 'bsp', options: {} }, rule),
    algorithmOf({ name: 'asp', options: {} }, rule),
    algorithmOf({ name: 'ssp', options: everyClock }, rule),
  ),
}).filter(({ scenario: { cluster } }) => cluster.network.contention === 'none');

/** Whether the bound holds for the trial: where stragglers stay, none of them may speed a worker up. */
export function isProven({ change }: Saving, { scenario: { cluster } }: Trial): boolean {
  return change === withoutStragglers || cluster.stragglers.every(neverSpeedsUp);
}

function neverSpeedsUp({ kind, slowdown = 1, factor = 1 }: StragglerSpec): boolean {
  if (kind === 'profile') return false;
  return [slowdown, factor].every((value) =>
    typeof value === 'number' ? value >= 1 : kind === 'expression',
  );
}

/** Nanoseconds that a change saves beyond what its causes have on the path and a nanosecond of rounding for each step. */
export function excessOf(
  trial: Trial,
  { change, causes }: Saving,
  spentOn = (path: CriticalPath, cause: Cause) => path.spent[cause],
): number {
  const { prepared, path } = recorded(trial);
  const run = new TrainingRun(change(prepared), trial.scenario.algorithms[0]!);
  while (run.advance(1000));
  const allowed = causes.reduce((sum, cause) => sum + spentOn(path, cause), 0);
  return path.end - run.result().time - allowed - path.steps.length;
}
