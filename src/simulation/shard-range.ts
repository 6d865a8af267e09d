/** ⌊s·d/S⌋: server shard s holds the parameters from this one up to that of shard s + 1. */
export function shardStart(parameterCount: number, shard: number, shardCount: number): number {
  return Math.floor((shard * parameterCount) / shardCount);
}
