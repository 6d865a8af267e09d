import { z } from 'zod';
import { choiceOption, flagOption, integerOption, numberOption, optional } from '../../base/options.ts';
import type { Catalogue } from '../catalogue.ts';
import type { PartitionKind, ShuffleKind } from '../scenario.ts';
import { batchSizeSchema } from './batch-size.ts';
import { dataSchema } from './data.ts';
import { fields, type SchemaOfShape } from './fields.ts';
import { addRefusal, leaf, mapping, oneOfKinds, wordOf } from './leaf.ts';

const PARTITIONS: readonly PartitionKind[] = [
  'round-robin',
  'contiguous',
  'random',
  'by-label',
  'proportional',
];
const SHUFFLES: readonly ShuffleKind[] = ['none', 'once', 'every-epoch'];

const clockOptions = {
  batchesPerClock: integerOption({
    description: 'Mini-batches that a worker does between two pushes.',
    min: 1,
    default: 1,
  }),
};

const learningOptions = {
  l2: numberOption({ description: 'Of the term (l2/2)·|w|² in the objective.', min: 0, default: 0 }),
  intercept: flagOption({
    description: 'Whether every example gets a feature that is always 1.',
    default: false,
  }),
  partition: choiceOption(PARTITIONS, {
    description: 'Which examples a worker gets.',
    default: 'round-robin',
  }),
  shuffle: choiceOption(SHUFFLES, { description: 'Order of the examples within a worker.', default: 'once' }),
  ...clockOptions,
  gradient: choiceOption(['mean', 'sum'], {
    description: 'Over the examples of a mini-batch.',
    default: 'mean',
  }),
  features: choiceOption(['local', 'all'], {
    description: 'Whether a worker holds only the features that occur in its examples, or all.',
    default: 'local',
  }),
};

const timingOptions = {
  parameters: integerOption({ description: 'With model: none, the values in a full message.', min: 1 }),
  ...clockOptions,
};

const work = (description: string) => numberOption({ description, quantity: 'seconds', min: 0, default: 0 });

/** What a clock may take, by what it contains. */
export const computeTimeOptions = {
  perClock: optional(
    numberOption({ description: 'For each clock, beside its mini-batches.', quantity: 'seconds', min: 0 }),
  ),
  perBatch: work('For each mini-batch.'),
  perExample: work('For each example in it.'),
  perNonzero: work('For each stored value of those examples.'),
};

const factor = (what: string) =>
  numberOption({ description: `How many times the ${what} of the data computed on.`, above: 0, default: 1 });

const scaleOptions = {
  examples: factor('examples'),
  parameters: factor('parameters'),
  nonzerosPerExample: factor('nonzeros per example'),
};

/** The section `workload`: a model on data, or `model: none` to study timing alone. */
export function workloadSchema(catalogue: Catalogue, schemaOf: SchemaOfShape) {
  const computeTime = computeTimeSchema(schemaOf).meta({
    description: 'Work in seconds on the reference machine; 0 says on purpose that there is none.',
  });
  const learning = mapping({
    model: wordOf(catalogue.models.names).meta({
      description: 'Loss and prediction; none to study timing alone.',
    }),
    data: dataSchema(catalogue, schemaOf).meta({ description: 'The examples.' }),
    batchSize: batchSizeSchema(),
    ...fields(learningOptions, schemaOf),
    computeTime,
    scale: mapping(fields(scaleOptions, schemaOf))
      .optional()
      .meta({ description: 'Seconds and bytes are those of a job that is so much larger.' }),
  }).superRefine(({ model, data }, context) => {
    const { labels } = data as Readonly<Record<string, unknown>>;
    if (labels !== 'by-appearance' || catalogue.models.get(model).labels !== 'real') return;
    addRefusal(context, ['data', 'labels'], {
      message: `${labels} makes up numbers, and ${model} takes them at their value`,
      allowed: 'a number for each word: { small: 1, large: 10 }',
    });
  });
  const timing = mapping({
    model: z.literal('none').meta({ description: 'No mathematics: timing only.' }),
    ...fields(timingOptions, schemaOf),
    computeTime: computeTime.superRefine(checkPerBatchOnly),
  });
  const models = [...catalogue.models.names, 'none'].join(', ');
  return z.discriminatedUnion('model', [learning, timing], {
    error: (issue) => (issue.code === 'invalid_union' ? models : `a mapping with model: ${models}`),
  });
}

function computeTimeSchema(schemaOf: SchemaOfShape) {
  const allowed = `0, or a mapping with ${Object.keys(computeTimeOptions).join(', ')}`;
  const costs = mapping(fields(computeTimeOptions, schemaOf));
  const free = leaf({ const: 0 }, (value, refuse) =>
    value === 0
      ? { perBatch: 0, perExample: 0, perNonzero: 0 }
      : refuse({ allowed, wrongKind: typeof value === 'object' && value !== null }),
  );
  return oneOfKinds([free, costs], allowed);
}

/** Without data there are no examples and no nonzeros to pay for. */
function checkPerBatchOnly(costs: Readonly<Record<string, unknown>>, context: z.core.$RefinementCtx): void {
  for (const key of ['perExample', 'perNonzero']) {
    if (costs[key] !== 0)
      addRefusal(context, [key], { allowed: 'perBatch and perClock only, with model: none' });
  }
}
