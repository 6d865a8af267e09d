import { hostFiles } from './host-scenarios.ts';

/** The quickstart as a program, as the README has it. */
export const quickstartProgram = `
import { simulate } from 'laggard';
import { loadScenario, quickstartFile } from 'laggard/node';

const { scenario, data } = await loadScenario(quickstartFile());
const { runs } = simulate(scenario, { data });
for (const { result } of runs) console.log(result.algorithm, result.digest);
`;

/** Prints the digests of the scenarios in a file, as JSON. */
export const digestsUnderNode = `
import { readFileSync } from 'node:fs';
import { digestsOf } from './digests.mjs';

process.stdout.write(JSON.stringify(digestsOf(JSON.parse(readFileSync('scenarios.json', 'utf8')))));
`;

/** What every host does: all runs of each scenario, their digests by label. */
export const digests = `
import { simulate } from 'laggard';

const texts = ${JSON.stringify(hostFiles)};
const encoder = new TextEncoder();
const files = Object.fromEntries(Object.entries(texts).map(([name, text]) => [name, encoder.encode(text)]));

export function digestsOf(scenarios, options) {
  return scenarios.map((scenario) => {
    const { runs } = simulate(scenario, { files, ...options });
    return Object.fromEntries(runs.map(({ result }) => [result.algorithm, result.digest]));
  });
}
`;

/** The same on a page, and the quickstart with its data, fetched and unpacked. */
export const digestsOnAPage = `
import { digestsOf } from './digests.mjs';

const textOf = async (name) => (await fetch(name)).text();
const unpacked = async (name) => {
  const { body } = await fetch(name);
  return new Uint8Array(await new Response(body.pipeThrough(new DecompressionStream('gzip'))).arrayBuffer());
};
const files = { 'data/spam.svm.gz': await unpacked('spam.svm.gz') };
const [quickstart] = digestsOf([await textOf('quickstart.yaml')], { files });
window.done({ scenarios: digestsOf(JSON.parse(await textOf('scenarios.json'))), quickstart });
`;

/** A plugin of two files in TypeScript, in a folder that is no package: the protocol of the README, and a schedule. */
export const plugin = {
  'mine.ts': `
import { defineProtocol, defineSchedule, type Protocol, elementary, integerOption, numberOption } from 'laggard';
import { bound } from './bound.js';

export const growing = defineProtocol({
  name: 'growing',
  summary: 'A worker may lead the slowest by a bound that grows with time.',
  options: { every: integerOption({ description: 'Clocks after which the bound grows by one.', min: 1 }) },
  create: ({ every }): Protocol => ({
    needsPull: ({ clock, cachedMinClock }) => cachedMinClock < clock - bound(clock, every),
    admitPull: ({ clock }, { minClock }) => clock <= minClock + bound(clock, every),
  }),
});

export const falling = defineSchedule({
  name: 'falling',
  summary: 'The rate falls exponentially.',
  options: { initial: numberOption({ description: 'Learning rate of clock 0.', above: 0 }) },
  create: ({ initial }) => (clock) => initial * elementary.exp(-0.01 * clock),
});
`,
  'bound.ts': 'export const bound = (clock: number, every: number): number => Math.floor(clock / every);\n',
};

/** A program in TypeScript that the compiler accepts only where it knows the types of the package. */
export const typedProgram = `
import { defineProtocol, InputError, integerOption, type RunResult, simulate, type TrainingEvent } from 'laggard';
import { loadScenario } from 'laggard/node';

const mine = defineProtocol({
  name: 'mine',
  summary: 'x',
  options: { lead: integerOption({ description: 'y', default: 3 }) },
  create: ({ lead }) => ({
    needsPull: ({ clock, cachedMinClock }) => cachedMinClock < clock - lead,
    // @ts-expect-error: a number is not an answer
    admitPull: ({ clock }) => clock,
  }),
});
const events: TrainingEvent[] = [];
const { scenario, data } = await loadScenario('mine.yaml', { register: [mine] });
const observers = [{ observe: (event: TrainingEvent) => void events.push(event) }];
const results: readonly RunResult[] = simulate(scenario, { data, observers, register: [mine] }).runs.map(({ result }) => result);
// @ts-expect-error: frozen
results[0]!.digest = '';
// @ts-expect-error: no such option
simulate(scenario, { seed: 1 });
export { InputError, results };
`;
