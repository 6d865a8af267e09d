import { describe, expect, test } from 'vitest';
import { readDocument } from '../../src/scenarios/document.ts';

describe('a file is read as plain data of our own making', () => {
  test('YAML 1.2: yes is text, 0x10 is sixteen, dates are text, JSON is a part of it', () => {
    const text = 'a: yes\nb: 0x10\nc: 2001-01-01\nd: 1e-4\ne: ~\nf: .5\ng: "1"\n';
    expect(readDocument(text).data).toEqual({
      a: 'yes',
      b: 16,
      c: '2001-01-01',
      d: 1e-4,
      e: null,
      f: 0.5,
      g: '1',
    });
    expect(readDocument('{"a": [1, {"b": null}]}').data).toEqual({ a: [1, { b: null }] });
  });

  test('aliases stand for copies, in reason', () => {
    expect(readDocument('a: &x [1, 2]\nb: *x\n').data).toEqual({ a: [1, 2], b: [1, 2] });
  });

  test.each([
    ['a mapping', 'a: { <<: { b: 1, c: 2 }, c: 3 }', { b: 1, c: 3 }],
    ['whatever comes first', 'a: { c: 3, <<: { b: 1, c: 2 } }', { b: 1, c: 3 }],
    ['several, of which the first counts', 'a: { <<: [{ b: 1 }, { b: 2, c: 4 }] }', { b: 1, c: 4 }],
    ['what merges itself', 'a: { <<: { <<: { b: 1 }, c: 2 } }', { b: 1, c: 2 }],
    ['not in quotes', 'a: { "<<": { b: 1 } }', { '<<': { b: 1 } }],
  ])('a merge key stands for the keys of other mappings: %s', (_, text, a) => {
    expect(readDocument(text).data).toEqual({ a });
  });

  test.each([
    ['a: !!binary aGk=', 'tag'],
    ['a: !!set { x, y }', 'tag'],
    ['? [x]\n: 1', 'a key that is not text'],
    ['null: 1', 'a key that is not text'],
    ['a: { <<: 3 }', '1:10: a.<<: merges mappings only, such as <<: *base or <<: [*one, *two]'],
    ['a: { <<: [{ b: 1 }, 2] }', 'a.<<: merges mappings only'],
    ['a: &x { <<: *x }', '&x would contain itself'],
    ['a: { <<: { b: 1 }, <<: { c: 1 } }', 'given twice; merge several mappings as <<: [*one, *two]'],
    ['{"constructor": 1}', 'not a key that a file may use'],
    ['a:\n  prototype: 1', 'not a key that a file may use'],
  ])('%j is refused', (text, message) => {
    expect(() => readDocument(text)).toThrow(message);
  });

  test('a document as deep as its text is long is refused, not followed', () => {
    expect(() => readDocument('['.repeat(20_000))).toThrow();
    expect(() => readDocument(`${'['.repeat(500)}${']'.repeat(500)}`)).toThrow('nested too deeply');
  });
});

describe('every value and every key is found where it stands', () => {
  const text = 'a: 1\nb:\n  - { c: 2,  "d": x }\n  - &y [3]\ne: *y\nf:\n';
  const { positionOf } = readDocument(text);
  test.each([
    [['a'], 'value', 1, 4],
    [['a'], 'key', 1, 1],
    [['b', 0, 'c'], 'value', 3, 10],
    [['b', 0, 'd'], 'key', 3, 14],
    [['b', 1, 0], 'value', 4, 9],
    [['e'], 'value', 5, 4],
    [['e', 0], 'value', 4, 9],
    [['f'], 'value', 6, 3],
    [[], 'value', 1, 1],
  ] as const)('%j %s', (path, what, line, column) => {
    expect(positionOf(path, what)).toEqual({ line, column });
  });

  test('what is merged stands where it is written, unless it is written again', () => {
    const { positionOf: at } = readDocument('a: &x { b: 1, c: 2 }\nd: { <<: [*x, { e: 3 }], c: 4 }\n');
    expect(at(['d', 'b'], 'value')).toEqual({ line: 1, column: 12 });
    expect(at(['d', 'b'], 'key')).toEqual({ line: 1, column: 9 });
    expect(at(['d', 'c'], 'value')).toEqual({ line: 2, column: 29 });
    expect(at(['d', 'e'], 'value')).toEqual({ line: 2, column: 20 });
  });

  test('what is not there has no place', () => {
    expect(positionOf(['a', 'b'], 'value')).toBeUndefined();
    expect(positionOf(['b', 7], 'value')).toBeUndefined();
    expect(positionOf(['z'], 'key')).toBeUndefined();
  });
});
