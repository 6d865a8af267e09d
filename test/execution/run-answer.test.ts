import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { packRun } from '../../src/execution/packed-run.ts';
import { answerWith, checkedAnswer, failureAnswer } from '../../src/execution/redis/run-answer.ts';
import { madeRuns } from './made-run.ts';

const [{ order, outcome }, other] = madeRuns() as [
  ReturnType<typeof madeRuns>[0],
  ReturnType<typeof madeRuns>[0],
];
const packed = packRun(order.key, outcome);
const honest = answerWith(order.key, packed, [{ message: 'odd', line: 3 }]);

/** As the answer comes out of Redis. */
const received = (answer: unknown) => checkedAnswer(order, JSON.parse(JSON.stringify(answer)));

test('what an honest worker answers is what the study gets', () => {
  expect(received(honest)).toEqual({
    packed: Buffer.from(packed),
    outcome,
    warnings: [{ message: 'odd', line: 3 }],
  });
  const failure = { text: 'oh no', problems: [{ message: 'x', path: 'cluster' }] };
  expect(received(failureAnswer(order.key, failure))).toEqual({ failure });
  const long = { text: 'x'.repeat(1e6), problems: Array(1000).fill({ message: 'y'.repeat(1e6) }) };
  expect(received(failureAnswer(order.key, long))).toMatchObject({ failure: { text: 'x'.repeat(10_000) } });
  const message = { message: 'y'.repeat(1e6) };
  expect(received(answerWith(order.key, packed, Array(1000).fill(message)))).toMatchObject({ outcome });
});

test('a result that is too large for Redis is a failure that says so', () => {
  const large = { length: 2 ** 28 + 1 } as Uint8Array;
  expect(received(answerWith(order.key, large, []))).toEqual({
    failure: {
      isNoBug: true,
      text: expect.stringMatching(/268435457 bytes, and at most 268435456 .*--shard/),
    },
  });
});

const zipped = (bytes: Uint8Array) => gzipSync(bytes, { level: 1 }).toString('base64');
const whole = gzipSync(packed);
const bomb = gzipSync(Buffer.alloc(2 ** 28 + 1));
/** A bomb that says it is small. */
const disguised = Buffer.from(bomb);
disguised.writeUInt32LE(1000, bomb.length - 4);
const otherRun = packRun(other.order.key, other.outcome);

test.each<[string, unknown]>([
  ['null', null],
  ['a number', 5],
  ['a text', 'x'],
  ['a list', []],
  ['nothing', {}],
  ['no text', { packed: { a: 1 }, warnings: [] }],
  ['no base64', { packed: '§', warnings: [] }],
  ['nothing packed', { packed: '', warnings: [] }],
  ['garbage', { packed: 'AAAA', warnings: [] }],
  ['a packed stream that is cut short', { packed: whole.subarray(0, -20).toString('base64'), warnings: [] }],
  [
    'a packed stream that is damaged',
    { packed: zipped(packed).replace(/^(.{100}).{8}/, '$1AAAAAAAA'), warnings: [] },
  ],
  ['five zeros', { packed: zipped(Buffer.alloc(5)), warnings: [] }],
  ['a bomb', { packed: bomb.toString('base64'), warnings: [] }],
  ['a bomb in disguise', { packed: disguised.toString('base64'), warnings: [] }],
  ['half a result', { packed: zipped(packed.subarray(0, 200)), warnings: [] }],
  ['another run', { packed: zipped(otherRun), warnings: [] }],
  ['another run under this key', { packed: zipped(packRun(order.key, other.outcome)), warnings: [] }],
  [
    'a time that is no number',
    { packed: zipped(packRun(order.key, { ...outcome, time: Number.NaN })), warnings: [] },
  ],
  ['no warnings', { packed: zipped(packed) }],
  ['warnings that are no list', { packed: zipped(packed), warnings: 7 }],
  ['warnings that are none', { packed: zipped(packed), warnings: [null] }],
  ['a warning without a message', { packed: zipped(packed), warnings: [{ line: 3 }] }],
  ['a warning of a megabyte', { packed: zipped(packed), warnings: [{ message: 'x'.repeat(1e6) }] }],
  ['a thousand warnings', { packed: zipped(packed), warnings: Array(1000).fill({ message: 'x' }) }],
  ['something beside', { ...honest, more: 1 }],
  ['a failure of another run', failureAnswer(other.order.key, { text: 'oh no' })],
  ['a failure of no run', { failure: { text: 'oh no' } }],
  ['a failure without a text', { key: order.key, failure: {} }],
  ['problems that are no list', { key: order.key, failure: { text: 'x', problems: 5 } }],
  ['problems that are none', { key: order.key, failure: { text: 'x', problems: [null] } }],
  ['no problems', { key: order.key, failure: { text: 'x', problems: [] } }],
  ['both', { ...honest, ...failureAnswer(order.key, { text: 'x' }) }],
])('%s is no answer', (_, answer) => {
  expect(received(answer) === undefined).toBe(true); // nothing that would print a result
});
