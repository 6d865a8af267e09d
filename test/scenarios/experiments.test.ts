import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { parseScenario } from '../../src/scenarios/parse-scenario.ts';

const folder = new URL('../../experiments/', import.meta.url);
const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) =>
  name.endsWith('.yaml'),
);

test.each(files)('experiments/%s is a scenario of that name, and nothing about it is odd', (file) => {
  const { scenario, warnings } = parseScenario(readFileSync(new URL(file, folder), 'utf8'), { file });
  expect(scenario.name).toBe(file.replace(/^.*\/|\.yaml$/g, ''));
  expect(warnings).toEqual([]);
});
