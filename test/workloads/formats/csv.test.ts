import { expect, test } from 'vitest';
import { type CsvContext, CsvTable } from '../../../src/workloads/formats/csv.ts';
import { messageOf } from './pieces.ts';

const context: CsvContext = { file: 'train.csv', maxFeatures: 4, label: 'y' };

function tableOf(records: readonly string[], given: Partial<CsvContext> = {}): CsvTable {
  const table = new CsvTable({ ...context, ...given });
  records.forEach((record, k) => {
    table.add(record.split(','), k + 1);
  });
  return table;
}

test('every column but the label is a feature, in the order of the file', () => {
  const table = tableOf(['a, y ,b', '1,2,3', ' 4 ,-5,6e1']);
  expect(table.columns).toEqual(['a', 'b']);
  expect(table.finish()).toEqual({
    rows: 2,
    features: 2,
    labels: Float64Array.of(2, -5),
    examples: { kind: 'dense', values: Float64Array.of(1, 3, 4, 60) },
  });
});

test('a test file may have its columns in another order: features follow the training file', () => {
  const { examples } = tableOf(['b,a,y', '1,2,3'], { columns: ['a', 'b'] }).finish();
  expect(examples.values).toEqual(Float64Array.of(2, 1));
});

test('more rows than any first guess are kept', () => {
  const rows = Array.from({ length: 5000 }, (_, k) => `${k},${k + 0.5}`);
  const { labels, examples } = tableOf(['y,a', ...rows]).finish();
  expect(labels[4999]).toBe(4999);
  expect(examples.values).toEqual(Float64Array.from({ length: 5000 }, (_, k) => k + 0.5));
});

const wanted = 'allowed: the columns of the training file, in any order';
test.each<[string[], string, Partial<CsvContext>?]>([
  [[], 'train.csv: no line that names the columns'],
  [['a,y'], 'train.csv: no examples (allowed: at least one)'],
  [['y', '1'], 'train.csv:1: no column besides the label y (allowed: at least one feature)'],
  [['a,b,Y'], 'train.csv:1: no column is called y (allowed: one of a, b, Y; did you mean Y?)'],
  [
    ['a;b;y'],
    'train.csv:1: no column is called y (allowed: one of a;b;y; columns must be separated by commas, not by ;)',
  ],
  [
    ['1,2,3'],
    'train.csv:1: no column is called y (allowed: one of 1, 2, 3; the first line must name the columns)',
  ],
  [
    ['a,a,y'],
    'train.csv:1: two columns are called a (allowed: each name once; ignore: [2] under workload.data leaves out the second)',
  ],
  [['a,y', '1,2', '1,2,3'], 'train.csv:3: 3 fields (allowed: 2, as the first line has)'],
  [['a,y', '1'], 'train.csv:2: 1 field (allowed: 2, as the first line has)'],
  [['a,y', ',2'], 'train.csv:2: column a: no value (allowed: a finite number)'],
  [['a,y', 'NA,2'], 'train.csv:2: column a: NA is not a finite number (allowed: a finite number)'],
  [
    ['a,y', 'x,2'],
    'train.csv:2: column a: x is not a number (allowed: a finite number; ignore: [a] under workload.data leaves the column out)',
  ],
  [['a,y', '1e400,2'], 'train.csv:2: column a: 1e400 is too large for a double (allowed: a finite number)'],
  [
    ['a,y', '1,setosa'],
    'train.csv:2: column y: setosa is not a number (allowed: a finite number; labels: by-appearance under workload.data numbers words as they come, labels: { setosa: 1, … } as you say)',
  ],
  [
    ['a,b,c,d,e,y'],
    'train.csv:1: 5 features (allowed: 1 to 4; if it is meant, set maxFeatures under workload.data to at least that)',
  ],
  [['a,y', '1,2'], `train.csv:1: no column is called b (${wanted})`, { columns: ['a', 'b'] }],
  [['a,b,y', '1,2,3'], `train.csv:1: column b is new (${wanted})`, { columns: ['a'] }],
])('a bad table is refused in words that lead to the place: %j', (records, message, given) => {
  expect(messageOf(() => tableOf(records, given).finish())).toBe(`InputError: ${message}`);
});
