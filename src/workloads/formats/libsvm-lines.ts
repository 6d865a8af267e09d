import { readDecimal } from './decimal.ts';
import type { LabelNames } from './label-names.ts';
import type { RowCollector } from './row-collector.ts';

/** How LIBSVM text is to be understood. */
export interface LibsvmForm {
  /** The index of the first feature: 1, or 0 as scikit-learn writes it by default. */
  readonly firstIndex: number;
  /** The largest number of features that is believed. */
  readonly maxFeatures: number;
  /** What turns words into labels; labels are numbers where not given. */
  readonly labelNames?: LabelNames;
}

/**
 * Reads whole lines `bytes[start]` to `bytes[end]` of LIBSVM/SVMlight text into `rows`. Returns `end`, or where the first line begins that
 * is wrong; what is wrong with it is found out elsewhere (`libsvmProblem`), so that this loop only has to notice.
 *
 *     line  = [label [qid:number] {index:value}] [# comment]     index: ascending; lines end in LF, CR LF or CR
 *
 * No string is made and no number leaves a register but into its array: reading speed is measured.
 */
export function readLibsvmLines(
  bytes: Uint8Array,
  start: number,
  end: number,
  rows: RowCollector,
  { firstIndex, maxFeatures, labelNames }: LibsvmForm,
): number {
  const before = firstIndex - 1;
  const last = before + maxFeatures;
  // The shortest entry is four bytes: ` 1:1`.
  rows.reserveEntries(((end - start) >>> 2) + 1);
  const { indices, values } = rows;
  let p = start;
  while (p < end) {
    const line = p;
    p = afterBlanks(bytes, p);
    let byte = bytes[p]!;
    if (!endsContent(byte)) {
      rows.reserveRow();
      p = labelNames
        ? readWord(bytes, p, labelNames, rows.labels, rows.rows)
        : readDecimal(bytes, p, rows.labels, rows.rows);
      if (p < 0 || !endsNumber(bytes[p]!)) return line;
      p = afterQueryId(bytes, afterBlanks(bytes, p));
      let entry = rows.entries;
      let previous = before;
      let digit = bytes[p]! - ZERO;
      while (digit >= 0 && digit <= 9) {
        let index = digit;
        digit = bytes[++p]! - ZERO;
        while (digit >= 0 && digit <= 9) {
          index = index * 10 + digit;
          digit = bytes[++p]! - ZERO;
        }
        if (bytes[p] !== COLON || index <= previous || index > last) return line;
        p = readDecimal(bytes, p + 1, values, entry);
        if (p < 0) return line;
        indices[entry++] = index - firstIndex;
        previous = index;
        byte = bytes[p]!;
        if (byte === SPACE) byte = bytes[++p]!;
        else if (!endsNumber(byte)) return line;
        if (byte === SPACE || byte === TAB) p = afterBlanks(bytes, p);
        digit = bytes[p]! - ZERO;
      }
      rows.endRow(entry);
      if (previous - before > rows.features) rows.features = previous - before;
    }
    p = afterLine(bytes, p);
    if (p < 0) {
      return line;
    }
  }
  return end;
}

const ZERO = 0x30;
const COLON = 0x3a;
const SPACE = 0x20;
const TAB = 0x09;
const LINE_FEED = 0x0a;
const RETURN = 0x0d;
const HASH = 0x23;

function afterBlanks(bytes: Uint8Array, at: number): number {
  let p = at;
  while (bytes[p] === SPACE || bytes[p] === TAB) p++;
  return p;
}

function endsContent(byte: number): boolean {
  return byte === LINE_FEED || byte === RETURN || byte === HASH;
}

function endsNumber(byte: number): boolean {
  return byte === SPACE || byte === TAB || endsContent(byte);
}

/** Behind `qid:12` and the blanks that follow, if it is there: ranking queries mean nothing here. */
function afterQueryId(bytes: Uint8Array, at: number): number {
  if (bytes[at] !== 0x71 || bytes[at + 1] !== 0x69 || bytes[at + 2] !== 0x64 || bytes[at + 3] !== COLON) {
    return at;
  }
  let p = at + 4;
  while (bytes[p]! >= ZERO && bytes[p]! <= 0x39) p++;
  return p > at + 4 && endsNumber(bytes[p]!) ? afterBlanks(bytes, p) : at;
}

/** Writes the number of the word at `at` to `out[slot]`. Returns the position behind it, or −1 where it has none. */
function readWord(bytes: Uint8Array, at: number, names: LabelNames, out: Float64Array, slot: number): number {
  let end = at;
  while (!endsNumber(bytes[end]!)) {
    if (bytes[end] === COLON) return -1; // an entry, whose line has no label
    end++;
  }
  const number = names.numberOf(new TextDecoder().decode(bytes.subarray(at, end)));
  if (number === undefined) return -1;
  out[slot] = number;
  return end;
}

/** Where the next line begins, given that only a comment may come before; −1 when something else does. */
function afterLine(bytes: Uint8Array, at: number): number {
  let p = at;
  if (bytes[p] === HASH) while (bytes[p] !== LINE_FEED && bytes[p] !== RETURN) p++;
  if (bytes[p] === RETURN) return bytes[p + 1] === LINE_FEED ? p + 2 : p + 1;
  return bytes[p] === LINE_FEED ? p + 1 : -1;
}
