import fc from 'fast-check';
import { expect, test } from 'vitest';
import { FairRates } from '../../src/cluster-model/fair-rates.ts';
import { type PlainFlow, plainFairRates } from '../oracle/plain-fair-rates.ts';

const UNLIMITED = Number.POSITIVE_INFINITY;
const MAX_HOPS = 4;

/** The rates of flows that start together, by number; each is given by its links, and a limit. */
function ratesOf(
  capacities: readonly number[],
  ...flows: readonly (readonly [number[], number?])[]
): number[] {
  const rates = new FairRates(Float64Array.from(capacities), MAX_HOPS);
  flows.forEach(([links, limit], flow) => {
    rates.start(flow, Int32Array.from(links), links.length, limit);
  });
  rates.update();
  return [...rates.rates.subarray(0, flows.length)];
}

test('solved by hand: one long flow and a short one on each link', () => {
  // Link 0 is full first, at 5 each; what is left of link 1 goes to the flow that has no other.
  expect(ratesOf([10, 20], [[0, 1]], [[0]], [[1]])).toEqual([5, 5, 15]);
});

test('solved by hand: a tree of three links', () => {
  // Bertsekas and Gallager's kind of example: link 2 is full at 1/3 · 3 each; then link 1 has 6 − 1 for one; then link 0 8 − 1 − 1 for one.
  expect(ratesOf([8, 6, 3], [[0, 2]], [[0, 2]], [[1, 2]], [[1]], [[0]])).toEqual([1, 1, 1, 5, 6]);
});

test('solved by hand: a flow that wants less leaves the rest to the others', () => {
  expect(ratesOf([12], [[0], 2], [[0]], [[0]])).toEqual([2, 5, 5]);
  expect(ratesOf([12], [[0], 2], [[0], 3], [[0], 100])).toEqual([2, 3, 7]);
  expect(ratesOf([12], [[0], 4], [[0]], [[0]])).toEqual([4, 4, 4]);
});

test('solved by hand: when flows end, the others have what they leave', () => {
  const rates = new FairRates(Float64Array.of(12, 4), MAX_HOPS);
  for (const flow of [0, 1, 2]) rates.start(flow, Int32Array.of(0), 1);
  rates.start(3, Int32Array.of(0, 1), 2);
  expect(rates.update()).toBe(4);
  expect([...rates.rates.subarray(0, 4)]).toEqual([3, 3, 3, 3]);
  rates.end(0);
  rates.end(1);
  expect(rates.update()).toBe(2);
  expect([...rates.rates.subarray(2, 4)]).toEqual([8, 4]);
});

/** What happens: a flow starts, the flow with a number ends, or rates are brought up to date. */
type Happening = PlainFlow | { readonly ends: number } | 'update';

const capacity = fc.oneof(fc.integer({ min: 1, max: 12 }), fc.double({ min: 0.01, max: 1e9, noNaN: true }));
const cases = fc.array(capacity, { minLength: 1, maxLength: 12 }).chain((capacities) => {
  const flow = fc.record({
    links: fc.uniqueArray(fc.nat(capacities.length - 1), { minLength: 1, maxLength: MAX_HOPS }),
    limit: fc.oneof({ weight: 3, arbitrary: fc.constant(UNLIMITED) }, capacity),
  });
  const happening: fc.Arbitrary<Happening> = fc.oneof(
    { weight: 3, arbitrary: flow },
    { weight: 2, arbitrary: fc.record({ ends: fc.nat(100) }) },
    { weight: 2, arbitrary: fc.constant('update' as const) },
  );
  return fc.record({
    capacities: fc.constant(capacities),
    story: fc.array(happening, { maxLength: 60, size: 'max' }),
  });
});

/** Plays a story; `look` sees the flows that there are, by number, and how many rates have changed, after each update. */
function play(
  capacities: readonly number[],
  story: readonly Happening[],
  look: (flows: ReadonlyMap<number, PlainFlow>, rates: FairRates, changed: number) => void,
): void {
  const rates = new FairRates(Float64Array.from(capacities), MAX_HOPS);
  const flows = new Map<number, PlainFlow>();
  for (const happening of [...story, 'update' as const]) {
    if (happening === 'update') {
      look(flows, rates, rates.update());
    } else if ('ends' in happening) {
      const numbers = [...flows.keys()];
      if (numbers.length === 0) continue;
      const flow = numbers[happening.ends % numbers.length]!;
      flows.delete(flow);
      rates.end(flow);
    } else {
      // The smallest number that is free, so that numbers are used again.
      const flow = Array.from({ length: flows.size + 1 }, (_, k) => k).find((k) => !flows.has(k))!;
      flows.set(flow, happening);
      rates.start(flow, Int32Array.from(happening.links), happening.links.length, happening.limit);
    }
  }
}

test('what is found flow by flow is, to the last bit, what a slow and obvious solver finds from scratch', () => {
  fc.assert(
    fc.property(cases, ({ capacities, story }) => {
      play(capacities, story, (flows, { rates }) => {
        const expected = plainFairRates(capacities, [...flows.values()]);
        expect([...flows.keys()].map((flow) => rates[flow])).toEqual(expected);
      });
    }),
    { numRuns: 500 },
  );
});

/**
 * The certificate of max-min fairness (Bertsekas and Gallager, section 6.5.2): rates are so exactly when no link carries more than it can and
 * every flow has what it wants, or a bottleneck: a full link on which nobody has more. A link's sum is off by at most one rounding per flow.
 */
test('no link is above its capacity, and every flow has what it wants or a full link on which nobody has more', () => {
  const tolerance = 1e-12;
  fc.assert(
    fc.property(cases, ({ capacities, story }) => {
      play(capacities, story, (flows, { rates }) => {
        const on = (link: number) => [...flows].filter(([, { links }]) => links.includes(link));
        const sums = capacities.map((_, link) => on(link).reduce((sum, [flow]) => sum + rates[flow]!, 0));
        sums.forEach((sum, link) => {
          expect(sum).toBeLessThanOrEqual(capacities[link]! * (1 + tolerance));
        });
        for (const [flow, { links, limit }] of flows) {
          expect(rates[flow]).toBeGreaterThan(0);
          expect(rates[flow]).toBeLessThanOrEqual(limit);
          const hasBottleneck = links.some((link) => {
            const isFull = sums[link]! >= capacities[link]! * (1 - tolerance);
            return isFull && on(link).every(([other]) => rates[other]! <= rates[flow]! * (1 + tolerance));
          });
          expect(rates[flow] === limit || hasBottleneck).toBe(true);
        }
      });
    }),
    { numRuns: 500 },
  );
});

test('exactly the flows whose rates have changed are said to have', () => {
  fc.assert(
    fc.property(cases, ({ capacities, story }) => {
      let before = new Map<number, readonly [PlainFlow, number]>();
      play(capacities, story, (flows, { rates, changed }, count) => {
        const after = new Map([...flows].map(([flow, it]) => [flow, [it, rates[flow]!] as const]));
        const expected = [...after].filter(([flow, [it, rate]]) => {
          const [known, was] = before.get(flow) ?? [];
          return known !== it || was !== rate;
        });
        expect([...changed.subarray(0, count)].sort((a, b) => a - b)).toEqual(
          expected.map(([flow]) => flow).sort((a, b) => a - b),
        );
        before = after;
      });
    }),
  );
});
