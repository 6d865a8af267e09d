import { readFileSync } from 'node:fs';

/** The doubles of a raw little-endian file. */
export function readDoubles(file: string): Float64Array {
  return new Float64Array(alignedBytes(file));
}

/** The unsigned 32-bit integers of a raw little-endian file. */
export function readIntegers(file: string): Uint32Array {
  return new Uint32Array(alignedBytes(file));
}

/** A small file may come as a view into a shared pool, at any offset. */
function alignedBytes(file: string): ArrayBuffer {
  const { buffer, byteOffset, byteLength } = readFileSync(file);
  return buffer.slice(byteOffset, byteOffset + byteLength) as ArrayBuffer;
}
