import { algorithmsOf, forAllRuns, timingTrials } from 'laggard/testing';
import { expect, test } from 'vitest';
import { firstFew } from './first-few.ts';

const plugin = { register: [firstFew], file: 'first-few.ts' };

test('first-few: a round has `few` pushes, all of them computed on its parameters, until workers are done', () => {
  const trials = timingTrials({ algorithms: algorithmsOf(plugin), maxShards: 1, stops: 'clocks' });
  forAllRuns(plugin, trials, ({ trace, algorithm }) => {
    const rounds = trace.flatMap(({ event }) => (event.kind === 'round-closed' ? [event.pushes] : []));
    for (const pushes of rounds) expect(pushes).toBeLessThanOrEqual(Number(algorithm.few));
    for (const { event } of trace)
      if (event.kind === 'push-refused') expect(event.roundLag).toBeGreaterThan(0);
  });
});
