import { expect, test } from 'vitest';
import { Interrupt, Interrupted } from '../../src/cli/interrupt.ts';

test('what takes its time is left as soon as the user asks', async () => {
  const interrupt = new Interrupt();
  interrupt.listen();
  const forever = interrupt.orStop(new Promise(() => {}));
  process.emit('SIGTERM', 'SIGTERM');
  await expect(forever).rejects.toMatchObject({ name: 'Interrupted', signal: 'SIGTERM' });
  expect(() => interrupt.check()).toThrow(Interrupted);
  interrupt.ignore();
});

test('one Ctrl-C that npm passes on a second time is one request, not two', () => {
  const interrupt = new Interrupt();
  interrupt.listen();
  process.emit('SIGINT', 'SIGINT');
  process.emit('SIGINT', 'SIGINT'); // would end this process if it were taken for a second one
  expect(() => interrupt.check()).toThrow(Interrupted);
  interrupt.ignore();
});

test('work that blocks is left to the system, and handlers come back after it', () => {
  const interrupt = new Interrupt();
  interrupt.listen();
  const listeners = process.listenerCount('SIGINT');
  interrupt.whileBlocking(() => expect(process.listenerCount('SIGINT')).toBe(listeners - 1));
  expect(process.listenerCount('SIGINT')).toBe(listeners);
  expect(() =>
    interrupt.whileBlocking(() => {
      throw new Error('x');
    }),
  ).toThrow('x');
  expect(process.listenerCount('SIGINT')).toBe(listeners);
  interrupt.ignore();
  expect(process.listenerCount('SIGINT')).toBe(listeners - 1);
});
