import { type SimTime, secondsToNanoseconds } from '../../engine/time.ts';
import type { StragglerModel } from './straggler-model.ts';

/** In seconds. Every step of a grid is a step of work for whoever computes through it. */
export const FINEST_GRID = 1e-6;

/**
 * A smooth factor as steps: from k · step to (k + 1) · step it has the value that `valueAt` gives for the middle, (k + ½) · step. Times in
 * seconds; the same for every worker.
 */
export function onGrid(
  step: number,
  valueAt: (seconds: number) => number,
): Pick<StragglerModel, 'factorAt' | 'nextChange'> {
  const nanoseconds = secondsToNanoseconds(step);
  const cellOf = (time: SimTime) => Math.floor(time / nanoseconds);
  let known = -1;
  let value = 1;
  return {
    factorAt: (_worker, time) => {
      const cell = cellOf(time);
      if (cell !== known) {
        value = valueAt((cell + 0.5) * (nanoseconds / 1e9));
        known = cell;
      }
      return value;
    },
    nextChange: (_worker, time) => ((cellOf(time) + 1) * nanoseconds) as SimTime,
  };
}
