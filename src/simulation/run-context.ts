import type { Machines } from '../cluster-model/machines.ts';
import type { Messages } from '../cluster-model/messages.ts';
import type { Network } from '../cluster-model/network.ts';
import type { Engine } from '../engine/engine.ts';
import type { Protocol, ProtocolDefinition } from '../protocols/protocol.ts';
import type { ClockTable } from './clock-table.ts';
import type { FaultTally } from './faults/fault-tally.ts';
import type { Learning } from './learning.ts';
import type { Mail } from './mail.ts';
import type { Membership } from './membership.ts';
import type { PushLedger } from './push-ledger.ts';
import type { Reassignment } from './reassignment.ts';
import type { RunningClocks } from './running-clocks.ts';
import type { TimeAccount } from './time-account.ts';
import type { TrainingEvent } from './training-event.ts';
import type { VersionMaster } from './version-master.ts';

/** Kinds of event of a run, with what their subject is. */
export const EventKind = {
  /** A message. */
  messageArrived: 0,
  /** A server shard. */
  serviceEnded: 1,
  /** A worker. */
  clockFinished: 2,
  /** What the network makes of it. */
  networkStep: 3,
  /** A worker whose question has arrived at the master, and whose answer has. */
  masterAsked: 4,
  masterAnswered: 5,
} as const;

/** What the workers and the server shards of one run share. */
export interface RunContext {
  readonly workerCount: number;
  readonly shardCount: number;
  readonly engine: Engine;
  readonly messages: Messages;
  readonly network: Network;
  readonly mail: Mail;
  readonly machines: Machines;
  readonly learning: Learning;
  readonly protocol: Protocol;
  readonly asksAgain: NonNullable<ProtocolDefinition['asksAgain']>;
  readonly pushes: PushLedger;
  readonly account: TimeAccount;
  /** Clocks that each worker may do; infinite where that is no limit. */
  readonly maxClocks: number;
  /** Size of a pull request. */
  readonly requestBytes: number;
  /** Counts whole updates: pushes that every shard has handled. */
  readonly updates: ClockTable;
  /** Undefined where workers pull without asking for the stable version. */
  readonly master: VersionMaster | undefined;
  /** Undefined where every worker keeps its examples. */
  readonly reassignment: Reassignment | undefined;
  /** Who is there; where the scenario has no faults this never changes before the end. */
  readonly membership: Membership;
  /** The clocks that workers are computing. */
  readonly running: RunningClocks;
  readonly tally: FaultTally;
  /** Tells the observers; undefined when there are none, so that no event is put into words for nobody. */
  readonly emit: ((event: TrainingEvent) => void) | undefined;
}
