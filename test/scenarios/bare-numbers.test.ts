import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { withUnits } from '../../src/scenarios/bare-numbers.ts';
import { builtinCatalogue } from '../../src/scenarios/catalogue.ts';
import { checkScenario } from '../../src/scenarios/check-scenario.ts';
import { formatQuantity } from '../../src/scenarios/format-quantity.ts';
import { parseScenario } from '../../src/scenarios/parse-scenario.ts';
import { type MeasuredQuantity, parseQuantity } from '../../src/scenarios/units.ts';
import { arbitraryDocument } from './arbitrary-document.ts';

/** The warnings about a scenario of two workers, with more of its parts. */
function warningsOf(cluster: string, more = ''): readonly string[] {
  const text = `name: bare
cluster: { workers: 2${cluster} }
workload: { model: none, parameters: 4, computeTime: { perBatch: 1 s } }
stop: { maxClocks: 3 }
algorithms: [asp]
${more}`;
  return parseScenario(text).warnings.map(({ path, message }) => `${path}: ${message}`);
}

describe('a number without a unit is read, and a warning says how', () => {
  test.each([
    ['network: { latency: 5 }', 'network.latency: 5 was read as 5 s; write 5 s, or 5 ms'],
    ['network: { bandwidth: 1e9 }', 'network.bandwidth: 1000000000 was read as 1000000000 B/s; …'],
    ['network: { headerBytes: 9 }', 'network.headerBytes: 9 was read as 9 B; write 9 B, or 9 kB'],
    ['servers: { price: 0.3 }', 'servers.price: 0.3 was read as 0.3 /s; write 0.3 /s, or 0.3 /h'],
    [
      'network: { latency: { exponential: { mean: 2 } } }',
      'network.latency.exponential.mean: 2 was read as 2 s; …',
    ],
    ['stragglers: [{ kind: delay, duration: 3 }]', 'stragglers[0].duration: 3 was read as 3 s; …'],
    ['faults: [{ kind: crash, at: [0, 4, 5 s], downtime: 1 ms }]', 'faults[0].at[1]: 4 was read as 4 s; …'],
  ])('%s', (part, expected) => {
    const [start, end = ''] = expected.split('…');
    expect(warningsOf(`, ${part}`)).toEqual([
      expect.stringMatching(`^cluster.${start}${end}`.replace(/[[\]]/g, '\\$&')),
    ]);
  });

  test('0 needs no unit, and ratios, speeds and counts have none', () => {
    const part = `, network: { latency: 0 }, stragglers: [{ kind: constant, fraction: 0.5, slowdown: 2 }]`;
    expect(warningsOf(part)).toEqual([]);
  });

  test('values of a sweep are warned of one by one, those of a range once', () => {
    expect(warningsOf('', 'sweep: { cluster.network.latency: [0, 5, 7 ms, { exponential: 2 }] }')).toEqual([
      'sweep.cluster.network.latency[1]: 5 was read as 5 s; write 5 s, or 5 ms',
      'sweep.cluster.network.latency[3].exponential: 2 was read as 2 s; write 2 s, or 2 ms',
    ]);
    expect(warningsOf('', 'sweep: { stop.maxTime: "linspace(1, 3, 3)" }')).toEqual([
      'sweep.stop.maxTime: 1 was read as 1 s; write 1 s, or 1 ms',
    ]);
    expect(warningsOf('', 'sweep: { stop.maxTime: "linspace(1 s, 3 s, 3)", seed: [1, 2] }')).toEqual([]);
  });

  test('data made by a program need no units', () => {
    const data = {
      name: 'bare',
      cluster: { workers: 2, network: { latency: 5 } },
      workload: { model: 'none', parameters: 4, computeTime: { perBatch: 1 } },
      stop: { maxClocks: 3 },
      algorithms: ['asp'],
    };
    expect(checkScenario(data).warnings).toEqual([]);
    expect(parseScenario(JSON.stringify(data)).warnings).toHaveLength(2);
  });
});

describe('what is shown has units, and is read as the same', () => {
  test('a resolved scenario with units is the same scenario, and nothing in it is bare', () => {
    fc.assert(
      fc.property(arbitraryDocument(), (document) => {
        const { document: resolved, points } = parseScenario(JSON.stringify(document));
        const shown = parseScenario(JSON.stringify(withUnits(resolved, builtinCatalogue)));
        expect(shown.points.map(({ scenario }) => scenario)).toEqual(points.map(({ scenario }) => scenario));
        expect(shown.warnings.filter(({ message }) => message.includes('was read as'))).toEqual([]);
      }),
      { numRuns: 60 },
    );
  });

  test.each([
    [0.0002, 'seconds', '200 us'],
    [0.0025, 'seconds', '2.5 ms'],
    [90, 'seconds', '90 s'],
    [3600, 'seconds', '1 h'],
    [64, 'bytes', '64 B'],
    [2 ** 26, 'bytes', '64 MiB'],
    [1.25e8, 'bytesPerSecond', '1 Gbit/s'],
    [1e6, 'bytesPerSecond', '1 MB/s'],
    [0.0001, 'perSecond', '0.36 /h'],
    [1e30, 'seconds', '1e+30 s'],
  ] as const)('%d %s is shown as %s', (value, quantity, text) => {
    expect(formatQuantity(value, quantity)).toBe(text);
  });

  test('every double is shown as a text that is read as that double', () => {
    const quantities: readonly MeasuredQuantity[] = ['seconds', 'bytes', 'bytesPerSecond', 'perSecond'];
    const value = fc.double({ min: 1e-15, max: 1e15, noNaN: true });
    fc.assert(
      fc.property(value, fc.constantFrom(...quantities), (double, quantity) => {
        expect(parseQuantity(formatQuantity(double, quantity), quantity)).toBe(double);
      }),
    );
  });
});
