import { fileOption, numberOption, optional } from '../../base/options.ts';
import { NEVER, type SimTime, START, secondsToNanoseconds } from '../../engine/time.ts';
import { type SpeedProfile, speedProfile } from '../inputs/speed-profile.ts';
import { FINEST_GRID } from './on-grid.ts';
import { defineStraggler, type StragglerModel } from './straggler-model.ts';

/** Speeds that somebody has measured or made up, from a file; the same for every worker that is hit. */
export const profile = defineStraggler({
  name: 'profile',
  summary: 'Slower by factors that a file gives for instants of time.',
  options: {
    file: fileOption(speedProfile, {
      description: 'Profile in the form of SimGrid, or CSV with the columns time and speed or factor.',
    }),
    loopAfter: optional(
      numberOption({
        description:
          'Seconds after the last line at which the file begins again; takes the place of its LOOPAFTER.',
        quantity: 'seconds',
        min: FINEST_GRID,
      }),
    ),
  },
  affects: ['compute', 'network'],
  create: ({ file, loopAfter }, { contentOf }) => {
    const content = contentOf(speedProfile, file);
    return courseOf(content, loopAfter ?? content.loopAfter);
  },
});

/** Before its first line, or that of a later round, what was before goes on; at the start that is 1. */
function courseOf(
  { times, factors }: SpeedProfile,
  loopAfter: number | undefined,
): Pick<StragglerModel, 'factorAt' | 'nextChange'> {
  const last = times.length - 1;
  const period =
    loopAfter === undefined
      ? NEVER
      : ((times[last]! + Math.max(1, secondsToNanoseconds(loopAfter))) as SimTime);
  const roundOf = (time: SimTime) => (period === NEVER ? START : Math.floor(time / period) * period);
  return {
    factorAt: (_worker, time) => {
      const round = roundOf(time);
      const line = lineAt(times, time - round);
      if (line < 0) return round === START ? 1 : factors[last]!;
      return factors[line]!;
    },
    nextChange: (_worker, time) => {
      const round = roundOf(time);
      const next = lineAt(times, time - round) + 1;
      if (next <= last) return (round + times[next]!) as SimTime;
      return period === NEVER ? NEVER : ((round + period + times[0]!) as SimTime);
    },
  };
}

/** The last line at or before `time`; −1 before the first. */
function lineAt(times: readonly SimTime[], time: number): number {
  let [low, high] = [0, times.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (times[middle]! <= time) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}
