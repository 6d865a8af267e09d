import type { z } from 'zod';
import { numberOption, type Option, type Options, optional } from '../../base/options.ts';
import type { Catalogue } from '../catalogue.ts';
import { serverOptions } from './cluster.ts';
import { definitionsBy, type Entry } from './definitions.ts';
import { fields, type SchemaOfShape, schemaOfOption, withoutDefaults } from './fields.ts';
import { addRefusal, leaf, listOf, mapping, oneOfKinds, wordOf } from './leaf.ts';
import { nameText } from './names.ts';
import { jsonOfShape } from './numbers.ts';
import { type Pair, pairOf } from './pairs.ts';
import { learningRateSchema } from './training.ts';
import { ownTuneSchema } from './tune.ts';
import { computeTimeOptions } from './workload.ts';

const reportEvery: Option = optional(
  numberOption({
    description: 'With partitionSync, the time between two reports of the shards to the master.',
    quantity: 'seconds',
    min: 1e-9,
  }),
);

const reassignOptions = {
  threshold: numberOption({
    description:
      'A worker is a straggler when its last clock took longer than that of the fastest by more than this part.',
    quantity: 'ratio',
    min: 0,
    default: 0.2,
  }),
  share: numberOption({
    description:
      'Part of its examples that a straggler gives to the fastest worker after each of its clocks.',
    quantity: 'ratio',
    above: 0,
    below: 1,
    default: 0.05,
  }),
};

/** The section `algorithms`: names, or mappings with a name and options. */
export function algorithmsSchema(catalogue: Catalogue, schemaOf: SchemaOfShape) {
  const { algorithms } = catalogue;
  const entry = entrySchema(catalogue, schemaOf);
  const byName = wordOf(algorithms.names)
    .transform((name) => ({ name }))
    .pipe(entry);
  const item = oneOfKinds([byName, entry], `${algorithms.names.join(', ')}, or a mapping with name`);
  return listOf(item, 'algorithms', 1)
    .superRefine((entries, context) => {
      const labels = entries.map(({ label }) => label);
      labels.forEach((label, k) => {
        const first = labels.indexOf(label);
        if (first === k) return;
        const message = `${label} is the label of algorithms[${first}] too`;
        addRefusal(context, [k, 'label'], { message, allowed: 'a label of its own' });
      });
    })
    .meta({ description: 'What is compared, in this order; speed-ups are over the first.' });
}

/** The keys that every entry may have beside the options of its protocol and its rule. */
export function algorithmKeys(catalogue: Catalogue, schemaOf: SchemaOfShape) {
  return {
    name: nameText().meta({
      description: `${catalogue.algorithms.names.join(', ')}; or any, with protocol and rule.`,
    }),
    label: nameText().optional().meta({ description: 'What results call it; its name by default.' }),
    protocol: wordOf(catalogue.protocols.names)
      .optional()
      .meta({ description: 'Who may start, on which parameters.' }),
    rule: wordOf(catalogue.serverRules.names)
      .optional()
      .meta({ description: 'How a push enters the parameters.' }),
    learningRate: learningRateSchema(catalogue.schedules, schemaOf)
      .optional()
      .meta({ description: 'Replaces the one under training.' }),
    compression: compressionSchema(catalogue, schemaOf)
      .optional()
      .meta({ description: 'What of its updates a worker sends; all where not given.' }),
    tune: ownTuneSchema(schemaOf)
      .optional()
      .meta({ description: 'What of the common tune is different here; none leaves this one as it is.' }),
    partitionSync: wordOf(['stable-version']).optional().meta({
      description: 'Workers ask a master for the version that all shards have reached, and pull that one.',
    }),
    reportEvery: schemaOfOption(reportEvery, schemaOf),
    reassign: mapping(fields(reassignOptions, schemaOf)).optional().meta({
      description: 'Examples move from stragglers to the fastest worker; they stay where not given.',
    }),
    servers: mapping(fields(withoutDefaults(serverOptions), schemaOf))
      .optional()
      .meta({ description: 'What is different about its parameter server; the rest is as under cluster.' }),
    costs: mapping(fields(withoutDefaults(computeTimeOptions), schemaOf))
      .optional()
      .meta({ description: 'What its clocks take beside workload.computeTime.' }),
  };
}

function entrySchema(catalogue: Catalogue, schemaOf: SchemaOfShape) {
  const made = new Map<Option, z.ZodType>();
  const schemaFor = (option: Option) => {
    const schema = made.get(option) ?? schemaOfOption(option, schemaOf);
    made.set(option, schema);
    return schema;
  };
  return mapping({
    ...algorithmKeys(catalogue, schemaOf),
    ...optionKeys(catalogue),
  }).transform((given, context) => {
    const { name, label = name, protocol, rule, ...others } = given;
    const { partitionSync, reportEvery: every } = others;
    const { learningRate, compression, tune, reassign, servers, costs, ...rest } = others;
    const { partitionSync: _, reportEvery: __, ...options } = rest;
    const pair = pairOf({ name, protocol, rule }, catalogue, context);
    const common = {
      name,
      label,
      ...(compression !== undefined && { compression }),
      ...(tune !== undefined && { tune }),
      ...(partitionSync !== undefined && { partitionSync }),
      ...(every !== undefined && { reportEvery: every as number }),
      ...(reassign !== undefined && { reassign }),
      ...(servers !== undefined && { servers }),
      ...(costs !== undefined && { costs }),
      // Last, as where it is filled in.
      ...(learningRate !== undefined && { learningRate }),
    };
    if (!pair) return common;
    const names = { name, label, protocol: pair.protocol.name, rule: pair.rule.name };
    return { ...names, ...readOptions(options, pair, schemaFor, context), ...common };
  });
}

/** A compression: its name, or a mapping with its options. */
function compressionSchema({ compressions }: Catalogue, schemaOf: SchemaOfShape) {
  const entry = definitionsBy('kind', compressions, schemaOf);
  const byName = wordOf(compressions.names)
    .transform((kind): Entry => ({ kind }))
    .pipe(entry);
  return oneOfKinds([byName, entry], `${compressions.names.join(', ')}, or a mapping with kind`);
}

/**
 * The options of all protocols and rules. Which of them an entry may have, and what they mean there, depends on its protocol
 * and its rule, so that they are taken as they are first and read when both are known.
 */
function optionKeys({ protocols, serverRules }: Catalogue): Readonly<Record<string, z.ZodType>> {
  const keys: Record<string, z.ZodType> = {};
  for (const { options } of [...protocols.entries, ...serverRules.entries]) {
    for (const [name, { shape, description }] of Object.entries(options)) {
      keys[name] ??= leaf(jsonOfShape(shape), (value) => value)
        .optional()
        .meta({ description });
    }
  }
  return keys;
}

/** The values of the options of a pair, defaults filled in; what is wrong with them is noted. */
function readOptions(
  given: Readonly<Record<string, unknown>>,
  { protocol, rule }: Pair,
  schemaFor: (option: Option) => z.ZodType,
  context: z.core.$RefinementCtx,
): Readonly<Record<string, unknown>> {
  const known: Options = { ...protocol.options, ...rule.options };
  for (const name of Object.keys(given)) {
    if (Object.hasOwn(known, name)) continue;
    const allowed = Object.keys(known).join(', ') || 'none';
    const message = `not an option of ${protocol.name} with ${rule.name}`;
    addRefusal(context, [name], { message, allowed: `its options: ${allowed}` });
  }
  const values: Record<string, unknown> = {};
  for (const [name, option] of Object.entries(known)) {
    const result = schemaFor(option).safeParse(given[name]);
    for (const issue of result.error?.issues ?? [])
      context.addIssue({ ...issue, path: [name, ...issue.path] } as never);
    if (result.data !== undefined) values[name] = result.data;
  }
  return values;
}
