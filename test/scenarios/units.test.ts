import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { dividesHundred, parseQuantity, type UnitQuantity, unitsOf } from '../../src/scenarios/units.ts';

/**
 * Exact values as ratios of whole numbers, written down here independently of the library: a unit in base units is
 * numerator / denominator.
 */
const TIMES: Record<string, [bigint, bigint]> = {
  ns: [1n, 1_000_000_000n],
  us: [1n, 1_000_000n],
  µs: [1n, 1_000_000n],
  μs: [1n, 1_000_000n],
  ms: [1n, 1000n],
  s: [1n, 1n],
  sec: [1n, 1n],
  second: [1n, 1n],
  seconds: [1n, 1n],
  min: [60n, 1n],
  minute: [60n, 1n],
  minutes: [60n, 1n],
  h: [3600n, 1n],
  hr: [3600n, 1n],
  hour: [3600n, 1n],
  hours: [3600n, 1n],
  day: [86_400n, 1n],
  days: [86_400n, 1n],
};

const PREFIXES: Record<string, bigint> = {
  '': 1n,
  k: 10n ** 3n,
  M: 10n ** 6n,
  G: 10n ** 9n,
  T: 10n ** 12n,
  P: 10n ** 15n,
  Ki: 2n ** 10n,
  Mi: 2n ** 20n,
  Gi: 2n ** 30n,
  Ti: 2n ** 40n,
  Pi: 2n ** 50n,
};

function ratioOf(unit: string, quantity: UnitQuantity): [bigint, bigint] {
  if (quantity === 'ratio') return [1n, 100n];
  if (quantity === 'seconds') return TIMES[unit]!;
  if (quantity === 'perSecond') return TIMES[unit.slice(1)]!.toReversed() as [bigint, bigint];
  const [size, time] = unit.replace(/ps$/, unit.endsWith('bps') ? 'it/s' : '/s').split('/');
  const [bytes, eighths] = sizeOf(size!);
  const [seconds, parts] = time ? TIMES[time]! : [1n, 1n];
  return [bytes * parts, eighths * seconds];
}

function sizeOf(unit: string): [bigint, bigint] {
  const [, prefix, kind] = /^(.*?)(B|bit|bytes?)$/.exec(unit)!;
  return [PREFIXES[prefix!]!, kind === 'bit' ? 8n : 1n];
}

/** The double nearest to count · numerator / denominator, by decimal long division and the language's own reading of decimals. */
function nearest(count: bigint, [numerator, denominator]: [bigint, bigint]): number {
  const digits = 40n;
  const scaled = (count * numerator * 10n ** digits) / denominator;
  return Number(`${scaled}e-${digits}`);
}

const everyUnit = Object.entries(unitsOf).flatMap(([quantity, units]) =>
  units.map((unit) => [unit, quantity as UnitQuantity] as const),
);

describe('a quantity means the same number whatever unit it is written in', () => {
  test.each(everyUnit)('%s (%s) is exact', (unit, quantity) => {
    const ratio = ratioOf(unit, quantity);
    fc.assert(
      fc.property(fc.nat({ max: 100_000 }), (count) => {
        expect(parseQuantity(`${count} ${unit}`, quantity)).toBe(nearest(BigInt(count), ratio));
        expect(parseQuantity(`${count}${unit}`, quantity)).toBe(nearest(BigInt(count), ratio));
      }),
      { numRuns: 20 },
    );
  });

  test('decimals are read exactly: the nearest double to the decimal value, not to a product of doubles', () => {
    expect(parseQuantity('0.2 ms', 'seconds')).toBe(0.0002);
    expect(parseQuantity('0.1 us', 'seconds')).toBe(1e-7);
    expect(parseQuantity('1e-3 ns', 'seconds')).toBe(1e-12);
    expect(parseQuantity('0.3%', 'ratio')).toBe(0.003);
    expect(parseQuantity('  +2.5  GiB ', 'bytes')).toBe(2.5 * 2 ** 30);
    expect(parseQuantity('-5 ms', 'seconds')).toBe(-0.005);
  });

  test('what is written in seconds comes back from any unit of time', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 10 ** 9 }), (nanoseconds) => {
        expect(parseQuantity(`${nanoseconds} ns`, 'seconds')).toBe(Number(`${nanoseconds}e-9`));
      }),
    );
  });

  test.each([
    ['5 MB', 'seconds'],
    ['5 s', 'bytes'],
    ['5', 'seconds'],
    ['s', 'seconds'],
    ['', 'seconds'],
    ['5 Mb', 'bytes'],
    ['5 mB', 'bytes'],
    ['5 KB', 'bytes'],
    ['5 m', 'seconds'],
    ['1,000 ms', 'seconds'],
    ['1_000 ms', 'seconds'],
    ['5 ms ms', 'seconds'],
    ['5 ms + 1 s', 'seconds'],
    ['5 s^2', 'seconds'],
    ['1 Gbit', 'bytesPerSecond'],
    ['0x10 s', 'seconds'],
    ['NaN s', 'seconds'],
    ['Infinity s', 'seconds'],
  ] as const)('%j is not %s', (text, quantity) => {
    expect(parseQuantity(text, quantity)).toBeUndefined();
  });

  test('a number too large for a double is not finite, and does not hang', () => {
    expect(parseQuantity('1e999 s', 'seconds')).toBe(Number.POSITIVE_INFINITY);
    expect(parseQuantity('1e-99999999 s', 'seconds')).toBe(0);
  });
});

test('a percentage divides a shard into equal slices only where 100 is a whole multiple of it', () => {
  for (const percent of ['100', '50', '12.5', '6.25', '0.1', '1.6e1', '20']) {
    expect([percent, dividesHundred(percent)]).toEqual([
      percent,
      100 % Number(percent) === 0 || percent === '0.1',
    ]);
  }
  for (const percent of ['0', '-10', '30', '33.33', '200', '7']) expect(dividesHundred(percent)).toBe(false);
});
