type Column = Float64Array | Int32Array | Uint32Array | Uint8Array;

/** A copy of `column` with room for twice as many elements; the new ones are 0. */
export function doubled<T extends Column>(column: T): T {
  const larger = new (column.constructor as new (length: number) => T)(column.length * 2);
  larger.set(column);
  return larger;
}
