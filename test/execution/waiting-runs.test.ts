import fc from 'fast-check';
import { expect, test } from 'vitest';
import { WaitingRuns } from '../../src/execution/waiting-runs.ts';

const runs = (text: string) => text.split(' ').map((name) => ({ name, preparation: name[0]! }));
const names = (taken: readonly { name: string }[]) => taken.map(({ name }) => name).join(' ');

test('a lane goes on with what it has prepared, then takes what nobody has, then helps where most is left', () => {
  const waiting = new WaitingRuns<{ name: string; preparation: string }>();
  waiting.add(runs('a1 b1 a2 c1 b2 b3 b4 c2'));
  expect(names(waiting.next(0, 1))).toBe('a1');
  expect(names(waiting.next(1, 1))).toBe('b1');
  expect(names(waiting.next(0, 1))).toBe('a2'); // its own
  expect(names(waiting.next(0, 1))).toBe('c1'); // new
  expect(names(waiting.next(2, 1))).toBe('b2'); // 3 of b are left, 1 of c
  expect(names(waiting.next(1, 3))).toBe('b3 b4 c2');
  expect(waiting.next(1, 3)).toEqual([]);
});

test('every run is handed out once, whoever asks and for however many', () => {
  const arbitraryRuns = fc.array(fc.record({ name: fc.nat(), preparation: fc.constantFrom('a', 'b', 'c') }));
  const requests = fc.array(fc.tuple(fc.nat({ max: 3 }), fc.integer({ min: 1, max: 4 })));
  fc.assert(
    fc.property(arbitraryRuns, requests, (given, asked) => {
      const waiting = new WaitingRuns<{ name: number; preparation: string }>();
      waiting.add(given);
      const taken = asked.flatMap(([lane, most]) => {
        const part = waiting.next(lane, most);
        expect(part.length).toBeLessThanOrEqual(most);
        return part;
      });
      expect(taken.length + waiting.count).toBe(given.length);
      taken.push(...waiting.next(0, given.length + 1));
      expect(new Set(taken)).toEqual(new Set(given));
      expect(waiting.count).toBe(0);
    }),
  );
});
