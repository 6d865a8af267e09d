import { assert } from '../../base/assert.ts';
import { InputError } from '../../base/errors.ts';
import { refuseZeroByte } from '../../base/text-bytes.ts';
import type { DataSet } from '../data-set.ts';
import type { DataParser, ParserContext } from './data-parser.ts';
import { type LibsvmForm, readLibsvmLines } from './libsvm-lines.ts';
import { libsvmProblem } from './libsvm-problem.ts';
import { maxLineBytes } from './limits.ts';
import { RowCollector } from './row-collector.ts';
import { WholeLines } from './whole-lines.ts';

/** What the LIBSVM parser is told. */
export interface LibsvmContext extends ParserContext {
  /** The data set has at least so many features; a file need not mention the last ones. */
  readonly features?: number;
  /** The index of the first feature, 0 or 1; 1 where not given. */
  readonly firstIndex?: number;
}

/**
 * LIBSVM/SVMlight text as sparse rows: one example a line, `label index:value index:value …`, indices ascending from 1, or from 0 (kept from 0).
 * Blank lines, comments from `#` on and `qid:` are passed over; explicit zeros stay entries.
 */
export class LibsvmParser implements DataParser {
  readonly #context: LibsvmContext;
  readonly #form: LibsvmForm;
  readonly #rows = new RowCollector();
  readonly #lines: WholeLines;
  /** Lines of the blocks before this one. */
  #linesBefore = 0;
  #atStart = true;

  constructor(context: LibsvmContext) {
    this.#context = context;
    this.#form = { ...context, firstIndex: context.firstIndex ?? 1 };
    this.#lines = new WholeLines(
      (bytes, start, end) => this.#read(bytes, start, end),
      () => this.#refuseLongLine(),
    );
  }

  push(chunk: Uint8Array): void {
    refuseZeroByte(chunk, this.#context.file);
    this.#lines.push(chunk);
  }

  finish(): DataSet {
    this.#lines.finish();
    const { file, features = 0 } = this.#context;
    const count = Math.max(features, this.#rows.features);
    if (this.#rows.rows === 0)
      throw new InputError({ file, message: 'no examples', allowed: 'at least one' });
    if (count === 0) throw new InputError({ file, message: 'no features', allowed: 'at least one' });
    return this.#rows.finish(count);
  }

  #read(bytes: Uint8Array, start: number, end: number): void {
    const from = this.#atStart && startsWithByteOrderMark(bytes, start) ? start + 3 : start;
    this.#atStart = false;
    const reached = readLibsvmLines(bytes, from, end, this.#rows, this.#form);
    if (reached < end) this.#refuse(bytes, start, reached);
    this.#linesBefore += countLines(bytes, start, end);
  }

  #refuse(bytes: Uint8Array, start: number, at: number): never {
    const { file } = this.#context;
    let lineEnd = at;
    while (bytes[lineEnd] !== LINE_FEED && bytes[lineEnd] !== RETURN) lineEnd++;
    const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes.subarray(at, lineEnd));
    const line = this.#linesBefore + countLines(bytes, start, at) + 1;
    const problem = libsvmProblem(text, this.#form);
    assert(problem !== undefined, () => `${file}:${line} was refused for no reason`);
    throw new InputError({ file, line, ...problem });
  }

  #refuseLongLine(): never {
    const line = this.#linesBefore + 1;
    const message = `a line of more than ${maxLineBytes} bytes`;
    throw new InputError({
      file: this.#context.file,
      line,
      message,
      allowed: 'text with one example a line',
    });
  }
}

const LINE_FEED = 0x0a;
const RETURN = 0x0d;

function startsWithByteOrderMark(bytes: Uint8Array, at: number): boolean {
  return bytes[at] === 0xef && bytes[at + 1] === 0xbb && bytes[at + 2] === 0xbf;
}

/** Counts line feeds, and carriage returns without one. */
function countLines(bytes: Uint8Array, from: number, to: number): number {
  let count = 0;
  for (let at = bytes.indexOf(LINE_FEED, from); at >= 0 && at < to; at = bytes.indexOf(LINE_FEED, at + 1))
    count++;
  for (let at = bytes.indexOf(RETURN, from); at >= 0 && at < to; at = bytes.indexOf(RETURN, at + 1))
    if (at + 1 === to || bytes[at + 1] !== LINE_FEED) count++;
  return count;
}
