import fc from 'fast-check';
import { expect, test } from 'vitest';
import { firstDivergence } from '../../src/explanation/first-divergence.ts';
import { TwinRuns } from '../../src/explanation/twin-runs.ts';
import type { AlgorithmSpec } from '../../src/scenarios/scenario.ts';
import { type Observer, TrainingRun } from '../../src/simulation/index.ts';
import { timingTrials, trials } from '../../src/testing/arbitraries/index.ts';
import { prepareTrial, simulate, type Trial } from '../../src/testing/trial.ts';

function twins(a: Trial, b: Trial, step: number) {
  const maker = (trial: Trial) => (observer: Observer) =>
    new TrainingRun(prepareTrial(trial), trial.scenario.algorithms[0]!, { observers: [observer] });
  const runs = new TwinRuns(maker(a), maker(b));
  while (runs.advance(step));
  return runs.result();
}

/** The same trial with another seed, another protocol, or shorter. */
function changed({ scenario, data }: Trial, how: 'seed' | 'protocol' | 'end' | 'nothing'): Trial {
  const [algorithm] = scenario.algorithms as readonly [AlgorithmSpec];
  if (how === 'seed') return { data, scenario: { ...scenario, seed: scenario.seed + 1 } };
  if (how === 'end') return { data, scenario: { ...scenario, stop: { ...scenario.stop, maxClocks: 1 } } };
  if (how === 'nothing') return { data, scenario };
  const other = { ...algorithm, protocol: 'asp', rule: 'sum' };
  return { data, scenario: { ...scenario, algorithms: [other] } };
}

test('runs made side by side in steps of any size part where their whole traces do', () => {
  const how = fc.constantFrom('seed' as const, 'protocol' as const, 'end' as const, 'nothing' as const);
  const step = fc.integer({ min: 1, max: 40 });
  fc.assert(
    fc.property(fc.oneof(trials(), timingTrials()), how, step, (trial, change, size) => {
      const other = changed(trial, change);
      const expected = firstDivergence(simulate(trial), simulate(other));
      const found = twins(trial, other, size);
      expect(found.divergence?.event).toEqual(expected?.event);
      expect(found.divergence?.parameter).toEqual(expected?.parameter);
      expect(String(found.divergence)).toBe(String(expected));
      if (expected?.event) expect(found.sharedEvents).toBe(expected.event.index);
    }),
    { numRuns: 100 },
  );
});
