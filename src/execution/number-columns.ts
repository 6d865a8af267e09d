/**
 * Rows of numbers as bytes: one column after the other, each its values (absent ones as 0), how many are absent, and which.
 * Everything is a little-endian double, so that −0, NaN and infinities come back as they were.
 */

/** An object whose values are numbers, or undefined where there is none. */
type Row<K extends string> = { readonly [key in K]: number | undefined };

/** The names of all of a type's fields, in the order given; the compiler refuses one too few and one too many. */
export function keysOf<T>(all: { readonly [key in keyof T]-?: true }): readonly (keyof T & string)[] {
  return Object.keys(all) as (keyof T & string)[];
}

/** Doubles that are written one after the other. */
export class DoubleWriter {
  readonly #pieces: Float64Array[] = [];

  /** Writes how many rows there are, and the columns. */
  rows<K extends string>(rows: readonly Row<K>[], keys: readonly K[]): void {
    this.#pieces.push(Float64Array.of(rows.length));
    for (const key of keys) this.#column(rows, key);
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

  /** @throws RangeError where the bytes end too early. */
  rows<K extends string>(keys: readonly K[]): Row<K>[] {
    const count = this.#next();
    if (count * keys.length * 8 > this.#view.byteLength) throw new RangeError('more rows than bytes');
    const rows = Array.from({ length: count }, () => ({}) as Record<K, number | undefined>);
    for (const key of keys) this.#column(rows, key);
    return rows;
  }

  #column<K extends string>(rows: Record<K, number | undefined>[], key: K): void {
    for (let i = 0; i < rows.length; i++) rows[i]![key] = this.#next();
    for (let absent = this.#next(); absent > 0; absent--) rows[this.#next()]![key] = undefined;
  }

  #next(): number {
    const value = this.#view.getFloat64(this.#at, true);
    this.#at += 8;
    return value;
  }
}
