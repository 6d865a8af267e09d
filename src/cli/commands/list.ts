import type { Definition } from '../../base/options.ts';
import type { Registry } from '../../base/registry.ts';
import type { Catalogue } from '../../scenarios/catalogue.ts';
import type { ScenarioOptions } from '../canonical-command.ts';
import { readCatalogue } from '../read-scenario.ts';
import { Terminal } from '../terminal.ts';

/** What a list says of one thing. */
type Listed = Pick<Definition, 'name' | 'summary'>;

/** What can be named in a scenario, under the headings that users look for. */
const headings: readonly (readonly [string, (catalogue: Catalogue) => Registry<Listed>])[] = [
  ['algorithms', ({ algorithms }) => algorithms],
  ['protocols', ({ protocols }) => protocols],
  ['server rules', ({ serverRules }) => serverRules],
  ['straggler models', ({ stragglers }) => stragglers],
  ['faults', ({ faults }) => faults],
  ['built-in data sets', ({ builtinData }) => builtinData],
  ['synthetic data sets', ({ generators }) => generators],
  ['models', ({ models }) => models],
  ['learning rate schedules', ({ schedules }) => schedules],
  ['local optimizers', ({ localOptimizers }) => localOptimizers],
  ['compressions', ({ compressions }) => compressions],
  ['distributions', ({ distributions }) => distributions],
];

/** Prints everything that a scenario can name, plugins included, each with its sentence. */
export async function list(options: ScenarioOptions): Promise<void> {
  const { catalogue } = await readCatalogue(options);
  const sections = headings.map(([heading, registryOf]) => section(heading, registryOf(catalogue).entries));
  new Terminal({ quiet: false }).print(sections.join('\n'));
}

function section(heading: string, entries: readonly Listed[]): string {
  const width = Math.max(...entries.map(({ name }) => name.length));
  const lines = entries.map(({ name, summary }) => `  ${name.padEnd(width)}  ${summary}\n`);
  return `${heading}\n${lines.join('')}`;
}
