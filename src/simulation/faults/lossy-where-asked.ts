import { LossyNetwork } from '../../cluster-model/faults/lossy-network.ts';
import type { Messages } from '../../cluster-model/messages.ts';
import type { Network } from '../../cluster-model/network.ts';
import type { Engine } from '../../engine/engine.ts';
import type { Prepared } from '../prepare.ts';
import type { RunContext } from '../run-context.ts';
import { messageWord } from '../training-event.ts';
import { FaultEvent } from './fault-event.ts';
import type { FaultTally } from './fault-tally.ts';

/** The same network, on which messages get lost where the scenario says so. */
export function lossyWhereAsked(
  network: Network,
  {
    prepared,
    engine,
    messages,
    tally,
    emit,
  }: {
    readonly prepared: Prepared;
    readonly engine: Engine;
    readonly messages: Messages;
    readonly tally: FaultTally;
    readonly emit: RunContext['emit'];
  },
): Network {
  const entries = prepared.faults.filter(({ model }) => model.messageLoss !== undefined);
  if (entries.length === 0) return network;
  return new LossyNetwork(network, entries, {
    engine,
    messages,
    shardCount: prepared.shardCount,
    retransmitKind: FaultEvent.retransmission,
    onLost: (message, count) => {
      const worker = messages.workers[message]!;
      tally.messagesLost(worker, count);
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
