import fc from 'fast-check';
import { algorithmDrafts, timingTrials } from '../../src/testing/arbitraries/index.ts';
import { demand } from '../../src/testing/compare.ts';
import type { Outcome } from '../../src/testing/trial.ts';
import { lawOf } from './law.ts';

/** What a clock meets of any other kind depends on when it starts. */
const TIMELESS = ['constant', 'delay', 'per-clock', 'trace'];

/** Section 8 of the design: the draws do not depend on who draws before, so that a comparison compares one thing. */
export const commonChance = lawOf(
  'two algorithms meet the same stragglers: a clock takes each worker as long under one as under the other',
  fc.record({ trial: timingTrials(), other: algorithmDrafts }),
  ({ simulate }, { trial, other }) => {
    fc.pre(trial.scenario.cluster.stragglers.every(({ kind }) => TIMELESS.includes(kind)));
    const durations = clockDurations(simulate(trial));
    for (const [clock, duration] of clockDurations(simulate(trial, { algorithm: other }))) {
      const here = durations.get(clock);
      demand(
        here === undefined || here === duration,
        () => `${clock} takes ${duration} ns instead of ${here} ns`,
      );
    }
  },
);

function clockDurations({ trace }: Outcome): Map<string, number> {
  const started = new Map<string, number>();
  const durations = new Map<string, number>();
  for (const { event, time } of trace) {
    if (event.kind !== 'clock-started' && event.kind !== 'clock-finished') continue;
    const name = `clock ${event.clock} of worker ${event.worker}`;
    if (event.kind === 'clock-started') started.set(name, time);
    else durations.set(name, time - started.get(name)!);
  }
  return durations;
}
