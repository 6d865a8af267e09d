import {
  type Columns,
  choiceOption,
  columnNames,
  columnsOption,
  fileOption,
  numberOption,
  optional,
  textOption,
} from '../../base/options.ts';
import { NEVER } from '../../engine/time.ts';
import type { CsvTable } from '../inputs/csv-table.ts';
import { durationsIn } from '../inputs/durations.ts';
import { type RecordedTimes, recordedTimes, recordedWorkers } from '../inputs/recorded-times.ts';
import { KNOWN_KEYS } from '../inputs/row-order.ts';
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
        'CSV with a column for the worker, columns of times, and perhaps columns that number the clocks.',
    }),
    replay: choiceOption(['loop', 'once', 'resample'], {
      description:
        "loop: begin again after a worker's last recorded clock; once: go on like the machine then; resample: draw a recorded clock of the worker for each.",
      default: 'loop',
    }),
    worker: textOption({
      noun: 'the name of a column',
      description: 'Column of numbers or names of the workers.',
      default: 'worker',
    }),
    clock: optional(
      columnsOption({
        description:
          "Columns that order a worker's rows together; otherwise clock, iteration, step or time, with epoch before it where that takes two.",
      }),
    ),
    order: choiceOption(['clock', 'file'], {
      description: 'clock: by those columns, where there are any; file: rows as they stand.',
      default: 'clock',
    }),
    compute: columnsOption({
      description:
        'Column of compute times, or two of instants (start, end), used where compute is affected.',
      default: 'compute_s',
    }),
    communicate: columnsOption({
      description: 'Likewise of communication times, used where network is affected.',
      default: 'communicate_s',
    }),
    unit: numberOption({
      description: 'What a time of 1 in the file stands for; calendar times are seconds.',
      quantity: 'seconds',
      above: 0,
      default: 1,
    }),
    ignore: optional(columnsOption({ description: 'Columns that are not read, and not remarked on.' })),
  },
  affects: ['compute', 'network'],
  replacesWork: true,
  create: (options, context) => {
    const recorded = recordIn(context.contentOf(recordedTimes, options.file), options);
    const rowOf = rowFinder(recorded, options.replay, context);
    const meanOf = (times: Float64Array, worker: number) => {
      const { rows } = recorded.workers[recordOf(worker, recorded, context)]!;
      return rows.reduce((sum, row) => sum + times[row]!, 0) / rows.length;
    };
    const computing = context.affects.includes('compute') ? timesIn(recorded, options, 'compute') : undefined;
    const communicating = context.affects.includes('network')
      ? timesIn(recorded, options, 'communicate')
      : undefined;
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
  remarks: (options, { contentOf, affects }) => {
    const record = recordIn(contentOf(recordedTimes, options.file), options);
    const { table, orderedBy } = record;
    const unknown = columnNames(options.ignore).find((name) => !table.has(name));
    if (unknown !== undefined) throw table.missing(unknown);
    for (const part of affects) timesIn(record, options, TIMES[part]);
    const times = affects.flatMap((part) => columnNames(options[TIMES[part]]));
    // Who asks for the rows as they stand knows what numbers them.
    const keys = options.order === 'file' ? KNOWN_KEYS : orderedBy;
    return table.unreadBeside([options.worker, ...keys, ...times, ...columnNames(options.ignore)]);
  },
  machines: (options, { contentOf }) =>
    recordIn(contentOf(recordedTimes, options.file), options).workers.map(({ name }) => name),
});

/** The option that names the columns of what is affected. */
const TIMES = { compute: 'compute', network: 'communicate' } as const;

interface RecordOptions {
  readonly worker: string;
  readonly clock: Columns | undefined;
  readonly order: 'clock' | 'file';
}

/** Seconds by row, in the columns that an option names. */
function timesIn<O extends 'compute' | 'communicate'>(
  { table }: RecordedTimes,
  options: Readonly<Record<O, Columns>> & { readonly unit: number },
  option: O,
): Float64Array {
  return durationsIn(table, {
    columns: options[option],
    unit: options.unit,
    written: (names) => written(option, names),
  });
}

function recordIn(table: CsvTable, { worker, clock, order }: RecordOptions): RecordedTimes {
  return recordedWorkers(table, { worker, clock: columnNames(clock), order, written });
}

function written(option: string, names: readonly string[]): string {
  return names.length === 1 ? `${option}: ${names[0]}` : `${option}: [${names.join(', ')}]`;
}

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
