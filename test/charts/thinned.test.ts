import fc from 'fast-check';
import { expect, test } from 'vitest';
import { thinned } from '../../src/charts/thinned.ts';

test('a thinned curve keeps its ends, its highest and its lowest value, and is no longer than it may be', () => {
  const values = fc.array(fc.option(fc.double({ noNaN: true }), { nil: null }), {
    minLength: 1,
    maxLength: 300,
  });
  fc.assert(
    fc.property(values, fc.integer({ min: 6, max: 100 }), (curve, most) => {
      const places = thinned(curve, most);
      expect(places.length).toBeLessThanOrEqual(Math.max(most, 2));
      expect(places[0]).toBe(0);
      expect(places.at(-1)).toBe(curve.length - 1);
      expect([...places].sort((a, b) => a - b)).toEqual(places);
      if (curve.includes(null)) return;
      const drawn = places.map((place) => curve[place]!);
      expect(Math.max(...drawn)).toBe(Math.max(...(curve as number[])));
      expect(Math.min(...drawn)).toBe(Math.min(...(curve as number[])));
    }),
    { numRuns: 300 },
  );
});
