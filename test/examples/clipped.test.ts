import {
  algorithmsOf,
  assertConverges,
  assertSameRun,
  convergentTrials,
  forAllRuns,
  runTrial,
  trials,
} from 'laggard/testing';
import { test } from 'vitest';
import { clipped } from './clipped.ts';

const plugin = { register: [clipped], file: 'clipped.ts' };

test('clipped with a limit that nothing reaches is sum, event for event', () => {
  const algorithms = algorithmsOf(plugin, { options: { limit: 1e300 } });
  forAllRuns(plugin, trials({ algorithms, stops: 'clocks' }), (run) => {
    assertSameRun(run, runTrial(run.trial, plugin, { ...run.algorithm, rule: 'sum' }));
  });
});

test('clipped: where the workers share an optimum it is found, whatever the limit', () => {
  const algorithms = algorithmsOf(plugin, { options: { staleness: 2 } });
  forAllRuns(plugin, convergentTrials(plugin, { algorithms }), (run) => assertConverges(run), { cases: 20 });
});
