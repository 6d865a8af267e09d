import { spawnSync } from 'node:child_process';
import { resolve } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { canonicalCommand } from '../../src/cli/canonical-command.ts';
import { portablePath } from '../../src/files/portable-path.ts';

test('the canonical command has the options that change results, in a fixed order, and no others', () => {
  const options = {
    quiet: true,
    out: 'elsewhere',
    jobs: '1',
    algorithm: 'bsp,ssp',
    set: ['stop.maxClocks=3', 'description=two words'],
    seed: '7',
  };
  expect(canonicalCommand('./a/b.yaml', options)).toBe(
    "npm run sim -- run a/b.yaml --seed 7 --algorithm bsp,ssp --set stop.maxClocks=3 --set 'description=two words'",
  );
});

test('a file of this folder is named from here, wherever it was named from', () => {
  expect(portablePath(resolve('experiments/x.yaml'))).toBe('experiments/x.yaml');
  expect(portablePath('/elsewhere/x.yaml')).toBe('/elsewhere/x.yaml');
  expect(portablePath('.')).toBe('.');
  expect(portablePath('../x.yaml')).toBe('../x.yaml');
});

test('a shell reads every word of the command as it was given', () => {
  const words = fc.array(fc.string({ unit: 'grapheme-ascii', minLength: 1 }), {
    minLength: 5,
    maxLength: 20,
  });
  fc.assert(
    fc.property(words, (set) => {
      const command = canonicalCommand('x', { set: set.map((word) => `p=${word}`) });
      const { stdout } = spawnSync('sh', ['-c', `printf '%s\\0' ${command}`], { encoding: 'utf8' });
      const read = stdout
        .split('\0')
        .slice(6, -1)
        .filter((_, index) => index % 2 === 1);
      expect(read).toEqual(set.map((word) => `p=${word}`));
    }),
    { numRuns: 20 },
  );
});
