import { integerOption } from '../../base/options.ts';
import type { Catalogue } from '../catalogue.ts';
import { EXTENSION_PATTERN } from '../extension-keys.ts';
import { algorithmsSchema } from './algorithms.ts';
import { clusterSchema } from './cluster.ts';
import { type SchemaOfShape, schemaOfOption } from './fields.ts';
import { mapping, textOf } from './leaf.ts';
import { nameText } from './names.ts';
import type { BareNumbers } from './numbers.ts';
import { replicationsSchema } from './replications.ts';
import { schemasOfShapes } from './shapes.ts';
import { stopSchema } from './stop.ts';
import { sweepSchema } from './sweep.ts';
import { trainingSchema } from './training.ts';
import { tuneSchema } from './tune.ts';
import { workloadSchema } from './workload.ts';

const seed = integerOption({
  description: 'All chance of a run follows from it.',
  min: 0,
  max: Number.MAX_SAFE_INTEGER,
  default: 1,
});
/** The schema of scenario files: what it accepts, section by section, with units read and defaults filled in. */
export function scenarioSchema(catalogue: Catalogue, bareNumbers: BareNumbers = 'read') {
  const sections = sectionSchemas(catalogue, schemasOfShapes(catalogue.distributions, bareNumbers));
  return mapping(sections).meta({ patternProperties: { [EXTENSION_PATTERN]: {} } });
}

function sectionSchemas(catalogue: Catalogue, schemaOf: SchemaOfShape) {
  return {
    $schema: textOf('the address of a JSON Schema')
      .optional()
      .meta({ description: 'For editors; not used.' }),
    name: nameText().meta({ description: 'Results are written to a folder of this name.' }),
    description: textOf('text').default('').meta({ description: 'For the reader.' }),
    seed: schemaOfOption(seed, schemaOf),
    replications: replicationsSchema(schemaOf),
    cluster: clusterSchema(catalogue, schemaOf).meta({ description: 'The machines.' }),
    workload: workloadSchema(catalogue, schemaOf).meta({ description: 'What is computed.' }),
    training: trainingSchema(catalogue, schemaOf)
      .optional()
      .meta({ description: 'How it is learnt; required unless workload.model is none.' }),
    stop: stopSchema(schemaOf).meta({ description: 'When a run ends.' }),
    algorithms: algorithmsSchema(catalogue, schemaOf),
    tune: tuneSchema(schemaOf).optional().meta({
      description: 'Finds the learning rate of each algorithm before they are compared.',
    }),
    sweep: sweepSchema()
      .optional()
      .meta({
        description:
          'Paths into this document, such as `cluster.workers`, with the values that each takes: a list, or `linspace(a, b, n)`, `logspace(a, b, n)`, ' +
          '`range(a, b, step)`. Every combination is a point at which everything runs.',
      }),
  };
}
