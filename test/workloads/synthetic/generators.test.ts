import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import type { DataSet } from '../../../src/workloads/data-set.ts';
import { generated } from './generated.ts';

function digestOf({ labels, examples }: DataSet): string {
  const hash = createHash('sha256');
  const arrays =
    examples.kind === 'dense' ? [examples.values] : [examples.offsets, examples.indices, examples.values];
  for (const array of [labels, ...arrays])
    hash.update(new Uint8Array(array.buffer, array.byteOffset, array.byteLength));
  return hash.digest('hex').slice(0, 16);
}

const cases: [string, Record<string, unknown>, string][] = [
  [
    'sparse-zipf',
    { rows: 200, features: 100_000, nonzerosPerRow: 30, noise: 0.2, positives: 0.3 },
    'ef16892e5b53e16e',
  ],
  ['sparse-zipf', { rows: 100, features: 500, nonzerosPerRow: 30, exponent: 1 }, '0940e43fa8344115'],
  ['dense', { rows: 100, features: 9, condition: 30, noise: 0.5 }, 'b258c5f173c1b5a3'],
  [
    'dense',
    { rows: 100, features: 9, condition: 30, noise: 0.5, task: 'classification' },
    '1785550312a0da23',
  ],
  ['quadratic', { features: 9, condition: 30 }, '51e275a4bcf2383e'],
];

test.each(cases)('one seed gives the same bytes on every engine: %s %j', (kind, given, digest) => {
  expect(digestOf(generated(kind, given).data)).toBe(digest);
});

test.each(cases)('another seed gives other data: %s %j', (kind, given) => {
  expect(digestOf(generated(kind, given, 2).data)).not.toBe(digestOf(generated(kind, given).data));
});
