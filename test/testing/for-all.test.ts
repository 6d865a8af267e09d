import fc from 'fast-check';
import { afterEach, expect, test, vi } from 'vitest';
import { defineProtocol } from '../../src/protocols/protocol.ts';
import { parseScenario } from '../../src/scenarios/parse-scenario.ts';
import { timingTrials, workerCountOf } from '../../src/testing/arbitraries/index.ts';
import { algorithmsOf } from '../../src/testing/arbitraries/plugin-algorithms.ts';
import { assertNeverAhead } from '../../src/testing/assertions/never-ahead.ts';
import { forAllRuns } from '../../src/testing/for-all.ts';
import { catalogueOf } from '../../src/testing/plugin.ts';
import { growing } from '../examples/growing.ts';

afterEach(() => vi.unstubAllEnvs());

/** What is wrong with a bound that is off by one, and the protocol that has it so. */
const planted = [
  ['its gate lets in one more', { gate: 1, pull: 0 }],
  ['it goes on one clock too long without a pull', { gate: 0, pull: 1 }],
  ['both', { gate: 1, pull: 1 }],
] as const;

/** `growing` with its bound off by one in the gate, or where a worker asks itself whether to pull. */
function offByOne({ gate, pull }: { readonly gate: number; readonly pull: number }) {
  return defineProtocol({
    ...growing,
    create: ({ every, most }) => {
      const bound = (clock: number) => Math.min(most, Math.floor(clock / every));
      return {
        needsPull: ({ clock, cachedMinClock }) => cachedMinClock < clock - bound(clock) - pull,
        admitPull: ({ clock }, { minClock }) => clock <= minClock + bound(clock) + gate,
      };
    },
  });
}

const promised = assertNeverAhead((clock, { every, most }) =>
  Math.min(Number(most), Math.floor(clock / Number(every))),
);

function reportOn(protocol: typeof growing, options = {}): string {
  const plugin = { register: [protocol], file: 'wrong.ts' };
  try {
    forAllRuns(plugin, timingTrials({ algorithms: algorithmsOf(plugin), maxClocks: 12 }), promised, options);
  } catch (error) {
    return (error as Error).message;
  }
  throw new Error('nothing was found');
}

function scenarioIn(report: string, protocol: typeof growing) {
  const catalogue = catalogueOf({ register: [protocol] });
  return parseScenario(report.split('--- scenario')[1]!, { catalogue }).scenario;
}

for (const [what, where] of planted) {
  test.each([20_170_514, 1, 2, 3, 4])(
    `a bound that is off by one is found and made small, when ${what}, with seed %i`,
    (seed) => {
      const protocol = offByOne(where);
      const report = reportOn(protocol, { seed });
      expect(report).toMatch(
        /^not so: it holds for every run\n {2}worker \d leads by \d > \d at \d+ ns, as it/,
      );
      const { cluster, stop, algorithms } = scenarioIn(report, protocol);
      expect(workerCountOf(cluster)).toBeLessThanOrEqual(3);
      expect(cluster.servers.count).toBe(1);
      expect(cluster.stragglers.length).toBeLessThanOrEqual(1);
      expect(stop.maxClocks).toBeLessThanOrEqual(4);
      expect(algorithms[0]).toMatchObject({ protocol: 'growing', most: 0 });
    },
  );
}

test('the right protocol passes what the wrong ones fail', () => {
  expect(() => reportOn(growing)).toThrow('nothing was found');
});

test('a failure can be repeated alone, by the variables that it prints, and then says the same', () => {
  const protocol = offByOne({ gate: 1, pull: 0 });
  const report = reportOn(protocol, { seed: 7, command: 'npx vitest run mine' });
  const [, seed, path] = /LAGGARD_SEED=(\d+) LAGGARD_PATH=([\d:]+) npx vitest run mine\n/.exec(report)!;
  expect(seed).toBe('7');
  vi.stubEnv('LAGGARD_SEED', seed!);
  vi.stubEnv('LAGGARD_PATH', path!);
  const repeated = reportOn(protocol);
  expect(repeated).toContain('seed 7, case 1, made smaller 0 times');
  expect(repeated.split('--- scenario')[1]).toBe(report.split('--- scenario')[1]);
});

test('the commands that run the scenario come with it, with the module of the plugin', () => {
  const report = reportOn(offByOne({ gate: 1, pull: 1 }));
  expect(report).toContain('# To run it, save this as repro.yaml, without');
  expect(report).toContain('\n#   npm run sim -- repro.yaml --plugin wrong.ts\n');
  expect(report).toMatch(/npx laggard repro.yaml --plugin wrong.ts$/);
});

test('whatever a check throws is a finding, and the error itself is kept as the cause', () => {
  const odd = new RangeError('of the reader');
  const check = () => {
    throw odd;
  };
  try {
    forAllRuns({ register: [] }, timingTrials(), check);
    expect.unreachable();
  } catch (error) {
    expect((error as Error).message).toContain('not so: it holds for every run\n  of the reader\nseed');
    expect((error as Error).cause).toBe(odd);
  }
});

test('a property whose cases are all skipped has shown nothing', () => {
  expect(() => forAllRuns({ register: [] }, timingTrials(), () => fc.pre(false), { cases: 2 })).toThrow(
    /it holds for every run: too few cases: \d+ tried, \d+ skipped/,
  );
});

test('the seed is LAGGARD_SEED, else that of fast-check, and LAGGARD_SEED must be a number', () => {
  const fail = () => reportOn(offByOne({ gate: 1, pull: 0 }));
  expect(fail()).toContain(`LAGGARD_SEED=${fc.readConfigureGlobal().seed} `);
  vi.stubEnv('LAGGARD_SEED', '42');
  expect(fail()).toContain('LAGGARD_SEED=42 ');
  vi.stubEnv('LAGGARD_SEED', 'x');
  expect(fail()).toBe('LAGGARD_SEED=x (allowed: a whole number)');
});

test('what is no definition, or has the name of another, is refused', () => {
  const { defines: _, ...unmarked } = growing;
  expect(() => catalogueOf({ register: [unmarked] })).toThrow('what is registered is no definition');
  expect(() => catalogueOf({ register: [growing, growing] })).toThrow(
    'there is already a protocol called growing',
  );
});
