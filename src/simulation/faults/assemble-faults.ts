import { LossyNetwork } from '../../cluster-model/faults/lossy-network.ts';
import type { Messages } from '../../cluster-model/messages.ts';
import type { Network } from '../../cluster-model/network.ts';
import type { Engine } from '../../engine/engine.ts';
import type { Prepared } from '../prepare.ts';
import type { RunContext } from '../run-context.ts';
import { messageWord } from '../training-event.ts';
import { FaultTally } from './fault-tally.ts';
import { Membership } from './membership.ts';
import { FaultEvent, type RunFaults } from './run-faults.ts';
import { RunningClocks } from './running-clocks.ts';

/** What the workers and server shards of a run with faults share besides; undefined where the scenario has none. */
export function assembleFaults(
  { faults, workerCount, shardCount }: Prepared,
  engine: Engine,
  messages: Messages,
): RunFaults | undefined {
  if (faults.length === 0) return undefined;
  const hitting = faults.filter(({ model }) => model.clockHit !== undefined);
  return {
    membership: new Membership(workerCount, messages),
    clocks: new RunningClocks(engine, hitting, workerCount),
    tally: new FaultTally(workerCount, shardCount),
  };
}

/** The same network, on which messages get lost where the scenario says so. */
export function lossyWhereAsked(
  network: Network,
  {
    prepared,
    engine,
    messages,
    faults,
    emit,
  }: {
    readonly prepared: Prepared;
    readonly engine: Engine;
    readonly messages: Messages;
    readonly faults: RunFaults | undefined;
    readonly emit: RunContext['emit'];
  },
): Network {
  const entries = prepared.faults.filter(({ model }) => model.messageLoss !== undefined);
  if (entries.length === 0 || !faults) return network;
  return new LossyNetwork(network, entries, {
    engine,
    messages,
    shardCount: prepared.shardCount,
    retransmitKind: FaultEvent.retransmission,
    onLost: (message, count) => {
      const worker = messages.workers[message]!;
      faults.tally.messagesLost(worker, count);
      emit?.({
        kind: 'message-lost',
        message: messageWord(messages.kinds[message]!),
        worker,
        clock: messages.clocks[message]!,
        shard: messages.shards[message]!,
        count,
      });
    },
  });
}
