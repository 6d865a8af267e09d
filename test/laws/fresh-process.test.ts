import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { propertySeed } from '../../src/testing/environment.ts';
import { digestsOf } from './digests.ts';

const COUNT = 60;
const program = fileURLToPath(new URL('./digests.ts', import.meta.url));

/** The same from a process that has done nothing else. */
function digestsElsewhere(name: string): string {
  const given = ['--import', 'tsx', program, name, String(propertySeed()), String(COUNT)];
  return execFileSync(process.execPath, given, { encoding: 'utf8' });
}

test('the same scenario gives the same bytes in a fresh process', () => {
  expect(digestsElsewhere('real')).toBe(digestsOf('real', propertySeed(), COUNT));
});

test('a simulator whose chance comes from the process is found out by it', () => {
  const name = 'seeds-from-process';
  expect(digestsElsewhere(name)).not.toBe(digestsOf(name, propertySeed(), COUNT));
});
