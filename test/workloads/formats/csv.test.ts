import { expect, test } from 'vitest';
import { type CsvContext, CsvTable } from '../../../src/workloads/formats/csv.ts';
import { LabelNames } from '../../../src/workloads/formats/label-names.ts';
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

test('ignored columns are not looked at, named by name or by position', () => {
  const records = [',id,a,y,a', '0,x7,1,2,', '1,,3,4,?'];
  const { columns, ...table } = readTable(records, { ignore: [1, 'id', 5] });
  expect(columns).toEqual(['a']);
  expect(table).toMatchObject({ labels: Float64Array.of(2, 4), examples: { values: Float64Array.of(1, 3) } });
});

test('a test file may have the ignored columns elsewhere, or not at all', () => {
  const given = { ignore: [1, 'id'], columns: ['a', 'b'] };
  for (const records of [
    [',a,b,y,id', '0,1,2,3,x'],
    ['a,y,b', '1,3,2'],
    ['id,b,a,y', ',2,1,3'],
  ]) {
    expect(readTable(records, given).examples.values).toEqual(Float64Array.of(1, 2)); // biome-ignore format: pairs
  }
});

function readTable(records: readonly string[], given: Partial<CsvContext>) {
  const table = tableOf(records, given);
  return { columns: table.columns, ...table.finish() };
}

test('words as labels are numbered, and only known ones in a test file', () => {
  const labelNames = new LabelNames('by-appearance');
  expect(readTable(['a,y', '1,ham', '2,spam', '3,ham'], { labelNames }).labels).toEqual(
    Float64Array.of(0, 1, 0),
  );
  labelNames.close();
  expect(messageOf(() => tableOf(['a,y', '1,spma'], { labelNames }))).toBe(
    'InputError: train.csv:2: column y: label spma has no number (allowed: ham, spam; did you mean spam?)',
  );
});

test('of many columns the first and the last are offered, and the likely one', () => {
  const names = Array.from({ length: 30 }, (_, k) => `mean ${k}`);
  const offer = (label: string) => messageOf(() => tableOf([[...names, 'target'].join(',')], { label }));
  const listed =
    'allowed: one of mean 0, mean 1, mean 2, mean 3, mean 4, mean 5, …, mean 28, mean 29, target (31 columns)';
  for (const label of ['traget', 'label', 'class', 'TARGET', 'the target']) {
    expect(offer(label)).toBe(
      `InputError: train.csv:1: no column is called ${label} (${listed}; did you mean target?)`,
    );
  }
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
  [
    ['a,y,', '1,2,'],
    'train.csv:1: column 3 has no name (allowed: a name for every feature; if it is an index, set ignore: [3] under workload.data, or write the file without it (pandas: index=False))',
  ],
  [
    ['Unnamed: 0,a,y', '0,1,2'],
    'train.csv:1: column 1 has no name (Unnamed: 0 is what pandas calls that) (allowed: a name for every feature; if it is an index, set ignore: [1] under workload.data, or write the file without it (pandas: index=False))',
  ],
  [
    ['a,sample_weight,y', '0,1,2'],
    'train.csv:1: column sample_weight: instance weights are not supported (allowed: examples that all count alike; ignore: [sample_weight] under workload.data leaves them out)',
  ],
  [
    ['a,y', '1,2,3'],
    'train.csv:2: 3 fields (allowed: 2, as the first line has; if R wrote row names, which have no column name, write with row.names = FALSE)',
  ],
  [
    ['a,b,y'],
    'train.csv:1: workload.data.ignore: no column is called ab (allowed: one of a, b, y; did you mean a?)',
    { ignore: ['ab'] },
  ],
  [['a,y'], 'train.csv:1: workload.data.ignore: there is no column 3 (allowed: 1 to 2)', { ignore: [3] }],
  [
    ['a,y'],
    'train.csv:1: workload.data.ignore: y is the column of labels (allowed: other columns)',
    { ignore: ['y'] },
  ],
  [['a,y'], 'train.csv:1: no column besides the label y (allowed: at least one feature)', { ignore: [1] }],
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
