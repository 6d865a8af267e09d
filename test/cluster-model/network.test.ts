import fc from 'fast-check';
import { expect, test } from 'vitest';
import { InputError } from '../../src/base/errors.ts';
import { MessageKind, Messages } from '../../src/cluster-model/messages.ts';
import { IndependentNetwork, type Links, type NetworkOptions } from '../../src/cluster-model/network.ts';
import type { StragglerSet } from '../../src/cluster-model/straggler-set.ts';
import { Engine } from '../../src/engine/engine.ts';
import { type SimTime, secondsToNanoseconds } from '../../src/engine/time.ts';
import { everybody, linksOf, nobody, stepwise } from './models.ts';

interface Sent {
  readonly at: number;
  readonly kind?: MessageKind;
  readonly worker?: number;
  readonly shard?: number;
  readonly clock?: number;
  readonly bytes?: number;
}

const WORKERS = 3;
const SHARDS = 2;
const SEND = 1;

/** Sends the messages, each at its time, and returns when they arrive: by number of the message, in order of arrival. */
function arrivalsOf(
  sent: readonly Sent[],
  options: NetworkOptions,
  stragglers: StragglerSet = nobody(WORKERS),
): [message: number, time: number][] {
  const arrivals: [number, number][] = [];
  const messages = new Messages();
  const engine: Engine = new Engine((kind, subject) => {
    if (kind === SEND) network.send(subject);
    else arrivals.push([subject, engine.now]);
  });
  const parts = { engine, messages, stragglers, arrivalKind: 0, ...linksOf(options, WORKERS, SHARDS) };
  const network = new IndependentNetwork(parts);
  for (const { at, kind = MessageKind.push, worker = 0, shard = 0, clock = 0, bytes = 64 } of sent) {
    const message = messages.add(kind, worker, shard, clock);
    messages.bytes[message] = bytes;
    engine.scheduleAt(at as SimTime, SEND, message);
  }
  engine.advance(Number.POSITIVE_INFINITY);
  return arrivals;
}

test('a message arrives latency + bytes / bandwidth after it was sent', () => {
  // 0.2 ms, and 1000 B at 1 MB/s is 1 ms.
  const options = { latency: 0.2e-3, bandwidth: 1e6 };
  expect(arrivalsOf([{ at: 5, bytes: 1000 }], options)).toEqual([[0, 1_200_005]]);
  expect(arrivalsOf([{ at: 5, bytes: 1000 }], { latency: 0.2e-3, bandwidth: 'unlimited' })).toEqual([
    [0, 200_005],
  ]);
});

test('without contention messages do not slow each other down', () => {
  const options = { latency: 0, bandwidth: 1e9 };
  const sent = [0, 0, 0].map((at, k) => ({ at, worker: k, bytes: 500 }));
  expect(arrivalsOf(sent, options)).toEqual([
    [0, 500],
    [1, 500],
    [2, 500],
  ]);
});

test('a short message does not overtake a long one of the same pair, but one to another shard or the other way may', () => {
  const sent: Sent[] = [
    { at: 0, bytes: 1000 },
    { at: 1, bytes: 10, kind: MessageKind.pullRequest },
    { at: 2, bytes: 10, shard: 1 },
    { at: 3, bytes: 10, worker: 1 },
    { at: 4, bytes: 10, kind: MessageKind.answer },
  ];
  // At a byte per nanosecond. The pull request arrives with the push before it, and after it.
  expect(arrivalsOf(sent, { latency: 0, bandwidth: 1e9 })).toEqual([
    [2, 12],
    [3, 13],
    [4, 14],
    [0, 1000],
    [1, 1000],
  ]);
});

test('messages of one sender to one receiver never overtake each other, and none waits for anything else', () => {
  const options: NetworkOptions = {
    latency: { exponential: { mean: 100e-9 } },
    bandwidth: { uniform: { min: 0.5e9, max: 2e9 } },
  };
  const { links } = linksOf(options, WORKERS, SHARDS);
  const message = fc.record({
    gap: fc.nat(40),
    kind: fc.constantFrom(MessageKind.push, MessageKind.pullRequest, MessageKind.answer),
    worker: fc.nat(WORKERS - 1),
    shard: fc.nat(SHARDS - 1),
    clock: fc.nat(50),
    bytes: fc.nat(200),
  });
  fc.assert(
    fc.property(fc.array(message, { maxLength: 60, size: 'max' }), (given) => {
      let at = 0;
      const sent = given.map(({ gap, ...rest }) => {
        at += gap;
        return { ...rest, at };
      });
      const latest = new Map<string, number>();
      const expected = sent.map(({ at, kind, worker, shard, clock, bytes }, message) => {
        const pair = `${worker} ${kind === MessageKind.answer ? 'from' : 'to'} ${shard}`;
        const alone = at + secondsToNanoseconds(links.transferSeconds(kind, worker, clock, shard, bytes));
        const arrival = Math.max(alone, latest.get(pair) ?? 0);
        latest.set(pair, arrival);
        return { message, at, arrival };
      });
      // Ties in order of sending: what was scheduled first happens first.
      expected.sort((a, b) => a.arrival - b.arrival || a.at - b.at || a.message - b.message);
      expect(arrivalsOf(sent, options)).toEqual(expected.map(({ message, arrival }) => [message, arrival]));
    }),
  );
});

test('a message takes the factor that its worker has when it is sent', () => {
  // Slow by 3 during [100, 200) ns; 50 bytes at a byte per nanosecond and 10 ns of latency.
  const slow = everybody(WORKERS, [stepwise([100, 3], [200, 1])], ['network']);
  const options = { latency: 10e-9, bandwidth: 1e9 };
  const sent = [99, 100, 199, 200].map((at, k) => ({
    at,
    bytes: 50,
    worker: k % WORKERS,
    shard: k % SHARDS,
  }));
  const arrivals = arrivalsOf(sent, options, slow).sort(([a], [b]) => a - b);
  expect(arrivals.map(([, time]) => time)).toEqual([99 + 60, 100 + 180, 199 + 180, 200 + 60]);
});

test.each<[string, NetworkOptions]>([
  ['latency', { latency: { exponential: { mean: 1 } }, bandwidth: 'unlimited' }],
  ['bandwidth', { latency: 0, bandwidth: { exponential: { mean: 1 } } }],
])(
  'the %s of a message depends on worker, clock, shard and kind, never on what was sent before',
  (_, options) => {
    const ask = (links: Links, [kind, worker, clock, shard]: readonly number[]) =>
      links.transferSeconds(kind as MessageKind, worker!, clock!, shard!, 1);
    const questions = [0, 1, 2].flatMap((kind) =>
      [0, 1].flatMap((worker) =>
        [0, 1].flatMap((clock) => [0, 1].map((shard) => [kind, worker, clock, shard])),
      ),
    );
    const { links } = linksOf(options, WORKERS, SHARDS);
    const answers = questions.map((question) => ask(links, question));
    expect(new Set(answers).size).toBe(questions.length);
    const { links: others } = linksOf(options, WORKERS, SHARDS);
    expect(questions.toReversed().map((question) => ask(others, question))).toEqual(answers.toReversed());
  },
);

test('mean transfer times are those of mean latency and mean bandwidth', () => {
  const options: NetworkOptions = {
    latency: { uniform: { min: 1, max: 3 } },
    bandwidth: { uniform: { min: 50, max: 150 } },
  };
  expect(linksOf(options, 1, 1).links.meanTransferSeconds(MessageKind.answer, 0, 0, 500)).toBe(7);
});

test('a message that would arrive after 2^53 ns ends the run with an error that names it', () => {
  const send = () => arrivalsOf([{ at: 0, worker: 2, clock: 7 }], { latency: 1e7, bandwidth: 'unlimited' });
  expect(send).toThrow(InputError);
  expect(send).toThrow('a message of worker 2 in clock 7 would end after more than 104 days');
});
