import { describe, expect, test } from 'vitest';
import { describeProblem, type InputError } from '../../src/base/errors.ts';
import { parseScenario } from '../../src/scenarios/parse-scenario.ts';
import { simulate } from '../../src/studies/simulate.ts';

/** Two machines, of which `second` says the second, on timing alone. */
const timing = (second: string, top = '') => `name: merge
${top}
cluster:
  workers:
    - &fast { count: 1, speed: 2 }
    - ${second}
workload: { model: none, parameters: 1, computeTime: { perClock: 1 s } }
stop: { maxClocks: 3 }
algorithms: [bsp]
`;

function messagesFor(text: string): readonly string[] {
  try {
    parseScenario(text);
    return [];
  } catch (error) {
    return (error as InputError).problems.map(describeProblem);
  }
}

describe('values that are written once serve at several places', () => {
  // The barrier waits for the slower machine: three clocks of 1 s at speed 1, of 0.5 s where both have speed 2.
  test.each([
    ['{ <<: *fast, speed: 1 }', '', 3],
    ['*fast', '', 1.5],
    ['{ <<: *slow, count: 1 }', 'x-slow: &slow { count: 7, speed: 1 }', 3],
  ])('%s %s', (second, top, seconds) => {
    const [run] = simulate(timing(second, top)).runs;
    expect(run!.result.time).toBe(seconds * 1e9);
  });

  test('x-… keys may hold anything, at the top of a file only', () => {
    expect(parseScenario(timing('*fast', 'x-notes: [1, { of: anything }]')).warnings).toEqual([]);
    expect(messagesFor(timing('{ count: 1, x-a: 2 }'))).toEqual([
      '6:24: cluster.workers[1].x-a: unknown key; x-… keys hold anchors, at the top of a file only',
    ]);
  });

  test('a mistake in a merged value is said where it is written', () => {
    expect(messagesFor(timing('{ <<: *slow, count: 1 }', 'x-slow: &slow { speed: -1 }'))).toEqual([
      '2:24: cluster.workers[1].speed: -1 (allowed: a number > 0, or a distribution)',
    ]);
  });
});

describe('text that YAML reads as something else is to be put in quotes', () => {
  const csv = (label: string, name = 'a') => `name: ${name}
cluster: { workers: 2 }
workload:
  data: { file: four.csv, label: ${label} }
  model: logistic-regression
  batchSize: 1
  computeTime: 0
training: { learningRate: 1 }
stop: { maxClocks: 2 }
algorithms: [bsp]
`;

  test.each([
    [csv('2'), '4:34: workload.data.label: 2 (allowed: the name of a column; put it in quotes)'],
    [csv('1e3'), '4:34: workload.data.label: 1000 (allowed: the name of a column; put it in quotes)'],
    [csv('true'), '4:34: workload.data.label: true (allowed: the name of a column; put it in quotes)'],
    [csv('{}'), '4:34: workload.data.label: a mapping (allowed: the name of a column)'],
    [csv('x', '2024'), '1:7: name: 2024 (allowed: letters, …; put it in quotes)'],
    [csv('x', '-1'), '1:7: name: -1 (allowed: letters, digits and . _ -, beginning with a letter or digit)'],
  ])('%#', (text, expected) => {
    const [before, after = ''] = expected.split('letters, …');
    const [message, ...others] = messagesFor(text);
    expect(others).toEqual([]);
    expect(message!.startsWith(before!) && message!.endsWith(after)).toBe(true);
  });
});

test('rates that are not numbers are each said once, and not also listed twice', () => {
  const text = `name: tune
cluster: { workers: 2 }
workload: { data: { builtin: spam }, model: linear-svm, batchSize: 20, computeTime: 0 }
training: { learningRate: 1 }
tune: { learningRate: [x, y], by: objective }
stop: { maxClocks: 2 }
algorithms: [bsp]
`;
  expect(messagesFor(text)).toEqual([
    '5:24: tune.learningRate[0]: x (allowed: a number > 0)',
    '5:27: tune.learningRate[1]: y (allowed: a number > 0)',
  ]);
});

test('of a thousand mistakes the first are said, and how many more there are', () => {
  const text = `{ ${Array.from({ length: 1000 }, (_, k) => `k${k}: 1`).join(', ')} }`;
  expect(() => parseScenario(text)).toThrow(/^([^\n]+\n){20}… and 98[0-9] more$/);
});
