import { describe, expect, test } from 'vitest';
import { readDocument } from '../../src/scenarios/document.ts';
import { parseScenario } from '../../src/scenarios/parse-scenario.ts';

function messageFor(text: string): string {
  try {
    readDocument(text);
    return 'none';
  } catch (error) {
    return (error as Error).message;
  }
}

describe('a text that is not YAML is refused in words for people who do not know the library', () => {
  test.each([
    [
      'a line with a space less',
      'a:\n  b: 1\n c: 2',
      '3:2: c has 1 space before it, and the lines above it have 0 or 2',
    ],
    [
      'a line with a space more',
      'a:\n  b: 1\n   c: 2',
      '3:4: c has 3 spaces before it, more than b on line 2, which has its value already',
    ],
    [
      'an item with a space less',
      'a:\n  - b: 1\n - b: 2',
      '3:2: - has 1 space before it, and the lines above it have 2',
    ],
    [
      'an item with a space more',
      'a:\n  - b: 1\n   - b: 2',
      '3:4: - has 3 spaces before it, and the lines above it have 2',
    ],
    [
      'an indent behind a value',
      'a: 1\n  b: 2',
      '2:3: b has 2 spaces before it, more than a on line 1, which has its value already',
    ],
    [
      'a first line that is indented',
      ' a: 1\nb: 2',
      '2:1: b has 0 spaces before it, and the lines above it have 1',
    ],
    [
      'Windows ends of lines',
      'a: 1\r\n b: 2\r\n',
      '2:2: b has 1 space before it, more than a on line 1, which has its value already',
    ],
    ['a key without its colon', 'a: 1\nb\n  c: 2', '2:1: b has no colon behind it'],
    ['a line without a colon', 'a: 1\nb\nc: 2', '2:1: b has no colon behind it'],
    [
      'two colons in one line',
      'a: b: c',
      '1:4: a second key begins at b, on the line of the first (put text with a colon in quotes)',
    ],
    ['a list among keys', 'a: 1\n- b', '2:1: an item of a list among keys'],
    ['a quote that stays open', 'a: 1\nb: "x\nc: 2', '2:4: a quote is opened here and never closed'],
    ['a comma left out', 'a: { b: 1 c: 2 }', '1:9: 1 does not fit here (a comma missing before it?)'],
    ['a reserved character', 'a: @x', '1:4: @x is not text (put text that begins with @ in quotes)'],
    [
      'a pattern of files',
      'a: *.csv',
      '1:4: a: there is no anchor &.csv above (put text that begins with * in quotes)',
    ],
    [
      'a Windows path',
      'a: "C:\\data"',
      '1:7: \\d means nothing in double quotes (single quotes take every \\ as it is)',
    ],
    ['a comment without a blank', 'a: "x"#c', '1:7: a blank is missing before #'],
  ])('%s', (_, text, message) => {
    expect(messageFor(text)).toBe(message);
  });

  test('brackets, comments and blank lines have indents of their own', () => {
    const text = '# a\n    # b\na: {\n b: 1,\n    c: 2 }\n\n  \nd:\n- e\n- f: 1\n  g: 2\n h: 3\n';
    expect(() => readDocument(text)).toThrow(
      '12:2: h has 1 space before it, and the lines above it have 0 or 2',
    );
  });
});

test('a key that is glued to its value says so', () => {
  expect(() => parseScenario('{ name:a, cluster: 3 }')).toThrow(
    /name:a: unknown key .*a blank belongs behind the colon/,
  );
});
