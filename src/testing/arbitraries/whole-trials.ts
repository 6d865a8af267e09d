import fc from 'fast-check';
import type { Variate } from '../../base/options.ts';
import type { ClusterSpec, StragglerSpec } from '../../scenarios/scenario.ts';
import type { Trial } from '../trial.ts';
import { TIMELESS_PARTITIONS } from './learning.ts';
import { plainData, type TrialChoices, trials } from './trials.ts';
import { oneOf } from './variates.ts';

/** 2^20 ns, which can be halved many times before a nanosecond is divided. */
const UNIT = 2 ** 20 * 1e-9;

const units = (most: number, least = 0) => fc.integer({ min: least, max: most }).map((count) => count * UNIT);

/** A number of units, or one of several. */
function wholeVariates(most: number): fc.Arbitrary<Variate> {
  return fc.oneof(
    { withCrossShrink: true },
    units(most),
    fc.record({ empirical: fc.record({ values: fc.array(units(most), { minLength: 1, maxLength: 3 }) }) }),
    fc.record({ bernoulli: fc.record({ p: fc.constant(0.25), value: units(most), otherwise: units(most) }) }),
  );
}

const powers = fc.constantFrom(1, 2, 4, 0.5);
const factors: fc.Arbitrary<Variate> = fc.oneof(
  powers,
  fc.record({ empirical: fc.record({ values: fc.array(powers, { minLength: 1, maxLength: 3 }) }) }),
);

const wholeStragglers: fc.Arbitrary<StragglerSpec> = fc
  .record({
    options: fc.oneof(
      fc.record({ kind: fc.constant('constant'), slowdown: factors }),
      fc.record({ kind: fc.constant('per-clock'), factor: factors }),
      fc.record({ kind: fc.constant('delay'), duration: wholeVariates(4) }),
      fc.record({
        kind: fc.constant('episodes'),
        gap: units(9, 1),
        duration: wholeVariates(5),
        slowdown: factors,
      }),
    ),
    affects: fc.constantFrom(['compute' as const], ['compute' as const, 'network' as const]),
    fraction: fc.constantFrom(1, 0.5),
  })
  .map(({ options, affects, fraction }) => ({
    ...options,
    kind: options.kind,
    affects: options.kind === 'delay' ? ['compute'] : affects,
    fraction,
  }));

function wholeClusters(workers: number): fc.Arbitrary<ClusterSpec> {
  return fc.record({
    workers: fc.record({ count: fc.constant(workers), speed: factors }).map((group) => [group]),
    servers: fc.record({
      count: oneOf(1, 3),
      perPush: wholeVariates(2),
      perPull: wholeVariates(2),
      perValue: fc.constantFrom(0, UNIT / 16),
    }),
    network: fc.record({
      latency: wholeVariates(4),
      // A value takes a quarter or half of a unit.
      bandwidth: fc.constantFrom('unlimited' as const, 32 / UNIT, 16 / UNIT),
      contention: fc.constant('none' as const),
      headerBytes: fc.constant(64),
      valueBytes: fc.constant(8),
      indexBytes: fc.constant(4),
    }),
    stragglers: fc.array(wholeStragglers, { maxLength: 2 }),
  });
}

/** Trials in which all durations are whole nanoseconds, unless many halvings coincide. */
export function wholeTrials(choices: TrialChoices = {}): fc.Arbitrary<Trial> {
  return oneOf(1, 8).chain((workers) => {
    const size = { minWorkers: workers, maxWorkers: workers };
    return fc
      .record({
        trial: trials({ ...choices, ...size, partitions: TIMELESS_PARTITIONS }),
        cluster: wholeClusters(workers),
        computeTime: fc.record({ perBatch: units(8), perExample: units(3), perNonzero: units(2) }),
        maxTime: fc.option(units(200, 1), { nil: undefined, freq: 2 }),
      })
      .map(({ trial: { scenario, data }, cluster, computeTime, maxTime }) => {
        const { maxTime: _, ...stop } = scenario.stop;
        const count = Math.min(cluster.servers.count, data!.train.features);
        const { every, of } = scenario.training!.evaluate;
        const wholeEvery = 'updates' in every ? every : { seconds: Math.ceil(every.seconds / UNIT) * UNIT };
        return {
          data,
          scenario: plainData({
            ...scenario,
            cluster: { ...cluster, servers: { ...cluster.servers, count } },
            workload: { ...scenario.workload, computeTime },
            training: { ...scenario.training!, evaluate: { every: wholeEvery, of } },
            stop: maxTime === undefined ? stop : { ...stop, maxTime },
          }),
        };
      });
  });
}
