import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { nodeProblem } from '../../src/cli/node-version.ts';

test.each(['4.9.1', '18.20.8', '20.5.1'])('Node %s is refused with the version that is needed', (version) => {
  expect(nodeProblem(version)).toBe(
    `Laggard needs Node 20.15 or newer, and this is Node ${version}. https://nodejs.org has it.`,
  );
});

test('the oldest version that is accepted is the one of package.json', () => {
  const { engines } = JSON.parse(readFileSync('package.json', 'utf8'));
  const [, oldest] = /^>=([0-9.]+)$/.exec(engines.node)!;
  expect(nodeProblem(`${oldest}.0`)).toBeUndefined();
  for (const version of ['20.20.2', '21.0.0', '24.1.0']) expect(nodeProblem(version)).toBeUndefined();
});

test('the first file that is read imports nothing but the check, so that old versions come as far as it', () => {
  const importsOf = (file: string) => readFileSync(`src/cli/${file}`, 'utf8').match(/^import .*/gm) ?? [];
  expect(importsOf('main.ts')).toEqual(["import { nodeProblem } from './node-version.ts';"]);
  expect(importsOf('node-version.ts')).toEqual([]);
});
