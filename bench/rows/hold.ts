import { exponentialDurations } from '../harness/durations.ts';
import { interleave } from '../harness/interleave.ts';
import { compareTimes, sameDigest } from '../harness/outcome.ts';
import { ours, reference } from '../harness/programs.ts';
import { targets } from '../targets.ts';
import type { Row } from './context.ts';

/** The hold model with 10^4 pending events: what the event queue costs. */
export const hold: Row = {
  targets: [targets.hold],
  async measure({ quick, folder }) {
    const pending = 10_000;
    const events = quick ? 200_000 : 1_000_000;
    const durations = folder.write('hold-durations', exponentialDurations('hold', pending + events, 1));
    const given = { pending, events, durations };
    const plan = { warmUps: 1, repetitions: quick ? 3 : 5 };
    const [our, their] = await interleave([ours('hold', given), reference('hold', given)], plan);
    return [compareTimes(targets.hold, our!, their!, { unit: 'events', check: sameDigest(our!, their!) })];
  },
};
