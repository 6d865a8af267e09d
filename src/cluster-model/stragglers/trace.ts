import { choiceOption, fileOption, numberOption, textOption } from '../../base/options.ts';
import { NEVER } from '../../engine/time.ts';
import { type RecordedTimes, recordedTimes } from '../inputs/recorded-times.ts';
import { defineStraggler, type StragglerContext } from './straggler-model.ts';

/**
 * Clocks that have been measured. The k-th of the workers that the entry hits repeats recorded worker k mod R, R being how many there are. A recorded
 * compute time takes the place of the clock's work at the speed of the machine; half of a recorded communication time is added to the push of that clock,
 * half to the way back of the pull that follows it, so that a pull that meets nobody takes that much longer in all.
 */
export const trace = defineStraggler({
  name: 'trace',
  summary: 'Computes, and with affects: [network] communicates, as long as was recorded for each clock.',
  options: {
    file: fileOption(recordedTimes, {
      description:
        'CSV with a column worker, columns of times, and perhaps clock (or iteration, or time) to order by.',
    }),
    replay: choiceOption(['loop', 'once', 'resample'], {
      description:
        "loop: begin again after a worker's last recorded clock; once: go on like the machine then; resample: draw a recorded clock of the worker for each.",
      default: 'loop',
    }),
    compute: textOption({
      noun: 'the name of a column',
      description: 'Column of compute times, used where compute is affected.',
      default: 'compute_s',
    }),
    communicate: textOption({
      noun: 'the name of a column',
      description: 'Column of communication times, used where network is affected.',
      default: 'communicate_s',
    }),
    unit: numberOption({
      description: 'What a time of 1 in the file stands for.',
      quantity: 'seconds',
      above: 0,
      default: 1,
    }),
  },
  affects: ['compute', 'network'],
  replacesWork: true,
  create: (options, context) => {
    const recorded = context.contentOf(recordedTimes, options.file);
    const rowOf = rowFinder(recorded, options.replay, context);
    const column = (name: string) =>
      recorded.table.numbers(name, { min: 0 }).map((time) => time * options.unit);
    const meanOf = (times: Float64Array, worker: number) => {
      const { rows } = recorded.workers[recordOf(worker, recorded, context)]!;
      return rows.reduce((sum, row) => sum + times[row]!, 0) / rows.length;
    };
    const computing = context.affects.includes('compute') ? column(options.compute) : undefined;
    const communicating = context.affects.includes('network') ? column(options.communicate) : undefined;
    const at = (times: Float64Array, row: number | undefined) => (row === undefined ? undefined : times[row]);
    const half = (seconds: number | undefined) => (seconds === undefined ? undefined : seconds / 2);
    return {
      factorAt: () => 1,
      nextChange: () => NEVER,
      ...(computing && {
        recordedSeconds: (worker, clock) => at(computing, rowOf(worker, clock)),
        lastingSeconds: (worker) => meanOf(computing, worker),
      }),
      ...(communicating && {
        transitOf: (worker, clock) => half(at(communicating, rowOf(worker, clock))),
        lastingTransit: (worker) => meanOf(communicating, worker) / 2,
      }),
    };
  },
});

/** Which recorded worker `worker` repeats. */
function recordOf(worker: number, { workers }: RecordedTimes, { ranks }: StragglerContext): number {
  return ranks[worker]! % workers.length;
}

/** The row that stands for a clock of a worker; undefined after the end. */
function rowFinder(
  recorded: RecordedTimes,
  replay: 'loop' | 'once' | 'resample',
  context: StragglerContext,
): (worker: number, clock: number) => number | undefined {
  const draws = context.stream('row');
  return (worker, clock) => {
    const { rows } = recorded.workers[recordOf(worker, recorded, context)]!;
    if (replay === 'once') return rows[clock];
    if (replay === 'loop') return rows[clock % rows.length];
    return rows[Math.floor(draws.uniform(worker, clock) * rows.length)];
  };
}
