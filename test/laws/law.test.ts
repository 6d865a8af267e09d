import fc from 'fast-check';
import { afterEach, expect, test, vi } from 'vitest';
import { parseScenario } from '../../src/scenarios/parse-scenario.ts';
import { workerCountOf } from '../../src/testing/arbitraries/index.ts';
import { demand, demandClose, demandSame, demandSameBits, LawBroken } from '../../src/testing/compare.ts';
import { bspLetsOneThrough } from '../mutants/index.ts';
import { boundedLead } from './05-bounded-lead.ts';
import { casesToBreak, demandKept, lawOf, real } from './law.ts';

afterEach(() => vi.unstubAllEnvs());

function reportOf(body: () => void): string {
  try {
    body();
  } catch (error) {
    return (error as Error).message;
  }
  throw new Error('the law was kept');
}

test('a broken law says what it is, shows a small scenario, and how to repeat it', () => {
  const report = reportOf(() => demandKept(boundedLead, bspLetsOneThrough.subject));
  expect(report).toContain(`not so: ${boundedLead.name}\n  worker 0 leads by 1 > 0`);
  const { cluster } = parseScenario(report.split('--- scenario')[1]!).scenario;
  expect(workerCountOf(cluster)).toBeLessThan(4);
  expect(cluster.servers.count).toBe(1);
  expect(cluster.stragglers.length).toBeLessThan(2);

  const [, seed, path] = /LAGGARD_SEED=(\d+) LAGGARD_PATH=([\d:]+) npx vitest run test\/laws -t/.exec(
    report,
  )!;
  expect(Number(seed)).toBe(fc.readConfigureGlobal().seed);
  vi.stubEnv('LAGGARD_PATH', path!);
  const repeated = reportOf(() => demandKept(boundedLead, bspLetsOneThrough.subject));
  expect(repeated).toContain('case 1, made smaller 0 times');
  expect(repeated.split('--- scenario')[1]).toBe(report.split('--- scenario')[1]);
});

test('the line that repeats a case finds its test, whatever signs its name has', () => {
  const odd = lawOf('ssp(0) is 1/M [sic]', fc.constant(0), () => demand(false, () => 'of course'));
  const [, pattern] = /-t '(.*)'/.exec(reportOf(() => demandKept(odd, real)))!;
  expect(odd.name).toMatch(new RegExp(pattern!));
});

test('a mutant that breaks itself and not the law does not count', () => {
  const careless = lawOf('x', fc.constant(0), () => {
    throw new TypeError('undefined is not a function');
  });
  expect(() => casesToBreak(careless, real, 1)).toThrow(TypeError);
  expect(
    casesToBreak(
      lawOf('y', fc.constant(0), () => {}),
      real,
      3,
    ),
  ).toBeUndefined();
});

test('comparisons tell −0 from 0, say where things differ, and take tolerances relative to the largest number', () => {
  expect(() => demandSameBits([0], [-0], 'w')).toThrow('w[0] is 0 instead of 0, bit for bit');
  expect(() => demandSameBits([Number.NaN], [Number.NaN], 'w')).not.toThrow();
  expect(() => demandSame({ a: [{ b: 1 }] }, { a: [{ b: 2 }] }, 'it')).toThrow(
    'it[a][0][b] is 1 instead of 2',
  );
  expect(() => demandClose([1000.5, 0], [1000, 0], 1e-3, 'w')).not.toThrow();
  expect(() => demandClose([1000, 1.5], [1000, 0], 1e-3, 'w')).toThrow(LawBroken);
  expect(() => demandClose([Number.NaN], [1], 1, 'w')).toThrow(LawBroken);
});
