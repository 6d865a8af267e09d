import type { z } from 'zod';
import { integerOption, optional } from '../../base/options.ts';
import type { Catalogue } from '../catalogue.ts';
import type { FileFormat, FirstIndex } from '../scenario.ts';
import { parseQuantity } from '../units.ts';
import { definitionsBy } from './definitions.ts';
import { type SchemaOfShape, schemaOfOption } from './fields.ts';
import { addRefusal, flag, isMapping, leaf, listOf, mapping, type Refuse, textOf, wordOf } from './leaf.ts';

const FORMATS: readonly FileFormat[] = ['libsvm', 'csv', 'idx'];
const SOURCES = ['file', 'builtin', 'synthetic'] as const;
/** Keys that only a source of one kind has. */
const FILE_KEYS = ['format', 'label', 'labels', 'ignore', 'indices', 'features', 'maxFeatures'] as const;
/** 80 MB for each vector of parameters. */
const MAX_FEATURES = 10_000_000;

const features = optional(
  integerOption({ description: 'Features at least: the last ones need not occur in the file.', min: 1 }),
);
const maxFeatures = optional(
  integerOption({
    description: `Largest feature index (from 1) that is believed; ${MAX_FEATURES} by default.`,
    min: 1,
    max: 0xffff_ffff,
  }),
);

/** The section `workload.data`: a file, a built-in data set or a generator of examples. */
export function dataSchema({ builtinData, generators }: Catalogue, schemaOf: SchemaOfShape) {
  return mapping({
    file: textOf('the name of a file', /\S/)
      .optional()
      .meta({ description: 'Relative to the folder of this scenario.' }),
    builtin: wordOf(builtinData.names)
      .optional()
      .meta({ description: 'A data set that comes with the project.' }),
    synthetic: definitionsBy('kind', generators, schemaOf)
      .optional()
      .meta({ description: 'Generated examples.' }),
    format: wordOf(FORMATS).optional().meta({ description: "Found from the file's name where it tells." }),
    label: textOf('the name of a column').optional().meta({ description: 'csv: the column of labels.' }),
    labels: leaf(LABELS_JSON, readLabels).optional().meta({
      description:
        'idx: the file of labels. libsvm and csv: numbers for labels that are words, { malignant: 1, benign: -1 }, or by-appearance.',
    }),
    ignore: listOf(leaf(COLUMN_JSON, readColumn), 'names of columns, or their positions from 1')
      .optional()
      .meta({ description: 'csv: columns that are neither label nor features, by name or position from 1.' }),
    indices: wordOf(INDICES)
      .optional()
      .meta({ description: 'libsvm: the index of the first feature; from-1 by default.' }),
    features: schemaOfOption(features, schemaOf),
    maxFeatures: schemaOfOption(maxFeatures, schemaOf),
    standardise: flag().optional().meta({
      description:
        'Whether features are scaled to deviation 1, and dense ones shifted to mean 0, on the training examples.',
    }),
    test: leaf(TEST_JSON, readTest)
      .optional()
      .meta({ description: 'Part of the examples that is held out (20%), or a second file.' }),
  })
    .superRefine((data, context) => {
      const [source, ...others] = SOURCES.filter((key) => data[key] !== undefined);
      if (source === undefined && context.issues.length > 0) return; // a source that is misspelt
      if (source === undefined || others.length > 0) {
        const message = source ? `${[source, ...others].join(' and ')} are given` : 'no source is given';
        addRefusal(context, [], { message, allowed: `one of ${SOURCES.join(', ')}` });
      } else if (source === 'file') checkFileKeys(data, context);
      else checkNoFileKeys(data, context);
    })
    .transform(resolvedData)
    .meta({ oneOf: SOURCES.map((source) => ({ required: [source] })) });
}

/** Keys of a mapping for data, as far as they have been read. */
type GivenData = Readonly<
  Partial<Record<(typeof SOURCES)[number] | (typeof FILE_KEYS)[number] | 'standardise' | 'test', unknown>>
>;

const INDICES: readonly FirstIndex[] = ['from-1', 'from-0'];

const LABELS_JSON = {
  anyOf: [
    { type: 'string', minLength: 1 },
    { type: 'object', minProperties: 1, additionalProperties: { type: 'number' } },
  ],
};

function readLabels(value: unknown, refuse: Refuse): string | Readonly<Record<string, number>> {
  if (typeof value === 'string' && value.trim() !== '') return value;
  const allowed = 'the name of a file (idx), by-appearance, or a number for each word: { spam: 1, ham: -1 }';
  if (!isMapping(value) || Object.keys(value).length === 0) {
    return refuse({ allowed, wrongKind: typeof value === 'object' && value !== null });
  }
  for (const [word, number] of Object.entries(value)) {
    if (typeof number === 'number' && Number.isFinite(number)) continue;
    refuse({ message: `${word}: ${JSON.stringify(number)}`, allowed: 'a finite number for each word' });
  }
  return value as Readonly<Record<string, number>>;
}

const COLUMN_JSON = { anyOf: [{ type: 'string' }, { type: 'integer', minimum: 1 }] };

function readColumn(value: unknown, refuse: Refuse): string | number {
  if (typeof value === 'string') return value;
  if (typeof value === 'number' && Number.isInteger(value) && value >= 1) return value;
  return refuse({
    allowed: 'the name of a column, or its position from 1',
    wrongKind: typeof value === 'object' && value !== null,
  });
}

const TEST_JSON = {
  anyOf: [
    { type: 'number', exclusiveMinimum: 0, exclusiveMaximum: 1 },
    { type: 'string', minLength: 1 },
  ],
};

function readTest(value: unknown, refuse: Refuse): number | string {
  const part = typeof value === 'string' ? parseQuantity(value, 'ratio') : value;
  if (typeof value === 'string' && part === undefined && value.trim() !== '') return value;
  if (typeof part === 'number' && part > 0 && part < 1) return part;
  return refuse({
    allowed: 'a part between 0 and 1 such as 20%, or the name of a file',
    wrongKind: typeof value === 'object' && value !== null,
    ...(typeof value === 'number' && value >= 1 && value < 100 && { hint: `did you mean ${value}%?` }),
  });
}

/** The format that a file's name tells, compressed or not. */
export function formatOf(file: string): FileFormat | undefined {
  const name = file.toLowerCase().replace(/\.gz$/, '');
  if (/\.(svm|libsvm|svmlight|txt)$/.test(name)) return 'libsvm';
  if (name.endsWith('.csv')) return 'csv';
  return /(\.idx[0-9]?|[-.]ubyte)$/.test(name) ? 'idx' : undefined;
}

function checkFileKeys(data: GivenData, context: z.core.$RefinementCtx): void {
  const format = data.format ?? formatOf(String(data.file));
  if (format === undefined) {
    const message = `missing, and the name ${data.file} does not tell it`;
    addRefusal(context, ['format'], { message, allowed: FORMATS.join(', ') });
    return;
  }
  for (const [key, needs] of [
    ['label', 'csv'],
    ['ignore', 'csv'],
    ['indices', 'libsvm'],
  ] as const) {
    if (format !== needs && data[key] !== undefined) {
      addRefusal(context, [key], { message: `goes with format ${needs} only, and the format is ${format}` });
    }
  }
  if (format === 'csv' && data.label === undefined) {
    addRefusal(context, ['label'], { message: 'missing', allowed: 'the name of the column of labels' });
  }
  checkLabels(data.labels, format, context);
  const cap = Number(data.maxFeatures ?? MAX_FEATURES);
  if (data.features !== undefined && Number(data.features) > cap) {
    addRefusal(context, ['features'], { allowed: `at most maxFeatures, which is ${cap}` });
  }
}

/** For idx a file of labels, for other formats what the words of labels mean. */
function checkLabels(labels: unknown, format: unknown, context: z.core.$RefinementCtx): void {
  const isFile = typeof labels === 'string' && labels !== 'by-appearance';
  if (format === 'idx' && !isFile) {
    const allowed = 'the name of the file of labels';
    addRefusal(context, ['labels'], labels === undefined ? { message: 'missing', allowed } : { allowed });
  }
  if (format !== 'idx' && isFile) {
    addRefusal(context, ['labels'], {
      message: `${labels}: a file of labels goes with format idx only, and the format is ${format}`,
      allowed: 'by-appearance, or a number for each word: { spam: 1, ham: -1 }',
    });
  }
}

function checkNoFileKeys(data: GivenData, context: z.core.$RefinementCtx): void {
  for (const key of FILE_KEYS) {
    if (data[key] !== undefined) addRefusal(context, [key], { message: 'goes with a file only' });
  }
  if (typeof data.test === 'string') {
    addRefusal(context, ['test'], { allowed: 'a part between 0 and 1 such as 20%' });
  }
}

/** With the format that the file's name tells and the default cap. */
function resolvedData(data: GivenData): GivenData {
  if (data.file === undefined) return data;
  const { file, format = formatOf(String(file)), maxFeatures = MAX_FEATURES, ...others } = data;
  return { file, format, ...others, maxFeatures };
}
