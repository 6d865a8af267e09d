import fc from 'fast-check';
import type { AlgorithmSpec } from '../../src/scenarios/scenario.ts';
import {
  algorithmOf,
  anywhereRules,
  protocolDrafts,
  SMOOTH_MODELS,
  TIMELESS_PARTITIONS,
  timingTrials,
  trials,
} from '../../src/testing/arbitraries/index.ts';
import { assertSameRun } from '../../src/testing/assertions/same.ts';
import { demandClose, demandSame } from '../../src/testing/compare.ts';
import type { Trial } from '../../src/testing/trial.ts';
import { lawOf, type Subject } from './law.ts';

type Part = Parameters<typeof algorithmOf>[0];

const bsp: Part = { name: 'bsp', options: {} };
const asp: Part = { name: 'asp', options: {} };
const ssp = (options: object): Part => ({ name: 'ssp', options: { pullRule: 'strict', ...options } });
const sspZero = ssp({ staleness: 0, pull: 'when-needed' });
const sspUnbounded = ssp({ staleness: 'unbounded', pull: 'every-clock' });

const anyTrial = fc.oneof(trials(), timingTrials());

/** Law 4. */
export const sspZeroIsBsp = lawOf(
  'ssp(0) waits as bsp does, event for event; its rule only sees every push by itself',
  timingTrials(),
  (subject, trial) => {
    const [one, other] = [sspZero, bsp].map((protocol) =>
      subject.simulate(trial, { algorithm: algorithmOf(protocol, { name: 'sum', options: {} }) }),
    );
    const trace = other!.trace.filter(({ event }) => event.kind !== 'round-closed');
    demandSame(one!.trace, trace, 'the trace');
  },
);

/** Law 4. */
export const sspUnboundedIsAsp = lawOf(
  'ssp without a bound, pulling before every clock, is asp, event for event, with any rule',
  fc.record({ trial: anyTrial, rule: anywhereRules }),
  (subject, { trial, rule }) =>
    demandEqual(subject, trial, algorithmOf(sspUnbounded, rule), algorithmOf(asp, rule)),
);

/** Law 4. */
export const constantOneIsSum = lawOf(
  'constant(1) is sum, event for event, with any protocol',
  fc.record({ trial: trials(), protocol: protocolDrafts }),
  (subject, { trial, protocol }) =>
    demandEqual(
      subject,
      trial,
      algorithmOf(protocol, { name: 'constant', options: { lambda: 1 } }),
      algorithmOf(protocol, { name: 'sum', options: {} }),
    ),
);

/**
 * Law 4. Both add the mean of the same updates, in another order: a few units in the last place in each of at most 5 rounds, which
 * nothing makes grow (see `schedules`).
 */
export const constantIsAverage = lawOf(
  'constant(1/M) under bsp is average, to rounding',
  trials({
    models: SMOOTH_MODELS,
    partitions: TIMELESS_PARTITIONS,
    stops: 'clocks',
  }),
  ({ simulate }, trial) => {
    const constant = withRateOf(trial, algorithmOf(bsp, { name: 'constant', options: {} }));
    const average = withRateOf(trial, algorithmOf(bsp, { name: 'average', options: { weights: 'equal' } }));
    const one = simulate(trial, { algorithm: constant });
    fc.pre(one.result.status !== 'diverged');
    const other = simulate(trial, { algorithm: average });
    demandClose(one.result.parameters, other.result.parameters, 1e-12, 'parameters');
  },
);

function withRateOf({ scenario }: Trial, algorithm: AlgorithmSpec): AlgorithmSpec {
  const { learningRate } = scenario.algorithms[0]!;
  return learningRate ? { ...algorithm, learningRate } : algorithm;
}

/** The same events at the same times, the same parameters to the last bit. */
function demandEqual({ simulate }: Subject, trial: Trial, one: AlgorithmSpec, other: AlgorithmSpec): void {
  const first = simulate(trial, { algorithm: withRateOf(trial, one) });
  const second = simulate(trial, { algorithm: withRateOf(trial, other) });
  assertSameRun(first, second);
}
