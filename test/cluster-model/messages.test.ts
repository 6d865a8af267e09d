import { expect, test } from 'vitest';
import { MessageKind, Messages } from '../../src/cluster-model/messages.ts';

test('messages keep what they carry when the table grows, and rows are used again once freed', () => {
  const messages = new Messages();
  const rows = Array.from({ length: 200 }, (_, k) => {
    const message = messages.add(MessageKind.push, k, k % 3, k * 2);
    messages.bytes[message] = k + 0.5;
    messages.values[message] = -k;
    messages.pushes[message] = k * 7;
    return message;
  });
  expect(new Set(rows).size).toBe(200);
  rows.forEach((message, k) => {
    expect([messages.kinds[message], messages.workers[message], messages.shards[message]]).toEqual([
      MessageKind.push,
      k,
      k % 3,
    ]);
    expect([messages.clocks[message], messages.bytes[message], messages.values[message]]).toEqual([
      k * 2,
      k + 0.5,
      -k,
    ]);
    expect(messages.pushes[message]).toBe(k * 7);
  });
  messages.free(rows[5]!);
  messages.free(rows[150]!);
  const again = [0, 1].map(() => messages.add(MessageKind.answer, 1, 1, 1));
  expect(new Set(again)).toEqual(new Set([rows[5], rows[150]]));
  expect(messages.add(MessageKind.answer, 1, 1, 1)).toBe(200);
});
