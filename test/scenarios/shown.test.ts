import fc from 'fast-check';
import { expect, test } from 'vitest';
import { shown } from '../../src/scenarios/shown.ts';

test.each<[unknown, string]>([
  [-3, '-3'],
  [1e-9, '1e-9'],
  [true, 'true'],
  [null, 'nothing'],
  [{}, 'a mapping'],
  [[], 'an empty list'],
  [[1], 'a list'],
  ['spp', 'spp'],
  ['5 MB', '5 MB'],
  ['-20 ns', '-20 ns'],
  ['10%', '10%'],
  ['data/train.svm', 'data/train.svm'],
  ['3', '"3"'],
  ['true', '"true"'],
  ['', '""'],
  [' x', '" x"'],
  ['a\nb', '"a\\nb"'],
  ['nothing', '"nothing"'],
])('%j is shown as %s', (value, text) => {
  expect(shown(value)).toBe(text);
});

test('whatever it is, it takes one short line', () => {
  fc.assert(
    fc.property(fc.anything(), (value) => {
      const text = shown(value);
      expect(text).not.toMatch(/[\n\r]/);
      expect(text.length).toBeLessThan(500);
    }),
  );
});
