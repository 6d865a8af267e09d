import { cpSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { hashOf } from '../../src/execution/core-hash.ts';
import { type Materials, orderFor } from '../../src/execution/run-order.ts';
import type { Scenario } from '../../src/scenarios/scenario.ts';
import { pending, startStudy } from '../../src/studies/study.ts';
import { type Overrides, scenarioWith } from '../fixtures.ts';
import { designFor } from '../report/fixtures.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const file = { name: 'a.svm', sha256: '1', bytes: 3 };
const materials: Materials = { data: undefined, target: 0.5, files: [file] };

function ordersOf(scenario: Scenario, from: Materials = materials, plugins: readonly string[] = []) {
  return pending(startStudy(designFor(scenario))).map((planned) => orderFor(planned, from, plugins));
}

function keyWith(overrides: Overrides, from?: Materials, plugins?: readonly string[]): string {
  return ordersOf(scenarioWith(overrides), from, plugins)[0]!.key;
}

test('whatever can change what a run comes to changes its key', () => {
  const keys = [
    keyWith({}),
    keyWith({ seed: 2 }),
    keyWith({ cluster: { workers: 5 } }),
    keyWith({ workload: { l2: 0.5 } }),
    keyWith({ training: { learningRate: 0.2 } }),
    keyWith({ stop: { maxClocks: 6 } }),
    keyWith({ algorithms: ['asp'] }),
    keyWith({}, { ...materials, target: 0.4 }),
    keyWith({}, { ...materials, files: [{ ...file, sha256: '2' }] }),
    keyWith({}, materials, ['3']),
  ];
  expect(new Set(keys).size).toBe(keys.length);
  const replications = ordersOf({ ...scenarioWith(), replications: 3 }).map(({ key }) => key);
  expect(new Set(replications).size).toBe(3);
});

test('a key does not depend on what else a study does, nor on the order of keys in a file', () => {
  const key = keyWith({});
  expect(keyWith({ name: 'other', description: 'x', algorithms: ['bsp', 'asp'] })).toBe(key);
  const { cluster, ...rest } = scenarioWith();
  const turned = { ...rest, cluster: Object.fromEntries(Object.entries(cluster).reverse()) };
  expect(ordersOf(turned as Scenario)[0]!.key).toBe(key);
  expect(key).toMatch(/^[0-9a-f]{64}$/);
});

test('runs that share machines and data share their preparation', () => {
  const [bsp, asp] = ordersOf(scenarioWith({ algorithms: ['bsp', 'asp'] }));
  expect(bsp!.preparation).toBe(asp!.preparation);
  const other = ordersOf(scenarioWith(), { ...materials, files: [{ ...file, sha256: '2' }] });
  expect(other[0]!.preparation).not.toBe(bsp!.preparation);
});

test('one changed line of a rule is another core; a changed report is not', () => {
  const copy = join(temporaryFolder(), 'src');
  cpSync('src', copy, { recursive: true });
  const before = hashOf(copy);
  expect(before).toBe(hashOf('src'));
  writeFileSync(join(copy, 'report/csv.ts'), '// changed');
  writeFileSync(join(copy, 'cli/main.ts'), '// changed');
  expect(hashOf(copy)).toBe(before);
  writeFileSync(join(copy, 'optimizers/server/sum.ts'), '// changed');
  expect(hashOf(copy)).not.toBe(before);
});
