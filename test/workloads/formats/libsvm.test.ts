import fc from 'fast-check';
import { expect, test } from 'vitest';
import { InputError } from '../../../src/base/errors.ts';
import type { DataSet } from '../../../src/workloads/data-set.ts';
import { LabelNames } from '../../../src/workloads/formats/label-names.ts';
import { type LibsvmContext, LibsvmParser } from '../../../src/workloads/formats/libsvm.ts';
import { cuts, messageOf, pushPieces } from './pieces.ts';
import { readSlowly, type SlowRows } from './slow-libsvm.ts';

const context: LibsvmContext = { file: 'train.svm', maxFeatures: 1000 };

function parse(text: string | Uint8Array, at: readonly number[] = [], given = context): DataSet {
  const parser = new LibsvmParser(given);
  pushPieces(parser, text, at);
  return parser.finish();
}

/** The same in the shape of the slow reader. */
function asRows({ labels, examples }: DataSet, firstIndex = 1): SlowRows {
  if (examples.kind !== 'sparse') throw new Error('dense');
  const { offsets, indices, values } = examples;
  const rows = Array.from(labels, (_, row) => {
    const entries: [number, number][] = [];
    for (let k = offsets[row]!; k < offsets[row + 1]!; k++)
      entries.push([indices[k]! + firstIndex, values[k]!]);
    return entries;
  });
  return { labels: Array.from(labels), rows };
}

const number = fc.oneof(
  fc.constantFrom('1', '0', '-0', '+1', '-1', '0.5', '.25', '3.', '1e-3', '2E+2', '12345.678901234567'),
  fc.double({ noNaN: true, noDefaultInfinity: true }).map(String),
);
const blank = fc.constantFrom(' ', ' ', ' ', '  ', '\t', ' \t ');
const row = fc
  .record({
    lead: fc.constantFrom('', '', ' ', '\t'),
    label: number,
    query: fc.constantFrom('', '', ' qid:7'),
    indices: fc
      .uniqueArray(fc.integer({ min: 1, max: 1000 }), { maxLength: 8 })
      .map((all) => all.sort((a, b) => a - b)),
    values: fc.array(number, { minLength: 8, maxLength: 8 }),
    blanks: fc.array(blank, { minLength: 8, maxLength: 8 }),
    tail: fc.constantFrom('', '', ' ', '\t', '# note', ' # 1:2 né'),
  })
  .map(({ lead, label, query, indices, values, blanks, tail }) => {
    const entries = indices.map((index, k) => `${blanks[k]}${index}:${values[k]}`);
    return `${lead}${label}${query}${entries.join('')}${tail}`;
  });
const line = fc.oneof(
  { weight: 5, arbitrary: row },
  fc.constantFrom('', ' ', '# only a comment', '\t# and another'),
);
const text = fc
  .tuple(fc.array(fc.tuple(line, fc.constantFrom('\n', '\n', '\r\n', '\r')), { maxLength: 12 }), row)
  .map(([lines, last]) => lines.map((parts) => parts.join('')).join('') + last);

test('a text cut anywhere gives the rows that a slow and obvious reader finds in the whole', () => {
  fc.assert(
    fc.property(text, cuts, (given, at) => {
      const read = parse(given, at, { ...context, features: 1000 });
      expect(asRows(read)).toEqual(readSlowly(given, 1000));
    }),
    { numRuns: 1000 },
  );
});

test('a damaged text is refused at the line at which the slow reader refuses it, and only then', () => {
  const damage = fc.array(
    fc.tuple(
      fc.double({ min: 0, max: 1, noNaN: true }),
      fc.constantFrom(...' \t\n\r#:+-.eE0159qidnax,\u00a0'),
    ),
    { minLength: 1, maxLength: 4 },
  );
  fc.assert(
    fc.property(
      text,
      damage,
      cuts,
      fc.boolean(),
      fc.constantFrom(0, 1),
      (whole, places, at, replaces, firstIndex) => {
        let given = whole;
        for (const [part, character] of places) {
          const place = Math.floor(part * given.length);
          given = given.slice(0, place) + character + given.slice(place + (replaces ? 1 : 0));
        }
        const expected = readSlowly(given, 1000, firstIndex);
        fc.pre(expected.labels.length > 0 || expected.badLine !== undefined);
        fc.pre(expected.badLine !== undefined || expected.rows.some((entries) => entries.length > 0));
        try {
          expect(asRows(parse(given, at, { ...context, firstIndex }), firstIndex)).toEqual(expected);
        } catch (error) {
          if (!(error instanceof InputError)) throw error;
          expect(error.problems[0]!.line).toBe(expected.badLine);
        }
      },
    ),
    { numRuns: 3000 },
  );
});

test('a data set survives being written and read', () => {
  fc.assert(
    fc.property(text, (given) => {
      const first = parse(given, [], { ...context, features: 1000 });
      const { labels, rows } = asRows(first);
      const again = rows.map((entries, k) =>
        [labels[k], ...entries.map((pair) => pair.map(exactly).join(':'))].map(exactly).join(' '),
      );
      expect(parse(again.join('\n'), [], { ...context, features: 1000 })).toEqual(first);
    }),
  );
});

/** String(-0) is 0. */
function exactly(value: unknown): string {
  return Object.is(value, -0) ? '-0' : String(value);
}

test('explicit zeros are entries, and features count to the largest index or to what is asked for', () => {
  const { features, examples } = parse('1 2:0 5:0.0\n');
  expect(features).toBe(5);
  expect(examples).toMatchObject({ indices: Uint32Array.of(1, 4), values: Float64Array.of(0, 0) });
  expect(parse('1 2:1', [], { ...context, features: 9 }).features).toBe(9);
  expect(parse('1 2:1', [], { ...context, features: 1 }).features).toBe(2);
});

test('indices count from 0 where that is asked for, and the features are as many as from 1', () => {
  const fromZero = parse('1 0:5 3:6', [], { ...context, firstIndex: 0 });
  expect(fromZero).toEqual(parse('1 1:5 4:6'));
  expect(messageOf(() => parse('1 1000:1', [], { ...context, firstIndex: 0 }))).toContain(
    '(allowed: 0 to 999;',
  );
});

test('words become the numbers that the scenario or their order gives them, numbers what they are worth', () => {
  const labelled = (labelNames: LabelNames) =>
    parse('yes 1:1\n4 1:2\nyes\n4.0 1:3', [0.1, 0.5], { ...context, labelNames });
  expect(Array.from(labelled(new LabelNames({ yes: 7, 4: -1 })).labels)).toEqual([7, -1, 7, -1]);
  const words = new LabelNames('by-appearance');
  expect(
    Array.from(parse('no 1:1\nyes # no 1\nno', [0.2], { ...context, labelNames: words }).labels),
  ).toEqual([0, 1, 0]);
  expect(words.numbers).toEqual({ no: 0, yes: 1 });
  words.close();
  const reading = (text: string) => messageOf(() => parse(text, [], { ...context, labelNames: words }));
  expect(reading('no 1:1\nyse 1:1')).toBe(
    'InputError: train.svm:2:1: label yse has no number (allowed: no, yes; did you mean yes?)',
  );
});

test.each([
  ['4 1:1', 'label 4 (allowed: words; for labels that are numbers leave out labels: by-appearance)'],
  ['NA 1:1', 'label NA (allowed: a word for each example)'],
  [
    '3:1 4:1',
    '3:1 where the label should be (allowed: a line is a label, then index:value pairs; if this is a label and its weight: instance weights are not supported)',
  ],
  [
    Array.from({ length: 1001 }, (_, k) => `w${k}`).join('\n'),
    'label w1000 (allowed: at most 1000 different words; is this the column of labels?)',
  ],
])('what is no word gets no number by appearance: %j', (given, message) => {
  const labelNames = new LabelNames('by-appearance');
  const line = given.split('\n').length;
  expect(messageOf(() => parse(given, [], { ...context, labelNames }))).toBe(
    `InputError: train.svm:${line}:1: ${message}`,
  );
});

test('the cap is the largest index that is accepted', () => {
  expect(parse('1 1000:1').features).toBe(1000);
  expect(messageOf(() => parse('1 1001:1'))).toContain('feature index 1001');
});

test('a byte order mark at the beginning is passed over, wherever the file is cut', () => {
  for (const at of [[], [0.1], [0.2], [0.1, 0.2, 0.3]]) {
    expect(asRows(parse('\ufeff+1 3:4\n', at))).toEqual({ labels: [1], rows: [[[3, 4]]] });
  }
});

test('a file longer than a block, in lines of any length, is read whole', () => {
  const lines = Array.from({ length: 3000 }, (_, k) => {
    const entries = Array.from({ length: 1 + (k % 300) }, (__, j) => ` ${j + 1}:${k + j / 8}`);
    return `${k}${entries.join('')}`;
  });
  const given = lines.join('\n');
  expect(given.length).toBeGreaterThan(3 << 20);
  const { rows, labels, examples } = parse(given, [0.3, 0.300001, 0.9]);
  expect(rows).toBe(3000);
  expect(labels.every((label, k) => label === k)).toBe(true);
  expect(examples).toMatchObject({ kind: 'sparse' });
  if (examples.kind !== 'sparse') return;
  expect(examples.offsets[3000]).toBe(examples.indices.length);
  expect(examples.values.at(-1)).toBe(2999 + 299 / 8);
  expect(examples.indices.at(-1)).toBe(299);
});

const allowedIndex = 'allowed: 1 to 1000';
test.each([
  ['', 'train.svm: no examples (allowed: at least one)'],
  ['\n# nothing\n', 'train.svm: no examples (allowed: at least one)'],
  ['1\n-1 # empty rows\n', 'train.svm: no features (allowed: at least one)'],
  [
    '1 1:1\nspam 1:1\n',
    'train.svm:2:1: label spam is not a number (allowed: a finite number such as +1, -1 or 2.5; labels: by-appearance under workload.data numbers words as they come, labels: { spam: 1, … } as you say)',
  ],
  [
    'nan 1:1',
    'train.svm:1:1: label nan is not a finite number (allowed: a finite number such as +1, -1 or 2.5)',
  ],
  [
    '1,3 1:1',
    'train.svm:1:1: label 1,3 is not a number (allowed: a finite number such as +1, -1 or 2.5; several labels for one row are not supported)',
  ],
  [
    '1:1 2:1',
    'train.svm:1:1: 1:1 where the label should be (allowed: a line is a label, then index:value pairs; if this is a label and its weight: instance weights are not supported)',
  ],
  [
    '1 0:5',
    `train.svm:1:3: feature index 0 (${allowedIndex}; for a file that counts from 0, as scikit-learn writes it unless told zero_based=False, set indices: from-0 under workload.data)`,
  ],
  ['1 -3:5', `train.svm:1:3: feature index -3 is not a whole number (${allowedIndex})`],
  ['1 2.5:5', `train.svm:1:3: feature index 2.5 is not a whole number (${allowedIndex})`],
  ['1 :5', `train.svm:1:3: feature index nothing is not a whole number (${allowedIndex})`],
  [
    '1 4000000000:5',
    `train.svm:1:3: feature index 4000000000 (${allowedIndex}; if it is meant, set maxFeatures under workload.data to at least that)`,
  ],
  ['1 7:1  3:5', 'train.svm:1:8: feature index 3 after 7 (allowed: ascending indices, each once in a row)'],
  ['1 7:1 7:5', 'train.svm:1:7: feature index 7 after 7 (allowed: ascending indices, each once in a row)'],
  [
    '1 7 8:1',
    'train.svm:1:3: 7 has no value (allowed: index:value, such as 3:0.5; if feature 7 is to have the value 1, write 7:1)',
  ],
  ['1 7: 8:1', 'train.svm:1:5: feature 7: no value (allowed: a finite number)'],
  ['1 7:NaN', 'train.svm:1:5: feature 7: NaN is not a finite number (allowed: a finite number)'],
  ['1 7:-inf', 'train.svm:1:5: feature 7: -inf is not a finite number (allowed: a finite number)'],
  ['1 7:1e999', 'train.svm:1:5: feature 7: 1e999 is too large for a double (allowed: a finite number)'],
  ['1 7:0x1F', 'train.svm:1:5: feature 7: 0x1F is not a number (allowed: a finite number)'],
  [
    '1 7:1\rx 8:2',
    'train.svm:2:1: label x is not a number (allowed: a finite number such as +1, -1 or 2.5; labels: by-appearance under workload.data numbers words as they come, labels: { x: 1, … } as you say)',
  ],
  [
    `1 7:1\n\n#\r\n1 7:${'ab'.repeat(30)}`,
    `train.svm:4:5: feature 7: ${'ab'.repeat(20)}… is not a number (allowed: a finite number)`,
  ],
  [
    '1 2:1\n\ufeff1 2:1',
    'train.svm:2:1: label \\ufeff1 is not a number (allowed: a finite number such as +1, -1 or 2.5)',
  ],
])('a bad file is refused in words that lead to the place: %j', (given, message) => {
  expect(messageOf(() => parse(given))).toBe(`InputError: ${message}`);
});

test('a number of 100,000 characters, or a text with a byte of 0, is refused before anybody tries to read it', () => {
  expect(messageOf(() => parse(`1 1:${'7'.repeat(100_000)}`))).toBe(
    `InputError: train.svm:1:5: feature 1: ${'7'.repeat(40)}… has 100000 characters (allowed: a finite number)`,
  );
  expect(parse(`1 1:0.${'0'.repeat(4000)}1`).rows).toBe(1);
  expect(messageOf(() => parse('1 1:1\n\0'))).toBe(
    'InputError: train.svm: holds a byte of 0, as no text does (allowed: text in UTF-8, or in UTF-16 with a byte order mark)',
  );
});

test('a binary file is refused at once, in printable words', () => {
  const message = messageOf(() => parse(Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a)));
  expect(message).toBe(
    'InputError: train.svm:1:1: label \\xfffdPNG is not a number (allowed: a finite number such as +1, -1 or 2.5)',
  );
});
