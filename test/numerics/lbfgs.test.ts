import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type LbfgsState, lbfgs, type SmoothFunction } from '../../src/numerics/lbfgs.ts';
import { convexLineSearch } from '../../src/numerics/line-search.ts';

/** ½ Σ c_i (x_i − t_i)², minimum 0 at t. */
function parabola(curvatures: readonly number[], target: readonly number[]): SmoothFunction {
  return {
    valueAndGradient(gradient, point) {
      let value = 0;
      curvatures.forEach((c, i) => {
        const away = point[i]! - target[i]!;
        gradient[i] = c * away;
        value += 0.5 * c * away * away;
      });
      return value;
    },
  };
}

function minimise(f: SmoothFunction, start: readonly number[], enough: number, most = 500): LbfgsState {
  let last: LbfgsState | undefined;
  for (last of lbfgs(f, Float64Array.from(start))) {
    if (last.gradientNorm <= enough || last.iterations >= most) break;
  }
  return last!;
}

test('the minimum of a parabola is found from anywhere, however long it is stretched', () => {
  const curvature = fc.double({ min: 1e-3, max: 1e3, noNaN: true });
  const place = fc.double({ min: -100, max: 100, noNaN: true });
  const cases = fc.array(fc.tuple(curvature, place, place), { minLength: 1, maxLength: 8 });
  fc.assert(
    fc.property(cases, (axes) => {
      const f = parabola(
        axes.map(([c]) => c),
        axes.map(([, t]) => t),
      );
      const { point, gradientNorm } = minimise(
        f,
        axes.map(([, , s]) => s),
        1e-9,
      );
      expect(gradientNorm).toBeLessThanOrEqual(1e-9);
      // |gradient| = c |away| and c ≥ 1e-3.
      axes.forEach(([, t], i) => {
        expect(Math.abs(point[i]! - t)).toBeLessThan(1e-5);
      });
    }),
  );
});

test('values never rise on the way down', () => {
  // log(e^x + e^−2x + e^y + e^−y): convex, flat far out.
  const f: SmoothFunction = {
    valueAndGradient(gradient, [x, y]) {
      const terms = [Math.exp(x!), Math.exp(-2 * x!), Math.exp(y!), Math.exp(-y!)];
      const total = terms.reduce((sum, term) => sum + term, 0);
      gradient[0] = (terms[0]! - 2 * terms[1]!) / total;
      gradient[1] = (terms[2]! - terms[3]!) / total;
      return Math.log(total);
    },
  };
  const values: number[] = [];
  for (const { value, gradientNorm, iterations } of lbfgs(f, Float64Array.of(12, -9))) {
    values.push(value);
    if (gradientNorm < 1e-9 || iterations > 100) break;
  }
  values.slice(1).forEach((value, i) => {
    expect(value).toBeLessThanOrEqual(values[i]! + 1e-12);
  });
  expect(values.at(-1)).toBeCloseTo(Math.log(2 ** (1 / 3) + 2 ** (-2 / 3) + 2), 12);
});

test('the search ends by itself where nothing goes down any more', () => {
  let last: LbfgsState | undefined;
  for (last of lbfgs(parabola([1, 1e6], [0.1, 0.3]), Float64Array.of(5, 5)));
  expect(last!.gradientNorm).toBeLessThan(1e-7);
  expect(last!.iterations).toBeLessThan(200);
});

test('a line search ends at a point with less value and less slope', () => {
  const cases = fc.record({
    curvature: fc.double({ min: 1e-6, max: 1e6, noNaN: true }),
    minimum: fc.double({ min: 1e-6, max: 1e6, noNaN: true }),
    first: fc.double({ min: 1e-6, max: 1e6, noNaN: true }),
  });
  fc.assert(
    fc.property(cases, ({ curvature, minimum, first }) => {
      const at = (x: number) => ({
        value: 0.5 * curvature * (x - minimum) ** 2,
        slope: curvature * (x - minimum),
      });
      const start = at(0);
      const step = convexLineSearch(start, first, at)!;
      expect(at(step).value).toBeLessThan(start.value);
      expect(Math.abs(at(step).slope)).toBeLessThanOrEqual(0.9 * Math.abs(start.slope));
    }),
  );
});

test('a line search comes back from where a function overflows', () => {
  const at = (x: number) => ({ value: Math.exp(x) - 3 * x, slope: Math.exp(x) - 3 });
  const step = convexLineSearch(at(0), 1e6, at)!;
  expect(at(step).value).toBeLessThan(at(0).value);
});
