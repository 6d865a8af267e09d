import { describe, expect, test } from 'vitest';
import { describeProblem, type InputError } from '../../src/base/errors.ts';
import { parseScenario } from '../../src/scenarios/parse-scenario.ts';

const text = `name: base
cluster:
  workers: 4
  stragglers:
    - { kind: constant, slowdown: 2 }
workload:
  model: none
  parameters: 10
  computeTime: { perBatch: 1 s }
stop: { maxClocks: 3 }
algorithms: [bsp, { name: ssp, staleness: 3 }]
`;

function withSet(...assignments: string[]) {
  const overrides = assignments.map((assignment) => {
    const [path, ...value] = assignment.split('=');
    return { path: path!, value: value.join('=') };
  });
  return parseScenario(text, { file: 'base.yaml', overrides }).scenario;
}

function messagesOf(...assignments: string[]): string[] {
  try {
    withSet(...assignments);
  } catch (error) {
    return (error as InputError).problems.map(describeProblem);
  }
  return [];
}

describe('--set changes the file before it is checked, as if it had been written there', () => {
  test('values are YAML: numbers, quantities, words, mappings, lists', () => {
    expect(withSet('cluster.stragglers[0].slowdown=3').cluster.stragglers[0]!.slowdown).toBe(3);
    expect(withSet('cluster.network.latency=2 ms').cluster.network.latency).toBe(0.002);
    expect(withSet('algorithms=[asp]').algorithms.map(({ label }) => label)).toEqual(['asp']);
    expect(withSet('algorithms[1].staleness=unbounded').algorithms[1]!.staleness).toBe('unbounded');
    expect(withSet('stop={ maxTime: 5 }').stop).toEqual({ maxTime: 5 });
  });

  test('an algorithm that is listed by name alone can have its options set', () => {
    const [bsp] = withSet('algorithms[0].weights=examples').algorithms;
    expect(bsp).toMatchObject({ name: 'bsp', label: 'bsp', weights: 'examples' });
  });

  test('they are applied in order, and what they do not name stays', () => {
    const scenario = withSet('stop.maxClocks=5', 'stop.maxUpdates=9', 'stop.maxClocks=7');
    expect(scenario.stop).toEqual({ maxClocks: 7, maxUpdates: 9 });
    expect(scenario.cluster.workers).toEqual([{ count: 4, speed: 1 }]);
  });

  test('keys that are not in the file yet are put there', () => {
    expect(withSet('seed=12', 'cluster.servers.count=2').cluster.servers.count).toBe(2);
    expect(withSet('seed=12').seed).toBe(12);
  });
});

describe('what is wrong with --set is said of --set, not of the file', () => {
  test.each([
    [
      'cluster.stragglers[0].slowdown=-1',
      '--set cluster.stragglers[0].slowdown: -1 (allowed: a number > 0, or a distribution)',
    ],
    ['stop.maxClocks=5 s', '--set stop.maxClocks: 5 s (allowed: a whole number >= 1)'],
    [
      'clutser.workers=5',
      '--set clutser.workers: clutser: unknown key (allowed: name, description, seed, replications, cluster, workload, training, stop, algorithms, tune, sweep; did you mean cluster?)',
    ],
    [
      'cluster.network.latencyy=5 s',
      '--set cluster.network.latencyy: unknown key (allowed: latency, bandwidth, contention, headerBytes, valueBytes, indexBytes, topology; did you mean latency?)',
    ],
    [
      'cluster.stragglers[3].slowdown=2',
      '--set cluster.stragglers[3].slowdown: there is no cluster.stragglers[3]; cluster.stragglers is a list of 1',
    ],
    [
      'cluster.straglers[0].slowdown=2',
      '--set cluster.straglers[0].slowdown: there is no cluster.straglers (did you mean stragglers?)',
    ],
    [
      'cluster.workers[0].speed=2',
      '--set cluster.workers[0].speed: there is no cluster.workers[0]; cluster.workers is 4',
    ],
    [
      'algorithms[0].staleness=2',
      '--set algorithms[0].staleness: not an option of bsp with average (allowed: its options: weights)',
    ],
    [
      'stop..maxClocks=2',
      '--set stop..maxClocks: not a path (allowed: keys and positions such as cluster.workers[0].speed)',
    ],
    [
      '__proto__.polluted=2',
      '--set __proto__.polluted: not a path (allowed: keys and positions such as cluster.workers[0].speed)',
    ],
    ['stop.maxClocks=[1', '--set stop.maxClocks: "[1" is not a value'],
    ['seed=*a', '--set seed: "*a" is not a value'],
    [
      'stop=',
      '--set stop: nothing (allowed: a mapping with objective, gap, accuracy, maxClocks, maxUpdates, maxRounds, maxTime)',
    ],
  ])('%s', (assignment, message) => {
    expect(messagesOf(assignment)[0]).toContain(message);
  });

  test('all of them are told at once, beside what is wrong with the file', () => {
    expect(messagesOf('a[0]=1', 'b[0]=1')).toHaveLength(2);
    const both = () =>
      parseScenario(text.replace('workers: 4', 'workers: none'), {
        file: 'base.yaml',
        overrides: [{ path: 'seed', value: '-1' }],
      });
    expect(both).toThrow(/base\.yaml:3:12: cluster\.workers: none/);
    expect(both).toThrow(/--set seed: -1/);
  });

  test('an override does not reach another place that shares an anchor with its own', () => {
    const shared = text.replace('workers: 4', 'workers: [&w { count: 2 }, *w]');
    const overrides = [{ path: 'cluster.workers[0].speed', value: '3' }];
    const { scenario } = parseScenario(shared, { overrides });
    expect(scenario.cluster.workers.map(({ speed }) => speed)).toEqual([3, 1]);
    expect(Object.hasOwn(Object.prototype, 'polluted')).toBe(false);
  });
});
