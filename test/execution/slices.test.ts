import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Interrupt, Interrupted } from '../../src/cli/interrupt.ts';
import { nextSlice, runToEnd } from '../../src/execution/slices.ts';

test('a slice grows at most twofold, shrinks when it took too long, and is never empty', () => {
  expect(nextSlice(1, 0)).toBe(2);
  expect(nextSlice(1000, 30)).toBe(1000);
  expect(nextSlice(1000, 300)).toBe(100);
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 2 ** 22 }),
      fc.double({ min: 0, max: 1e6, noNaN: true }),
      (events, ms) => {
        const next = nextSlice(events, ms);
        expect(Number.isInteger(next)).toBe(true);
        expect(next).toBeGreaterThanOrEqual(1);
        expect(next).toBeLessThanOrEqual(2 * events);
      },
    ),
  );
});

test('a run is advanced to its end, with a look around after every slice', async () => {
  let left = 100;
  let looks = 0;
  const run = {
    advance: (events: number) => {
      left -= events;
      return left > 0;
    },
  };
  await runToEnd(run, new Interrupt(), () => {
    looks++;
  });
  expect(left).toBeLessThanOrEqual(0);
  expect(looks).toBeGreaterThan(1);
});

test('a signal ends a run that would never end by itself', async () => {
  const interrupt = new Interrupt();
  interrupt.listen();
  setTimeout(() => process.emit('SIGINT', 'SIGINT'), 20);
  await expect(runToEnd({ advance: () => true }, interrupt, () => {})).rejects.toThrow(Interrupted);
  interrupt.ignore();
});

/** How many listen for SIGINT in each of four slices, the slow ones of which take half a second. */
async function listenersWhere(isSlow: (slice: number) => boolean): Promise<readonly number[]> {
  const interrupt = new Interrupt();
  const before = process.listenerCount('SIGINT');
  interrupt.listen();
  const listeners: number[] = [];
  const run = {
    advance: () => {
      const slice = listeners.push(process.listenerCount('SIGINT') - before) - 1;
      const end = performance.now() + (isSlow(slice) ? 450 : 0);
      while (performance.now() < end);
      return listeners.length < 4;
    },
  };
  await runToEnd(run, interrupt, () => {});
  interrupt.ignore();
  return listeners;
}

test('where single events take long, signals are left to the system', async () => {
  expect(await listenersWhere((slice) => slice === 1)).toEqual([0, 1, 0, 0]);
  expect(await listenersWhere((slice) => slice === 0)).toEqual([0, 0, 0, 0]);
});

test('in the first slice, of which nothing is known yet, they are left to the system too', async () => {
  expect(await listenersWhere(() => false)).toEqual([0, 1, 1, 1]);
});
