import type { Definition, Option } from '../base/options.ts';
import type { Registry } from '../base/registry.ts';
import type { Catalogue } from './catalogue.ts';
import { scenarioJsonSchema } from './json-schema.ts';
import { keysOf } from './reference-keys.ts';
import { describeShape } from './schema/numbers.ts';
import { unitsOf } from './units.ts';

/** Everything that a scenario file may say, as Markdown, made from the definitions themselves. */
export function referenceText(catalogue: Catalogue): string {
  const { builtinData, algorithms } = catalogue;
  const parts = [
    '# Reference',
    'Made by `npm run generate` from the definitions in the code; a test keeps it current.',
    '## Scenario files',
    keyTable(catalogue),
    'Options of an algorithm, a straggler, a schedule, an optimizer, a compression or a generator lie beside its name. Units: durations ' +
      `${codes(unitsOf.seconds)}; sizes ${codes(unitsOf.bytes)}; data rates are a size per s, ms, us, min or h, ` +
      `or bps and Bps with the same prefixes; rates ${codes(unitsOf.perSecond)}; ratios \`%\`.`,
    'A number without a unit is in seconds, bytes, bytes per second or per second, with a warning. Keys at the top that begin with `x-` are ignored: ' +
      'they hold values with anchors, as in `x-lan: &lan { latency: 1 ms }`, that `*lan` puts elsewhere, or `<<: *lan` beside other keys.',
    '## Algorithms',
    table(
      ['name', 'protocol', 'rule', 'what it is', 'source'],
      algorithms.entries.map((it) => [
        code(it.name),
        code(it.protocol),
        code(it.rule),
        it.summary,
        it.reference,
      ]),
    ),
    ...registryPart('Protocols', catalogue.protocols),
    ...registryPart('Server rules', catalogue.serverRules),
    ...registryPart('Stragglers', catalogue.stragglers),
    ...registryPart('Faults', catalogue.faults),
    'Faults of workers take `fraction` or `workers` besides, as stragglers do; those of server shards take `shards`, a list of indices from 0. Without these they hit all.',
    ...registryPart('Distributions', catalogue.distributions),
    ...registryPart('Models', catalogue.models),
    ...registryPart('Learning-rate schedules', catalogue.schedules),
    ...registryPart('Local optimizers', catalogue.localOptimizers),
    ...registryPart('Compressions', catalogue.compressions),
    ...registryPart('Generators of data', catalogue.generators),
    '## Built-in data sets',
    table(
      ['name', 'rows', 'features', 'classes', 'what it is', 'source', 'license'],
      builtinData.entries.map((it) => [
        code(it.name),
        ...[it.rows, it.features, it.classes].map(String),
        it.summary,
        it.source,
        it.license,
      ]),
    ),
  ];
  return `${parts.join('\n\n')}\n`;
}

function keyTable(catalogue: Catalogue): string {
  const rows = keysOf(scenarioJsonSchema(catalogue)).map(
    ({ path, description, allowed, fallback, required }) => [
      code(path),
      description,
      allowed,
      fallback === undefined ? (required ? 'required' : '') : code(fallback),
    ],
  );
  return table(['key', 'what it says', 'allowed', 'default'], rows);
}

function registryPart(title: string, registry: Registry<Definition>): string[] {
  const entries = registry.entries.flatMap(({ name, summary, reference, options }) => {
    const rows = Object.entries(options).map(optionRow);
    const sentence = `**\`${name}\`** ${summary}${reference ? ` (${reference})` : ''}`;
    return rows.length > 0
      ? [sentence, table(['option', 'what it says', 'allowed', 'default'], rows)]
      : [sentence];
  });
  return [`## ${title}`, ...entries];
}

function optionRow([name, { description, shape, fallback, optional }]: [string, Option]): string[] {
  const value = fallback === undefined ? (optional ? '' : 'required') : code(JSON.stringify(fallback));
  return [code(name), description, describeShape(shape), value];
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

const code = (text: string) => `\`${text}\``;
const codes = (texts: readonly string[]) => texts.map(code).join(' ');
