import fc from 'fast-check';
import { expect, test } from 'vitest';
import { hasUnseen, visibleLine, visibleText } from '../../src/base/visible-text.ts';

test.each([
  ['C0', '\u001b[2J\u0007\r\t', '\\u001b[2J\\u0007\\u000d\\u0009'],
  ['DEL and C1', '\u007f\u009b31m', '\\u007f\\u009b31m'],
  ['bidirectional', 'a\u202eb\u2066c\u200f', 'a\\u202eb\\u2066c\\u200f'],
  ['invisible', 'a\u200bb\u00adc\ufeffd\u3164\ufe0f', 'a\\u200bb\\u00adc\\ufeffd\\u3164\\ufe0f'],
  ['separators', 'a\u2028b\u2029', 'a\\u2028b\\u2029'],
  ['beyond the first plane', 'a\u{e0041}b', 'a\\udb40\\udc41b'],
  ['lone surrogates', 'a\ud800b\udc00', 'a\\ud800b\\udc00'],
  ['no characters', '\uffff\ufdd0', '\\uffff\\ufdd0'],
])('%s: what cannot be seen is shown escaped', (_, text, shown) => {
  expect(visibleText(text)).toBe(shown);
});

test('what can be seen is left: other scripts, signs, emoji, spaces that take room', () => {
  const text = 'größe 大小 مقاس µs − … × 🚀 a\u00a0b\n  c';
  expect(visibleText(text)).toBe(text);
  expect(hasUnseen(text)).toBe(false);
  expect(visibleLine('a\nb')).toBe('a\\nb');
});

const anything = fc.string({ unit: 'binary' });

test('JSON means the same when it is made visible, and twice is once', () => {
  fc.assert(
    fc.property(anything, (text) => {
      const json = visibleText(JSON.stringify({ [text]: text }));
      expect(JSON.parse(json)).toEqual({ [text]: text });
      expect(hasUnseen(json)).toBe(false);
      expect(visibleText(visibleText(text))).toBe(visibleText(text));
    }),
  );
});
