/** Kinds of event that faults bring about, with their subjects; above those of EventKind. */
export const FaultEvent = {
  /** An outage of a worker, by its number in the schedule. */
  workerOutage: 16,
  /** A worker. */
  clockHit: 17,
  workerRestart: 18,
  workerEviction: 19,
  workerJoin: 20,
  /** An outage of a server shard, by its number in the schedule. */
  shardOutage: 21,
  /** A server shard. */
  shardRestore: 22,
  checkpointDue: 23,
  /** A pair of sender and receiver. */
  retransmission: 24,
} as const;
