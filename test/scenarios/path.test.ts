import fc from 'fast-check';
import { expect, test } from 'vitest';
import { formatPath, isWithin, parsePath, valueAt } from '../../src/scenarios/path.ts';

const step = fc.oneof(fc.stringMatching(/^[A-Za-z0-9_$-]{1,8}$/), fc.nat({ max: 999 }));
const path = fc
  .tuple(fc.stringMatching(/^[a-z-]{1,8}$/), fc.array(step, { maxLength: 5 }))
  .map(([first, rest]) => [first, ...rest]);

test('a path is read back from what is written of it', () => {
  fc.assert(
    fc.property(path, (given) => {
      expect(parsePath(formatPath(given))).toEqual(given);
    }),
  );
});

test.each([
  '',
  '.',
  'a.',
  '.a',
  'a..b',
  'a[',
  'a]',
  'a[x]',
  'a[-1]',
  'a[1.5]',
  '[0]',
  'a b',
  'a[0]b',
  'a[99999999999]',
  'a.'.repeat(50).concat('a'),
  `a${'[0]'.repeat(50)}`,
])('%j spells no path', (text) => expect(parsePath(text)).toBeUndefined());

test('what lies within what', () => {
  expect(isWithin(['a', 0, 'b'], ['a', 0])).toBe(true);
  expect(isWithin(['a', 0], ['a', 0])).toBe(true);
  expect(isWithin(['a'], ['a', 0])).toBe(false);
  expect(isWithin(['a', 1], ['a', 0])).toBe(false);
});

test('only what data has itself is found in it', () => {
  expect(valueAt({ a: [{ b: 2 }] }, ['a', 0, 'b'])).toBe(2);
  expect(valueAt({ a: 1 }, ['toString'])).toBeUndefined();
  expect(valueAt({ a: 1 }, ['a', 'b'])).toBeUndefined();
  expect(valueAt([1], ['length', 0])).toBeUndefined();
});
