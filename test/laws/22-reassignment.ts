import fc from 'fast-check';
import type { ReassignSpec, Scenario } from '../../src/scenarios/scenario.ts';
import { trials } from '../../src/testing/arbitraries/index.ts';
import { demand, demandSame } from '../../src/testing/compare.ts';
import type { Trial } from '../../src/testing/trial.ts';
import { comparable } from '../oracle/comparable.ts';
import { plainly } from '../oracle/plain-simulator.ts';
import { lawOf } from './law.ts';

const plain = plainly();

/** Every clock goes through all examples of its worker, all at once. */
const wholeShards = { features: 'all', batchSize: '100%' } as const;

/** Shares so large that a few examples can be moved, and thresholds that few or many pass. */
const reassigning = fc.record({
  threshold: fc.constantFrom(0.2, 0, 1),
  share: fc.constantFrom(0.05, 0.3, 0.9),
});

function withReassignment({ scenario, data }: Trial, reassign: ReassignSpec): Trial {
  const algorithms = scenario.algorithms.map(({ weights: _, ...algorithm }) => ({ ...algorithm, reassign }));
  return { data, scenario: { ...scenario, algorithms } as Scenario };
}

export const reassignmentIsPlain = lawOf(
  'the simulator agrees with a slow and obvious one where examples move between workers',
  fc.tuple(trials({ minWorkers: 2, workload: wholeShards }), reassigning),
  ({ simulate }, [drawn, reassign]) => {
    const trial = withReassignment(drawn, reassign);
    const found = simulate(trial);
    const expected = plain(trial);
    demandSame(found.trace, expected.trace, 'the trace');
    demandSame(comparable(found.result), comparable(expected.result), 'the result');
  },
);

export const nobodyIsAStraggler = lawOf(
  'where no clock passes the threshold a run is the same as without reassignment',
  trials({ minWorkers: 2, workload: wholeShards }),
  ({ simulate }, { scenario, data }) => {
    // No clock that takes time lasts 10^12 times as long as another; one that takes none passes any threshold.
    const { computeTime } = scenario.workload;
    const workload = {
      ...scenario.workload,
      computeTime: { ...computeTime, perBatch: computeTime.perBatch + 1 },
    };
    const trial = withReassignment(
      { scenario: { ...scenario, workload } as Scenario, data },
      { threshold: 1e12, share: 0.5 },
    );
    const algorithms = trial.scenario.algorithms.map(({ reassign: _, ...algorithm }) => algorithm);
    const without = simulate({ data, scenario: { ...trial.scenario, algorithms } as Scenario });
    const found = simulate(trial);
    demandSame(found.trace, without.trace, 'the trace');
    demandSame(found.result, without.result, 'the result');
  },
);

/** A second for each example on machines of the reference speed: a clock says how many there were. */
const counting = trials({
  minWorkers: 2,
  stragglers: false,
  stops: 'clocks',
  maxClocks: 10,
  workload: { ...wholeShards, batchesPerClock: 1, partition: 'by-label' },
}).map(({ scenario, data }): Trial => {
  const workers = scenario.cluster.workers.map((group, k) => ({ ...group, speed: k === 0 ? 1 : 0.5 }));
  const { scale: _, ...workload } = scenario.workload as Scenario['workload'] & { scale?: unknown };
  const computeTime = { perBatch: 0, perExample: 1, perNonzero: 0 };
  return {
    data,
    scenario: {
      ...scenario,
      cluster: { ...scenario.cluster, workers },
      workload: { ...workload, computeTime },
    } as Scenario,
  };
});

/** In the order of what happens: an example that is given away counts for its new worker from the next clock that this one starts. */
export const examplesAreConserved = lawOf(
  'examples that move are computed by one worker and then by the other: a clock goes through those of its worker when it starts',
  fc.tuple(counting, reassigning),
  ({ simulate, prepare }, [drawn, reassign]) => {
    const trial = withReassignment(drawn, reassign);
    const { workload, speeds } = prepare(trial);
    const examples = workload!.workers.map((worker) => worker.examples);
    const underWay = examples.map((count) => ({ count, since: 0 }));
    for (const { event, time } of simulate(trial).trace) {
      if (event.kind === 'examples-moved') {
        examples[event.worker]! -= event.count;
        examples[event.to]! += event.count;
        demand(examples[event.worker]! >= 1, () => `worker ${event.worker} has nothing left at ${time} ns`);
      }
      if (event.kind === 'clock-started')
        underWay[event.worker] = { count: examples[event.worker]!, since: time };
      if (event.kind !== 'clock-finished') continue;
      const { count, since } = underWay[event.worker]!;
      const computed = ((time - since) / 1e9) * speeds[event.worker]!;
      demand(
        computed === count,
        () =>
          `clock ${event.clock} of worker ${event.worker} goes through ${computed} examples, not ${count}`,
      );
    }
  },
);
