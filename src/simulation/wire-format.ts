import type { Encoding } from '../optimizers/compression/compression.ts';

/** What a message weighs. */
export interface MessageSize {
  /** Parameter values that it carries. */
  readonly values: number;
  readonly bytes: number;
}

/** How values become bytes on the wire. */
export interface WireFormat {
  readonly headerBytes: number;
  readonly valueBytes: number;
  readonly indexBytes: number;
}

/** A message that carries `values` values whose places both ends know. */
export function denseSize(values: number, { headerBytes, valueBytes }: WireFormat): MessageSize {
  return { values, bytes: headerBytes + values * valueBytes };
}

/**
 * An update of `carried` of the `held` values that a worker shares with a shard: index and value of those, or all values, whichever is
 * smaller. With an encoding, values take its bits instead, and there is a scale of `valueBytes` besides where there are any.
 */
export function updateSize(
  carried: number,
  held: number,
  wire: WireFormat,
  encoding?: Encoding,
): MessageSize {
  const start = wire.headerBytes + (encoding && carried > 0 ? wire.valueBytes : 0);
  const sparseBytes = bytesOf(carried, wire, encoding) + carried * wire.indexBytes;
  const denseBytes = bytesOf(held, wire, encoding);
  const canBeDense = carried === held || (encoding?.writesZero ?? true);
  if (canBeDense && sparseBytes >= denseBytes) return { values: held, bytes: start + denseBytes };
  return { values: carried, bytes: start + sparseBytes };
}

function bytesOf(values: number, { valueBytes }: WireFormat, encoding: Encoding | undefined): number {
  return encoding ? Math.ceil((values * encoding.bitsPerValue) / 8) : values * valueBytes;
}
