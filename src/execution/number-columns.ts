/**
 * Rows of numbers as bytes: one column after the other, each its values (absent ones as 0), how many are absent, and which.
 * Everything is a little-endian double, so that −0, NaN and infinities come back as they were.
 */

/** An object whose values are numbers, or undefined where there is none. */
type Row<K extends string> = { readonly [key in K]: number | undefined };

/** The numbers that a column may have. */
export interface Column {
  readonly allows: (value: number) => boolean;
  readonly mayBeAbsent: boolean;
}

/** The columns of a type, in the order in which they are written; the compiler refuses one too few and one too many. */
export type Columns<T> = { readonly [key in keyof T]-?: Column };

/** Whole numbers from 0 to 2^53 − 1. */
export const count: Column = {
  allows: (value) => Number.isSafeInteger(value) && value >= 0,
  mayBeAbsent: false,
};

/** Whole numbers of either sign. */
export const whole: Column = { allows: Number.isSafeInteger, mayBeAbsent: false };

/** Finite numbers from 0. */
export const amount: Column = { allows: (value) => Number.isFinite(value) && value >= 0, mayBeAbsent: false };

/** Any number, NaN and infinities included. */
export const figure: Column = { allows: () => true, mayBeAbsent: false };

/** A column whose rows may have no number. */
export function optional(column: Column): Column {
  return { ...column, mayBeAbsent: true };
}

/** The names of columns, in order. */
function keysOf<K extends string>(columns: { readonly [key in K]: Column }): readonly K[] {
  return Object.keys(columns) as K[];
}

/** Doubles that are written one after the other. */
export class DoubleWriter {
  readonly #pieces: Float64Array[] = [];

  /** Writes how many rows there are, and the columns. */
  rows<K extends string>(rows: readonly Row<NoInfer<K>>[], columns: { readonly [key in K]: Column }): void {
    this.#pieces.push(Float64Array.of(rows.length));
    for (const key of keysOf(columns)) this.#column(rows, key);
  }

  /** All that has been written, as bytes. */
  bytes(): Uint8Array {
    const count = this.#pieces.reduce((sum, { length }) => sum + length, 0);
    const view = new DataView(new ArrayBuffer(count * 8));
    let at = 0;
    for (const piece of this.#pieces) {
      for (let i = 0; i < piece.length; i++, at += 8) view.setFloat64(at, piece[i]!, true);
    }
    return new Uint8Array(view.buffer);
  }

  #column<K extends string>(rows: readonly Row<K>[], key: K): void {
    const values = new Float64Array(rows.length);
    const absent: number[] = [];
    for (let i = 0; i < rows.length; i++) {
      const value = rows[i]![key];
      if (value === undefined) absent.push(i);
      else values[i] = value;
    }
    this.#pieces.push(values, Float64Array.of(absent.length), Float64Array.from(absent));
  }
}

/** Reads what a `DoubleWriter` has written, in the same order. */
export class DoubleReader {
  readonly #view: DataView;
  #at = 0;

  constructor(bytes: Uint8Array) {
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  /** @throws RangeError where the bytes end too early, or hold something that a column does not allow. */
  rows<K extends string>(columns: { readonly [key in K]: Column }): Row<K>[] {
    const keys = keysOf(columns);
    const rowCount = this.#nextIndex(this.#left / Math.max(1, keys.length) + 1);
    const rows = Array.from({ length: rowCount }, () => ({}) as Record<K, number | undefined>);
    for (const key of keys) this.#column(rows, key, columns[key]);
    return rows;
  }

  /** @throws RangeError where there are bytes that nobody has read. */
  end(): void {
    if (this.#left > 0) throw new RangeError('more bytes than rows');
  }

  /** Doubles that have not been read. */
  get #left(): number {
    return (this.#view.byteLength - this.#at) / 8;
  }

  #column<K extends string>(rows: Record<K, number | undefined>[], key: K, column: Column): void {
    for (const row of rows) row[key] = this.#next();
    let from = 0;
    for (let absent = this.#nextIndex(rows.length + 1); absent > 0; absent--) {
      const at = this.#nextIndex(rows.length);
      if (at < from || !column.mayBeAbsent) throw new RangeError(`${key} may not be absent`);
      rows[at]![key] = undefined;
      from = at + 1;
    }
    for (const { [key]: value } of rows) {
      if (value !== undefined && !column.allows(value)) throw new RangeError(`${key} may not be ${value}`);
    }
  }

  /** A whole number from 0 that is below `bound`. */
  #nextIndex(bound: number): number {
    const value = this.#next();
    if (count.allows(value) && value < bound) return value;
    throw new RangeError(`${value} rows`);
  }

  #next(): number {
    const value = this.#view.getFloat64(this.#at, true);
    this.#at += 8;
    return value;
  }
}
