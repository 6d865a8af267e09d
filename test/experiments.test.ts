import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { parseScenario } from '../src/scenarios/parse-scenario.ts';

const folder = new URL('../experiments/', import.meta.url);
const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) =>
  name.endsWith('.yaml'),
);

test.each(files)('experiments/%s is right, and nothing about it is odd', (name) => {
  const { warnings } = parseScenario(readFileSync(new URL(name, folder), 'utf8'));
  expect(warnings).toEqual([]);
});
