import type { FaultTally } from './fault-tally.ts';
import type { Membership } from './membership.ts';
import type { RunningClocks } from './running-clocks.ts';

/** Kinds of event of a run with faults, with what their subject is; above those of every run. */
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

/** What the workers and the server shards of a run with faults share besides. */
export interface RunFaults {
  readonly membership: Membership;
  readonly clocks: RunningClocks;
  readonly tally: FaultTally;
}
