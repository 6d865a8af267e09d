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

/** An update of `carried` of the `held` values that a worker shares with a shard: index and value of those, or all values, whichever is smaller. */
export function updateSize(carried: number, held: number, wire: WireFormat): MessageSize {
  const sparseBytes = carried * (wire.valueBytes + wire.indexBytes);
  if (sparseBytes >= held * wire.valueBytes) return denseSize(held, wire);
  return { values: carried, bytes: wire.headerBytes + sparseBytes };
}
