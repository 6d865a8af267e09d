import { InputError, type Problem } from '../../base/errors.ts';
import type { InputFormat } from '../../base/input-files.ts';
import { numberProblem, shownText } from '../../base/offending-text.ts';
import { type SimTime, secondsToNanoseconds } from '../../engine/time.ts';
import { CsvTable } from './csv-table.ts';

/** How many times slower, from when on. */
export interface SpeedProfile {
  /** Instants at which the factor changes, ascending. [n], n ≥ 1 */
  readonly times: readonly SimTime[];
  /** The factor from each instant on; before the first it is 1. [n] */
  readonly factors: readonly number[];
  /** Seconds after the last instant at which the file begins again; undefined where it does not say. */
  readonly loopAfter: number | undefined;
}

/**
 * A profile of speeds in the manner of SimGrid, or as CSV. In SimGrid's form a line is `time value`, the value scales the speed (0.5 is
 * half as fast), and `LOOPAFTER seconds` (older files: PERIODICITY) makes it begin again. A CSV file has the columns time and either
 * speed or factor (2 is twice as slow). Times are in seconds.
 */
export const speedProfile: InputFormat<SpeedProfile> = {
  name: 'speed profile',
  example: '# time speed\n0 1.0\n0.011 0.5\n0.020 0.8\nLOOPAFTER 0.012\n',
  parse: (text, file) => (isCsv(text) ? readCsv(text, file) : readLines(text, file)),
};

/** Lines end in LF, CR LF or CR. */
const LINE_END = /\r\n|\n|\r/;

function isCsv(text: string): boolean {
  const first = text.split(LINE_END).find((line) => line.trim() !== '' && !line.trim().startsWith('#'));
  return first?.includes(',') ?? false;
}

function readCsv(text: string, file: string): SpeedProfile {
  const table = new CsvTable(text, file);
  if (table.has('speed') === table.has('factor')) {
    throw table.problem('the columns are not those of a profile', {
      line: 1,
      allowed: 'time and either speed or factor',
    });
  }
  const inverse = table.has('speed');
  const values = table.numbers(inverse ? 'speed' : 'factor', { above: 0 });
  const times = table.numbers('time', { min: 0 });
  const course = new Builder(file);
  for (let row = 0; row < table.length; row++) {
    course.add(times[row]!, inverse ? 1 / values[row]! : values[row]!, table.lineOf(row));
  }
  return course.finish(undefined);
}

function readLines(text: string, file: string): SpeedProfile {
  const course = new Builder(file);
  let loopAfter: number | undefined;
  for (const [k, whole] of text
    .replace(/^\uFEFF/, '')
    .split(LINE_END)
    .entries()) {
    const line = k + 1;
    const words = whole.replace(/#.*/, '').trim().split(/\s+/);
    if (words[0] === '') continue;
    const [first, second] = words as [string, string];
    const form = 'a time and a speed, or LOOPAFTER and seconds';
    if (loopAfter !== undefined) throw course.problem({ line, message: 'a line after LOOPAFTER' });
    if (words.length !== 2) throw course.problem({ line, message: shownText(whole.trim()), allowed: form });
    if (/^(LOOPAFTER|PERIODICITY)$/.test(first)) loopAfter = numberIn(second, line, file);
    else course.add(numberIn(first, line, file), 1 / numberIn(second, line, file), line);
  }
  return course.finish(loopAfter);
}

function numberIn(text: string, line: number, file: string): number {
  const message = numberProblem(text);
  if (message !== undefined) throw new InputError({ file, line, message });
  return Number(text);
}

/** Collects instants and factors, and sees that they are as they should be. */
class Builder {
  readonly #file: string;
  readonly #times: SimTime[] = [];
  readonly #factors: number[] = [];

  constructor(file: string) {
    this.#file = file;
  }

  add(seconds: number, factor: number, line: number): void {
    const time = secondsToNanoseconds(seconds) as number as SimTime;
    const last = this.#times.at(-1) ?? -1;
    if (seconds < 0 || time <= last) {
      const allowed = last < 0 ? 'a time >= 0' : 'later than the line before, by a nanosecond at least';
      throw this.problem({ line, message: `time ${seconds}`, allowed });
    }
    if (!(factor > 0 && factor < Number.POSITIVE_INFINITY)) {
      const hint = 'a machine that stands still for a while is a fault';
      throw this.problem({
        line,
        message: 'a speed of 0, below it or beyond what a double holds',
        allowed: 'a number > 0',
        hint,
      });
    }
    this.#times.push(time);
    this.#factors.push(factor);
  }

  finish(loopAfter: number | undefined): SpeedProfile {
    if (this.#times.length === 0) throw this.problem({ message: 'no lines', allowed: 'at least one' });
    if (loopAfter !== undefined && loopAfter <= 0) {
      throw this.problem({ message: `LOOPAFTER ${loopAfter}`, allowed: 'a number of seconds > 0' });
    }
    return { times: this.#times, factors: this.#factors, loopAfter };
  }

  problem(problem: Omit<Problem, 'file'>): InputError {
    return new InputError({ file: this.#file, ...problem });
  }
}
