import { expect, test } from 'vitest';
import { parseScenario } from '../../src/scenarios/parse-scenario.ts';
import { refusalOf } from './refusal.ts';

test.each([
  ['lists', '['.repeat(500)],
  ['mappings', '{a: '.repeat(500)],
  ['items', '- '.repeat(500)],
  ['keys', '? '.repeat(500)],
  ['JSON', `${'{"a":'.repeat(500)}1${'}'.repeat(500)}`],
])('%s in each other are refused where they become too deep', (_, text) => {
  expect(refusalOf(() => parseScenario(text))).toMatch(
    /^\d+:\d+: .*(nested too deeply|does not fit|a key that is not text)/m,
  );
});

test.each([
  ['name', '['.repeat(2000)],
  [`${'a.'.repeat(5000)}a`, '1'],
  [`a${'[0]'.repeat(5000)}`, '1'],
])('a path or a value of --set that goes too deep is refused in one short line', (path, value) => {
  const message = refusalOf(() => parseScenario('name: x', { overrides: [{ path, value }] }));
  expect(message).toMatch(/^--set .*(not a path|is not a value)/);
  expect(message.length).toBeLessThan(300);
});

test('a path of a sweep that goes too deep is refused at its place', () => {
  const path = `${'a.'.repeat(5000)}a`;
  const message = refusalOf(() => parseScenario(`name: x\nsweep: { ${path}: [1, 2] }`));
  expect(message).toMatch(/^2:\d+: sweep\./m);
});
