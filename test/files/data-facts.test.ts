import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { labelTexts } from '../../src/cli/label-texts.ts';
import { dataFacts } from '../../src/files/data-facts.ts';

test('a manifest lists means and deviations, and of more than 10,000 features their digest', () => {
  const few = { means: Float64Array.of(1, 2), deviations: Float64Array.of(0.5, 1) };
  expect(dataFacts({ standardised: few })).toEqual({ standardised: { means: [1, 2], deviations: [0.5, 1] } });
  expect(dataFacts({ standardised: { deviations: few.deviations } })).toEqual({
    standardised: { deviations: [0.5, 1] },
  });
  const many = Float64Array.from({ length: 10_001 }, (_, k) => k / 3);
  const sha256 = createHash('sha256').update(new Uint8Array(many.buffer)).digest('hex'); // of a little-endian machine
  expect(dataFacts({ standardised: { deviations: many } })).toEqual({
    standardised: { features: 10_001, sha256 },
  });
});

test('the user is told once which number stands for which word', () => {
  const labels = { setosa: 0, virginica: 1 };
  expect(labelTexts([{ labels }, { standardised: { deviations: [1] } }, { labels }])).toEqual([
    'labels: setosa = 0, virginica = 1',
  ]);
  const many = Object.fromEntries(Array.from({ length: 30 }, (_, k) => [`w${k}`, k]));
  expect(labelTexts([{ labels: many }])[0]).toMatch(/w19 = 19, … \(30; manifest\.json has all\)$/);
});
