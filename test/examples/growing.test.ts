import {
  algorithmsOf,
  assertConverges,
  assertNeverAhead,
  convergentTrials,
  forAllRuns,
  timingTrials,
} from 'laggard/testing';
import { test } from 'vitest';
import { growing } from './growing.ts';

const plugin = { register: [growing], file: 'growing.ts' };
const algorithms = algorithmsOf(plugin);

test('growing: nobody starts clock c more than min(most, ⌊c / every⌋) ahead of the slowest', () => {
  const bound = assertNeverAhead((c, { every, most }) =>
    Math.min(Number(most), Math.floor(c / Number(every))),
  );
  forAllRuns(plugin, timingTrials({ algorithms, maxClocks: 12 }), bound);
});

test('growing: where the workers share an optimum it is found, with every rule', () => {
  forAllRuns(plugin, convergentTrials(plugin, { algorithms }), (run) => assertConverges(run), { cases: 20 });
});
