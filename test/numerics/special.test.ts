import { describe, expect, test } from 'vitest';
import { gammaFunction, normalCdf, normalDensity } from '../../src/numerics/special.ts';

describe('Γ', () => {
  test('is the factorial at whole numbers', () => {
    let factorial = 1;
    for (let n = 1; n <= 170; n++) {
      expect(Math.abs(gammaFunction(n) / factorial - 1)).toBeLessThan(1e-13 + n * 1e-15);
      factorial *= n;
    }
    expect(gammaFunction(172)).toBe(Number.POSITIVE_INFINITY);
  });

  test('Γ(1/2) = √π, and the reflection Γ(x) Γ(1 − x) = π / sin(πx) holds', () => {
    expect(Math.abs(gammaFunction(0.5) / Math.sqrt(Math.PI) - 1)).toBeLessThan(1e-13);
    for (const x of [0.01, 0.1, 0.3, 0.45, 0.7, 0.99]) {
      const product = gammaFunction(x) * gammaFunction(1 - x);
      expect(Math.abs((product * Math.sin(Math.PI * x)) / Math.PI - 1)).toBeLessThan(2e-13);
    }
  });
});

describe('the normal distribution function', () => {
  // Abramowitz and Stegun, table 26.1.
  test.each([
    [0, 0.5],
    [1, 0.841344746068543],
    [2, 0.97724986805182],
    [3, 0.99865010196837],
    [5, 0.999999713348428],
  ])('Φ(%f)', (x, value) => {
    expect(Math.abs(normalCdf(x) - value)).toBeLessThan(1e-14);
  });

  test('grows with the density, up to 1', () => {
    for (let x = 0.1; x < 8; x += 0.1) {
      const slope = (normalCdf(x + 1e-4) - normalCdf(x - 1e-4)) / 2e-4;
      // Central difference: error h²/6 · |φ''| < 2e-9 and rounding 1e-16 / h.
      expect(Math.abs(slope - normalDensity(x))).toBeLessThan(3e-9);
    }
    expect(normalCdf(9.5)).toBe(1);
  });
});
