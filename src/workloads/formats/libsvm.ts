import { assert } from '../../base/assert.ts';
import { InputError } from '../../base/errors.ts';
import type { DataSet } from '../data-set.ts';
import type { DataParser, ParserContext } from './data-parser.ts';
import { readLibsvmLines } from './libsvm-lines.ts';
import { libsvmProblem } from './libsvm-problem.ts';
import { maxLineBytes } from './limits.ts';
import { RowCollector } from './row-collector.ts';
import { WholeLines } from './whole-lines.ts';

/** What the LIBSVM parser is told. */
export interface LibsvmContext extends ParserContext {
  /** The data set has at least so many features; a file need not mention the last ones. */
  readonly features?: number;
}

/**
 * LIBSVM/SVMlight text as sparse rows: one example a line, `label index:value index:value …`, indices ascending from 1 (kept from 0).
 * Blank lines, comments from `#` on and `qid:` are passed over; explicit zeros stay entries.
 */
export class LibsvmParser implements DataParser {
  readonly #context: LibsvmContext;
  readonly #rows = new RowCollector();
  readonly #lines: WholeLines;
  /** Lines of the blocks before this one. */
  #linesBefore = 0;
  #atStart = true;

  constructor(context: LibsvmContext) {
    this.#context = context;
    this.#lines = new WholeLines(
      (bytes, start, end) => this.#read(bytes, start, end),
      () => this.#refuseLongLine(),
    );
  }

  push(chunk: Uint8Array): void {
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
    const reached = readLibsvmLines(bytes, from, end, this.#rows, this.#context.maxFeatures);
    if (reached < end) this.#refuse(bytes, start, reached);
    this.#linesBefore += countLines(bytes, start, end);
  }

  #refuse(bytes: Uint8Array, start: number, at: number): never {
    const { file, maxFeatures } = this.#context;
    const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(
      bytes.subarray(at, bytes.indexOf(LINE_FEED, at)),
    );
    const line = this.#linesBefore + countLines(bytes, start, at) + 1;
    const problem = libsvmProblem(text, maxFeatures);
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

function startsWithByteOrderMark(bytes: Uint8Array, at: number): boolean {
  return bytes[at] === 0xef && bytes[at + 1] === 0xbb && bytes[at + 2] === 0xbf;
}

function countLines(bytes: Uint8Array, from: number, to: number): number {
  let count = 0;
  for (let at = bytes.indexOf(LINE_FEED, from); at >= 0 && at < to; at = bytes.indexOf(LINE_FEED, at + 1))
    count++;
  return count;
}
