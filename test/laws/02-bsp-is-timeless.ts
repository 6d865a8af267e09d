import fc from 'fast-check';
import {
  algorithmOf,
  anywhereRules,
  asksForLevel,
  averageRules,
  clusters,
  compressionDrafts,
  oneOf,
  TIMELESS_PARTITIONS,
  trials,
} from '../../src/testing/arbitraries/index.ts';
import { demandSame, demandSameBits } from '../../src/testing/compare.ts';
import { lawOf } from './law.ts';

/** What inverse-staleness adds depends on who came first. */
const sums = anywhereRules.filter(({ name }) => name !== 'inverse-staleness');

const bsp = fc
  .record({
    rule: fc.oneof(averageRules, sums),
    compression: fc.option(compressionDrafts, { freq: 3, nil: undefined }),
  })
  .map(({ rule, compression }) => ({
    ...algorithmOf({ name: 'bsp', options: {} }, rule),
    ...(compression && { compression }),
  }));

/** Two clusters with equally many workers and nothing else in common, the first in a trial of bsp. */
const cases = oneOf(1, 8).chain((workers) => {
  const size = { minWorkers: workers, maxWorkers: workers };
  return fc.record({
    trial: trials({
      ...size,
      algorithms: bsp,
      partitions: TIMELESS_PARTITIONS,
      stops: 'rounds',
      // Who is fastest is a matter of time.
      training: { evaluate: { every: { updates: workers }, of: 'server' } },
    }),
    other: clusters(size),
  });
});

/**
 * Law 2. It is about partitions and stops that do not look at time; a stop within a round does, where there are two shards: one
 * of them may have applied the round whose last update the other has not seen. A compression works through an update in the
 * order in which the worker holds its parameters, in which its shards have a say: there the number of shards stays.
 */
export const bspIsTimeless = lawOf(
  'bsp has the same parameters, with any rule that adds up rounds, whatever the speeds, stragglers, network and server shards',
  cases,
  ({ simulate }, { trial, other }) => {
    // A heterogeneity level needs clocks that take time.
    fc.pre(trial.scenario.workload.computeTime.perBatch > 0 || !asksForLevel(other.stragglers));
    const { algorithms, cluster } = trial.scenario;
    const { servers } = algorithms[0]!.compression ? cluster : other;
    const count = Math.min(servers.count, trial.data!.train.features);
    const elsewhere = { ...other, servers: { ...other.servers, count } };
    const here = simulate(trial).result;
    const there = simulate({ ...trial, scenario: { ...trial.scenario, cluster: elsewhere } }).result;
    // Where parameters grow without bound, the run ends when that is seen, which depends on time.
    fc.pre(here.status !== 'diverged' && there.status !== 'diverged');
    demandSameBits(there.parameters, here.parameters, 'parameters');
    demandSame(there.updates, here.updates, 'the number of updates');
    demandSame(there.objective, here.objective, 'the objective');
  },
);
