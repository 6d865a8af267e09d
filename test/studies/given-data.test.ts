import { expect, test } from 'vitest';
import { simulate } from '../../src/index.ts';
import { scenarioWith } from '../fixtures.ts';

const bytes = (text: string) => new TextEncoder().encode(text);
const svm = '1 1:1 2:0.5\n-1 1:-1\n1 2:2\n-1 1:0.5 2:-1\n';
const csv = 'a,y,b\n1,1,0.5\n-1,-1,0\n0,1,2\n0.5,-1,-1\n';

const scenarioOn = (data: object) =>
  scenarioWith({ workload: { data, batchSize: 1, model: 'logistic-regression' } });
const digestOf = (...given: Parameters<typeof simulate>) => simulate(...given).runs[0]!.result.digest;

test('files are read from memory, whatever their format, as data handed over would be', () => {
  const values = Float64Array.of(1, 0.5, -1, 0, 0, 2, 0.5, -1);
  const labels = Float64Array.of(1, -1, 1, -1);
  const train = { rows: 4, features: 2, labels, examples: { kind: 'dense' as const, values } };
  const digest = digestOf(scenarioOn({ file: 'x.svm' }), { data: { train } });
  const named = scenarioOn({ file: 'sub/x.csv', label: 'y' });
  expect(digestOf(named, { files: { 'sub/x.csv': bytes(csv) } })).toBe(digest);
  const sparse = simulate(scenarioOn({ file: 'x.svm' }), { files: { 'x.svm': bytes(svm) } });
  expect(sparse.runs[0]!.result.parameters).toEqual(
    simulate(named, { files: { 'sub/x.csv': bytes(csv) } }).runs[0]!.result.parameters,
  );
});

test.each([
  [
    { 'y.svm': bytes(svm) },
    /^workload\.data: the contents of x\.svm are not at hand .*did you mean y\.svm\?/,
  ],
  [{}, /^workload\.data: the contents of x\.svm are not at hand/],
  [{ 'x.svm': Uint8Array.of(0x1f, 0x8b, 8) }, /^x\.svm: is compressed/],
  [{ 'x.svm': bytes('1 1:x\n') }, /^x\.svm:1/],
])('data that are not there or not right are bad input: case %#', (files, message) => {
  expect(() => simulate(scenarioOn({ file: 'x.svm' }), { files })).toThrow(message);
});

test('a quote in the middle of a field of a CSV file is said with its line', () => {
  const files = { 'x.csv': bytes('y,a\n1,2\n-1,"3\n') };
  expect(() => simulate(scenarioOn({ file: 'x.csv', label: 'y' }), { files })).toThrow(/^x\.csv:3: a quote/);
});

test('a file of images and one of labels are read together', () => {
  const images = Uint8Array.of(0, 0, 8, 2, 0, 0, 0, 4, 0, 0, 0, 2, 0, 255, 255, 0, 51, 255, 255, 51);
  const labels = Uint8Array.of(0, 0, 8, 1, 0, 0, 0, 4, 1, 0, 1, 0);
  const files = {
    images,
    labels,
    'x.csv': bytes('y,a,b\n1,0,1\n0,1,0\n1,0.2,1\n0,1,0.2\n'), // the same, in 255ths
  };
  const idx = digestOf(scenarioOn({ file: 'images', format: 'idx', labels: 'labels' }), { files });
  expect(idx).toBe(digestOf(scenarioOn({ file: 'x.csv', label: 'y' }), { files }));
});
