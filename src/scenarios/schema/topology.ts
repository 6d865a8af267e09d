import { z } from 'zod';
import { choiceOption, integerOption, numberOption, optional } from '../../base/options.ts';
import type { LinksOptions, TreeOptions } from '../../cluster-model/topologies/layout.ts';
import { fields, type SchemaOfShape, schemaOfOption } from './fields.ts';
import { addRefusal, listOf, mapping, oneOfKinds } from './leaf.ts';
import { nameText } from './names.ts';

/** Far above what anybody has; a slip of the keyboard is not to fill the memory. */
const MAX_RACKS = 10_000;
const KINDS = ['star', 'tree', 'links'] as const;

const treeOptions = {
  racks: integerOption({
    description: 'Over which the workers are spread in order.',
    min: 1,
    max: MAX_RACKS,
  }),
  oversubscription: optional(
    numberOption({
      description: 'What the cards of a rack can send together over what its uplink can; or give uplink.',
      above: 0,
    }),
  ),
  uplink: optional(
    numberOption({
      description: 'Of the link of each rack to the core, each way; or give oversubscription.',
      quantity: 'bytesPerSecond',
      above: 0,
    }),
  ),
  servers: choiceOption(['spread', 'apart'], {
    description: 'Whether servers are dealt out to the racks, or have a rack of their own.',
    default: 'spread',
  }),
};

const linkOptions = {
  bandwidth: numberOption({ description: 'Of the link.', quantity: 'bytesPerSecond', above: 0 }),
  duplex: choiceOption(['full', 'half'], {
    description: 'Whether each way has the bandwidth, or both together.',
    default: 'full',
  }),
};

const index = integerOption({ description: 'Counted from 0.', min: 0 });

/** `network.topology`: a word, or a mapping with a kind. */
export function topologySchema(schemaOf: SchemaOfShape) {
  const star = mapping({ kind: kindOf('star') }).meta({
    description: 'One switch that is never in the way.',
  });
  const tree = mapping({ kind: kindOf('tree'), ...fields(treeOptions, schemaOf) })
    .superRefine(checkUplinks)
    .meta({ description: 'Racks whose uplinks may be too narrow for all their machines at once.' });
  const kinds = z.discriminatedUnion('kind', [star, tree, linksSchema(schemaOf)], {
    error: (issue) =>
      issue.code === 'invalid_union' ? KINDS.join(', ') : `a mapping with kind: ${KINDS.join(', ')}`,
  });
  const allowed = 'star, or a mapping with kind: tree or kind: links';
  const word = z.enum(['star'], { error: () => allowed }).transform((kind) => ({ kind }));
  return oneOfKinds([word, kinds], allowed).optional().meta({
    description: 'With contention: fair-share, what stands between the cards; a star where not given.',
  });
}

function kindOf(name: (typeof KINDS)[number]) {
  return z.literal(name).meta({ description: 'Which topology.' });
}

function linksSchema(schemaOf: SchemaOfShape) {
  const name = nameText().meta({ description: 'What routes call it.' });
  const links = listOf(mapping({ name, ...fields(linkOptions, schemaOf) }), 'links', 1);
  const indices = () => listOf(schemaOfOption(index, schemaOf), 'indices from 0', 1).optional();
  const route = mapping({
    workers: indices().meta({ description: 'Indices of workers; all where not given.' }),
    servers: indices().meta({ description: 'Indices of server shards; all where not given.' }),
    via: listOf(nameText(), 'names of links').meta({ description: 'The links crossed, each way.' }),
  });
  return mapping({
    kind: kindOf('links'),
    links: links.meta({ description: 'What there is between the cards.' }),
    routes: listOf(route, 'routes').meta({
      description:
        'Who crosses which links; the first that matches counts, and whom none matches crosses none.',
    }),
  })
    .superRefine(checkNames)
    .meta({ description: 'Links one by one, and who goes over which.' });
}

function checkUplinks(given: object, context: z.core.$RefinementCtx): void {
  const { oversubscription, uplink } = given as TreeOptions;
  if (context.issues.length > 0) return;
  if ((oversubscription === undefined) !== (uplink === undefined)) return;
  addRefusal(context, [], { message: 'give either oversubscription or uplink' });
}

function checkNames(given: object, context: z.core.$RefinementCtx): void {
  if (context.issues.length > 0) return;
  const { links, routes } = given as LinksOptions;
  const names = links.map(({ name }) => name);
  names.forEach((name, k) => {
    if (names.indexOf(name) === k) return;
    addRefusal(context, ['links', k, 'name'], {
      message: `${name} is the name of links[${names.indexOf(name)}] too`,
    });
  });
  routes.forEach(({ via }, k) => {
    via.forEach((name, i) => {
      const path = ['routes', k, 'via', i];
      if (!names.includes(name)) addRefusal(context, path, { message: name, allowed: names.join(', ') });
      else if (via.indexOf(name) < i) addRefusal(context, path, { message: `${name} is listed twice` });
    });
  });
}
