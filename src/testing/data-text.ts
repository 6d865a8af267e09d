import { builtinCatalogue } from '../scenarios/catalogue.ts';
import type { FileDataSpec } from '../scenarios/scenario.ts';
import { clusterFilesOf } from '../simulation/cluster-files.ts';
import type { DataSet, SplitData } from '../workloads/data-set.ts';
import type { Trial } from './trial.ts';

/** A file that a scenario names. */
export interface DataFileText {
  /** Its name in the scenario. */
  readonly file: string;
  readonly text: string;
}

/**
 * Returns the files that the scenario of a trial names, from which the same bits are read: its data, unless they are synthetic (dense
 * rows as CSV, sparse rows as LIBSVM), and the files of its stragglers, which hold the examples of their formats.
 */
export function dataTexts(trial: Trial): readonly DataFileText[] {
  const stragglers = clusterFilesOf(trial.scenario, builtinCatalogue);
  return [
    ...examplesTexts(trial),
    ...stragglers.map(({ name, format }) => ({ file: name, text: format.example })),
  ];
}

function examplesTexts({ scenario: { workload }, data }: Trial): readonly DataFileText[] {
  if (!data || !('data' in workload) || !('file' in workload.data)) return [];
  const { file, test } = workload.data;
  const texts = [{ file, text: textOf(data.train, workload.data) }];
  if (data.test && typeof test === 'string')
    texts.push({ file: test, text: textOf(data.test, workload.data) });
  return texts;
}

/** Returns `workload.data` of a scenario that names these files. */
export function fileSpecOf({ train, test }: SplitData): FileDataSpec {
  const maxFeatures = 1000;
  if (train.examples.kind === 'dense') {
    const spec = { file: 'trial.csv', format: 'csv' as const, label: 'label', maxFeatures };
    return test ? { ...spec, test: 'trial-test.csv' } : spec;
  }
  const spec = { file: 'trial.svm', format: 'libsvm' as const, features: train.features, maxFeatures };
  return test ? { ...spec, test: 'trial-test.svm' } : spec;
}

function textOf(data: DataSet, { format, label = 'label' }: FileDataSpec): string {
  const lines = format === 'csv' ? csvLines(data, label) : libsvmLines(data);
  return `${lines.join('\n')}\n`;
}

/** Writes `label,x1,x2` and a line for each row. */
function csvLines(data: DataSet, label: string): string[] {
  const names = Array.from({ length: data.features }, (_, j) => `x${j + 1}`);
  const rows = entriesByRow(data).map((entries, row) => {
    const values = new Array<number>(data.features).fill(0);
    for (const { index, value } of entries) values[index] = value;
    return [data.labels[row]!, ...values].map(decimal).join(',');
  });
  return [[label, ...names].join(','), ...rows];
}

/** Writes `label index:value …`, indices from 1. */
function libsvmLines(data: DataSet): string[] {
  return entriesByRow(data).map((entries, row) =>
    [decimal(data.labels[row]!), ...entries.map(({ index, value }) => `${index + 1}:${decimal(value)}`)].join(
      ' ',
    ),
  );
}

function entriesByRow({ rows, features, examples }: DataSet): { index: number; value: number }[][] {
  return Array.from({ length: rows }, (_, row) => {
    const from = examples.kind === 'dense' ? row * features : examples.offsets[row]!;
    const to = examples.kind === 'dense' ? from + features : examples.offsets[row + 1]!;
    return Array.from({ length: to - from }, (__, k) => ({
      index: examples.kind === 'dense' ? k : examples.indices[from + k]!,
      value: examples.values[from + k]!,
    }));
  });
}

/** Returns the shortest decimal that reads as this double; −0 keeps its sign. */
function decimal(value: number): string {
  return Object.is(value, -0) ? '-0' : String(value);
}
