import { InputError, type Problem } from '../../base/errors.ts';
import type { InputFormat } from '../../base/input-files.ts';
import { numberProblem, shownText } from '../../base/offending-text.ts';
import { suggestionFor } from '../../base/suggest.ts';
import { CsvTable } from './csv-table.ts';
import { type Instant, readInstant } from './instants.ts';

/** How many times slower, from when on, as a file says it. Lengths and instants are in the unit of the file. */
export interface SpeedProfile {
  readonly file: string;
  /** One for each change, in the order of time and of the file. [n], n ≥ 1 */
  readonly changes: readonly SpeedChange[];
  /** When the file begins again; undefined where it does not say. */
  readonly loop: ProfileLoop | undefined;
  /** What the file has that nothing reads. */
  readonly unread: readonly Problem[];
}

/** One line of a profile. */
export interface SpeedChange {
  readonly instant: Instant;
  /** How many times slower; Infinity while the machine is suspended. */
  readonly factor: number;
  readonly line: number;
}

/** `after`: so long after the last change; `every`: so long after the beginning of the round before. */
export interface ProfileLoop {
  readonly kind: 'after' | 'every';
  readonly length: number;
}

/**
 * A profile of speeds in the manner of SimGrid, or as CSV. In SimGrid's form a line is `time value`, the value scales the speed (0.5 is
 * half as fast, 0 is suspended); `LOOPAFTER length` makes it begin again so long after its last line, `PERIODICITY length` so long after
 * its beginning (SimGrid 3.31 and later). A CSV file has the columns time and either speed or factor (2 is twice as slow).
 */
export const speedProfile: InputFormat<SpeedProfile> = {
  name: 'speed profile',
  example: '# time speed\n0 1.0\n0.011 0.5\n0.020 0.8\nLOOPAFTER 0.012\n',
  parse: (text, file) => (isCsv(text) ? readCsv(text, file) : readLines(text, file)),
};

const COMMENT = /^[#%]/;
const KEYWORD =
  /^(LOOPAFTER|PERIODICITY|STOCHASTIC|DET|UNIF|UNIFORM|EXP|EXPONENTIAL|NORM|NORMAL|GAUSS|GAUSSIAN)\b/;

function linesOf(text: string): readonly string[] {
  return text
    .replace(/^\uFEFF/, '')
    .split(/\r\n|\r|\n/)
    .map((line) => line.trim());
}

/** Returns whether a text is CSV: fields are separated by commas or semicolons, or by tabs under a line of names. */
function isCsv(text: string): boolean {
  const first = linesOf(text).find((line) => line !== '' && !COMMENT.test(line)) ?? '';
  return !KEYWORD.test(first) && /[,;]|^["A-Za-z_].*\t/.test(first);
}

function readCsv(text: string, file: string): SpeedProfile {
  const table = new CsvTable(text, file);
  if (table.has('speed') === table.has('factor')) {
    throw table.problem('the columns are not those of a profile', {
      line: 1,
      allowed: 'time and either speed or factor',
    });
  }
  const column = table.has('speed') ? 'speed' : 'factor';
  const values = table.numbers(column, column === 'speed' ? { min: 0 } : { above: 0 });
  const instants = table.instants('time');
  const course = new Builder(file);
  for (let row = 0; row < table.length; row++) {
    const factor = column === 'speed' ? slowdownAt(values[row]!) : values[row]!;
    course.add(instants[row]!, factor, table.lineOf(row));
  }
  return course.finish(undefined, table.unreadBeside(['time', column]));
}

const FORM = 'a time and a speed, or LOOPAFTER or PERIODICITY and a length';

function readLines(text: string, file: string): SpeedProfile {
  const course = new Builder(file);
  const unread: Problem[] = [];
  let loop: ProfileLoop | undefined;
  for (const [k, whole] of linesOf(text).entries()) {
    if (whole === '' || COMMENT.test(whole)) continue;
    const place = { file, line: k + 1 };
    const [first = '', second = '', third = ''] = whole.replace(/#.*/, '').split(/\s+/);
    const kind = LOOPS[first];
    refuseChance(first, second, place);
    const instant = kind === undefined ? instantIn(first, place) : undefined;
    if (second === '') throw new InputError({ ...place, message: shownText(whole), allowed: FORM });
    const number = numberIn(second, place);
    if (instant) course.add(instant, slowdownAt(number), place.line);
    else if (loop === undefined) loop = loopOf(kind!, first, number, place);
    else {
      const message = `${first}, where the file says already when it begins again`;
      throw new InputError({ ...place, message });
    }
    if (numberProblem(third) === undefined)
      unread.push({ ...place, message: `nothing reads the third number of the line, ${third}` });
  }
  return course.finish(loop, unread);
}

const LOOPS: Readonly<Record<string, ProfileLoop['kind']>> = { LOOPAFTER: 'after', PERIODICITY: 'every' };

function loopOf(
  kind: ProfileLoop['kind'],
  word: string,
  length: number,
  place: Partial<Problem>,
): ProfileLoop {
  if (length > 0 || (kind === 'after' && length === 0)) return { kind, length };
  throw new InputError({
    ...place,
    message: `${word} ${length}`,
    allowed: `a length ${kind === 'after' ? '>= 0' : '> 0'}`,
  });
}

/** SimGrid draws such a profile by chance; ours say what a machine does. */
function refuseChance(first: string, second: string, place: Partial<Problem>): void {
  const word = [first, second].find((text) => KEYWORD.test(text) && LOOPS[text] === undefined);
  if (word === undefined) return;
  throw new InputError({
    ...place,
    message: `${word}: a profile that is drawn by chance is not read`,
    allowed: FORM,
    hint: 'the stragglers markov, episodes and per-clock draw speeds',
  });
}

function numberIn(text: string, place: Partial<Problem>): number {
  const message = numberProblem(text);
  if (message !== undefined) throw new InputError({ ...place, message, allowed: FORM });
  return Number(text);
}

function instantIn(text: string, place: Partial<Problem>): Instant {
  const instant = readInstant(text);
  if (instant && !instant.isCalendar) return instant;
  const meant = suggestionFor(text, Object.keys(LOOPS));
  const help = /[,;]/.test(text)
    ? 'a CSV file begins with the names of its columns: time,speed'
    : meant && `did you mean ${meant}?`;
  const hint = help ? { hint: help } : {};
  throw new InputError({ ...place, message: `${shownText(text)} is not a number`, allowed: FORM, ...hint });
}

/** Infinity for a machine that stands still. */
function slowdownAt(speed: number): number {
  if (speed === 0) return Number.POSITIVE_INFINITY;
  return 1 / speed === Number.POSITIVE_INFINITY ? Number.NaN : 1 / speed;
}

/** Collects changes, and sees that they are as they should be. */
class Builder {
  readonly #file: string;
  readonly #changes: SpeedChange[] = [];

  constructor(file: string) {
    this.#file = file;
  }

  add(instant: Instant, factor: number, line: number): void {
    const last = this.#changes.at(-1)?.instant;
    const isMixed = last !== undefined && last.isCalendar !== instant.isCalendar;
    if (instant.ticks < 0 || isMixed || (last && instant.ticks < last.ticks)) {
      const allowed = last ? 'the time of the line before, or later' : 'a time >= 0';
      throw this.#problem({ line, message: `time ${instant.value}`, allowed });
    }
    if (!(factor > 0)) {
      throw this.#problem({
        line,
        message: 'a speed below 0, or beyond what a double holds',
        allowed: '0, for a machine that stands still, or a number > 0',
      });
    }
    this.#changes.push({ instant, factor, line });
  }

  finish(loop: ProfileLoop | undefined, unread: readonly Problem[]): SpeedProfile {
    const last = this.#changes.at(-1);
    if (!last) throw this.#problem({ message: 'no lines', allowed: 'at least one' });
    if (loop?.kind === 'every' && loop.length < last.instant.value) {
      throw this.#problem({
        line: last.line,
        message: `time ${last.instant.value}, with PERIODICITY ${loop.length}`,
        allowed: 'no line later than the period',
      });
    }
    return { file: this.#file, changes: this.#changes, loop, unread };
  }

  #problem(problem: Omit<Problem, 'file'>): InputError {
    return new InputError({ file: this.#file, ...problem });
  }
}
