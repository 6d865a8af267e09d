import type { z } from 'zod';
import {
  choiceOption,
  integerOption,
  numberOption,
  type Option,
  optional,
  variateOption,
} from '../../base/options.ts';
import type { Catalogue } from '../catalogue.ts';
import { faultSchema } from './faults.ts';
import { fields, type SchemaOfShape, schemaOfOption } from './fields.ts';
import { addRefusal, listOf, mapping, oneOfKinds, optionalMapping } from './leaf.ts';
import { stragglerSchema } from './stragglers.ts';
import { topologySchema } from './topology.ts';

/** Far above what a host's memory holds; a slip of the keyboard is not to fill it. */
const MAX_WORKERS = 10_000_000;
const MAX_SHARDS = 1_000_000;

const workerCount = integerOption({ description: 'How many machines.', min: 1, max: MAX_WORKERS });

const upkeep = {
  price: optional(
    numberOption({
      description: 'What a machine costs for each second of the run, in dollars; 0.36 /h is 0.0001.',
      quantity: 'perSecond',
      min: 0,
    }),
  ),
  paid: optional(
    choiceOption(['until-end', 'while-up'], {
      description:
        'Until when the price is paid: to the end of the run, which is the default; or only while the machine is up, as for one that is taken away.',
    }),
  ),
  busyWatts: optional(numberOption({ description: 'Power of a machine that computes, or serves.', min: 0 })),
  idleWatts: optional(numberOption({ description: 'Power of a machine that does not.', min: 0 })),
};

const groupOptions = {
  count: workerCount,
  speed: variateOption({
    description: 'Relative to the reference machine; a distribution is drawn from once per worker.',
    above: 0,
    default: 1,
  }),
  bandwidth: cardBandwidth('worker'),
  latency: optional(
    variateOption({
      description: 'Of messages from and to these machines, instead of that of the network.',
      quantity: 'seconds',
      min: 0,
    }),
  ),
  ...upkeep,
};

/** The parameter server. */
export const serverOptions = {
  count: integerOption({
    description: 'Ranges into which the parameters are split.',
    min: 1,
    max: MAX_SHARDS,
    default: 1,
  }),
  perPush: serviceTime('Service time of a push.'),
  perPull: serviceTime('Service time of a pull.'),
  perValue: serviceTime('Service time for each value that a message carries.'),
  bandwidth: cardBandwidth('shard'),
  ...upkeep,
};

const bandwidth: Option = {
  description:
    'Of every network card that has none of its own; a distribution is drawn from for every message, without contention only.',
  shape: { kind: 'number', quantity: 'bytesPerSecond', above: 0, words: ['unlimited'], varies: true },
  fallback: 'unlimited',
};

const networkOptions = {
  latency: variateOption({
    description: 'From sending a message to its arrival, besides its size over the bandwidth.',
    quantity: 'seconds',
    min: 0,
    default: 0,
  }),
  bandwidth,
  contention: choiceOption(['none', 'nic', 'fair-share'], {
    description:
      'What happens when messages meet: nothing; a card sends and receives one at a time; or they share cards and links max-min fairly.',
    default: 'none',
  }),
  headerBytes: messageSize('Header of every message.', 64),
  valueBytes: messageSize('One value in a message.', 8),
  indexBytes: messageSize('One index in a sparse message.', 4),
};

function serviceTime(description: string) {
  return variateOption({ description, quantity: 'seconds', min: 0, default: 0 });
}

function cardBandwidth(machine: string): Option {
  return {
    description: `Of each network card, instead of that of the network; a distribution is drawn from once per ${machine}.`,
    shape: { kind: 'number', quantity: 'bytesPerSecond', above: 0, words: ['unlimited'], varies: true },
    optional: true,
  };
}

function messageSize(description: string, bytes: number) {
  return numberOption({ description, quantity: 'bytes', min: 0, default: bytes });
}

/** The section `cluster`. */
export function clusterSchema(catalogue: Catalogue, schemaOf: SchemaOfShape) {
  const group = mapping(fields(groupOptions, schemaOf));
  const equal = schemaOfOption(workerCount, schemaOf).transform((count) => [{ count, speed: 1 }]);
  return mapping({
    workers: oneOfKinds(
      [equal, listOf(group, 'groups of machines', 1).superRefine(checkTotal)],
      `a whole number from 1 to ${MAX_WORKERS}, or a list of groups`,
    ).meta({
      description: 'A number of equal machines, or groups of machines.',
    }),
    servers: optionalMapping(fields(serverOptions, schemaOf)).meta({ description: 'The parameter server.' }),
    network: optionalMapping({
      ...fields(networkOptions, schemaOf),
      topology: topologySchema(schemaOf),
    }).meta({ description: 'Between workers and servers.' }),
    stragglers: listOf(stragglerSchema(catalogue, schemaOf), 'stragglers')
      .default([])
      .meta({ description: 'What makes workers slower than their machines; factors multiply.' }),
    faults: listOf(faultSchema(catalogue, schemaOf), 'faults')
      .optional()
      .meta({ description: 'What fails: workers, server shards, messages.' }),
  });
}

function checkTotal(groups: readonly object[], context: z.core.$RefinementCtx): void {
  const total = groups.reduce((sum, group) => sum + (group as { count: number }).count, 0);
  if (total <= MAX_WORKERS) return;
  addRefusal(context, [], { message: `${total} workers`, allowed: `at most ${MAX_WORKERS} in all` });
}
