import { expect, test } from 'vitest';
import type { FaultModel } from '../../../src/cluster-model/faults/fault-model.ts';
import { LossyNetwork } from '../../../src/cluster-model/faults/lossy-network.ts';
import { MessageKind, Messages } from '../../../src/cluster-model/messages.ts';
import { Engine } from '../../../src/engine/engine.ts';
import type { Duration } from '../../../src/engine/time.ts';

const RETRANSMISSION = 1;
const SEND = 2;

/** Messages of worker 0 (and an answer to it) sent at 0, 10, 20, …, each lost as often as said; when each got through. */
function deliveries(sent: readonly { kind: MessageKind; worker: number; lost: number }[], timeout: number) {
  const messages = new Messages();
  const through: (readonly [time: number, message: number])[] = [];
  const told: (readonly [message: number, count: number])[] = [];
  const engine: Engine = new Engine((kind, subject) => {
    if (kind === SEND) network.send(subject);
    else network.retransmit(subject);
  });
  const model: FaultModel = {
    messageLoss: {
      timeout: timeout as Duration,
      lostTransmissions: (_kind, _worker, clock) => sent[clock]!.lost,
    },
  };
  const network = new LossyNetwork(
    { send: (message) => through.push([engine.now, message]) },
    [{ model, target: 'workers', hits: Uint8Array.of(1, 1, 0) }],
    {
      engine,
      messages,
      shardCount: 1,
      retransmitKind: RETRANSMISSION,
      onLost: (message, count) => told.push([message, count]),
    },
  );
  sent.forEach(({ kind, worker }, clock) => {
    engine.schedule((10 * clock) as Duration, SEND, messages.add(kind, worker, 0, clock));
  });
  while (engine.advance(100));
  return { through, told };
}

const push = (lost: number, worker = 0) => ({ kind: MessageKind.push, worker, lost });
const answer = (lost: number) => ({ kind: MessageKind.answer, worker: 0, lost });

test('a message that is lost twice goes out two timeouts later', () => {
  expect(deliveries([push(2)], 100)).toEqual({ through: [[200, 0]], told: [[0, 2]] });
});

test('messages behind it wait, and are sent in their turn, losses of their own counted from then on', () => {
  // Message 0 at 100; message 1, lost once, from 100 to 200; message 2 behind it.
  expect(deliveries([push(1), push(1), push(0)], 100).through).toEqual([
    [100, 0],
    [200, 1],
    [200, 2],
  ]);
});

test('other pairs, and the way back, do not wait', () => {
  expect(deliveries([push(3), answer(0), push(0, 1)], 100).through).toEqual([
    [10, 1],
    [20, 2],
    [300, 0],
  ]);
});

test('workers that no entry hits lose nothing', () => {
  expect(deliveries([push(5, 2)], 100)).toEqual({ through: [[0, 0]], told: [] });
});

test('losses without a timeout are counted and cost nothing', () => {
  expect(deliveries([push(4)], 0)).toEqual({ through: [[0, 0]], told: [[0, 4]] });
});
