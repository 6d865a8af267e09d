import { InputError, type Problem } from '../../base/errors.ts';
import { choiceOption, fileOption, numberOption, optional } from '../../base/options.ts';
import { NEVER, nanosecondsToSeconds, type SimTime, START } from '../../engine/time.ts';
import { type SpeedCourse, speedCourse } from '../inputs/speed-course.ts';
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
          'Seconds after the last line at which the file begins again; takes the place of its LOOPAFTER or PERIODICITY.',
        quantity: 'seconds',
        min: FINEST_GRID,
      }),
    ),
    unit: numberOption({
      description: 'What a time of 1 in the file stands for.',
      quantity: 'seconds',
      above: 0,
      default: 1,
    }),
    start: choiceOption(['zero', 'first'], {
      description:
        'The time of the file that is time 0 of the run: zero, its own, or first, that of its first line (for times since 1970, and calendar times).',
      default: 'zero',
    }),
  },
  affects: ['compute', 'network'],
  create: (options, { contentOf, affects }) => {
    const content = contentOf(speedProfile, options.file);
    if (affects.includes('network')) refuseSuspension(content);
    return modelOf(speedCourse(content, options));
  },
  remarks: (options, { contentOf, horizon }) => {
    const content = contentOf(speedProfile, options.file);
    return [...content.unread, ...lateStart(content, speedCourse(content, options), horizon)];
  },
});

/** A message takes the factor of its sending time, so that one sent by a suspended worker would never arrive. */
function refuseSuspension({ file, changes }: SpeedProfile): void {
  const suspended = changes.find(({ factor }) => factor === Number.POSITIVE_INFINITY);
  if (!suspended) return;
  throw new InputError({
    file,
    line: suspended.line,
    message: 'a speed of 0 suspends computing, and does not go with affects: [network]',
    allowed: 'affects: [compute], or speeds > 0',
  });
}

/** Before its first change, and where that is to 1, a machine has its full speed. */
function lateStart({ file, changes }: SpeedProfile, { times }: SpeedCourse, horizon: SimTime): Problem[] {
  const first = changes.findIndex(({ factor }) => factor !== 1);
  if (first < 0) return [{ file, message: 'every speed is 1: the profile changes nothing' }];
  if (times[first]! < horizon) return [];
  const [change, end] = [times[first]!, horizon].map(nanosecondsToSeconds);
  return [
    {
      file,
      line: changes[first]!.line,
      message: `the first change of speed comes at ${change} s, and a run ends at ${end} s at the latest: the profile changes nothing`,
      hint: 'start: first counts the times from the first line, and unit says what a time of 1 stands for',
    },
  ];
}

/** Before its first line, or that of a later round, what was before goes on; at the start that is 1. */
function modelOf({ times, factors, period }: SpeedCourse): Pick<StragglerModel, 'factorAt' | 'nextChange'> {
  const last = times.length - 1;
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
