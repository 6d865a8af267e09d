import fc from 'fast-check';
import { formatScenario } from '../scenarios/format-scenario.ts';
import { dataTexts } from './data-text.ts';
import type { Trial } from './trial.ts';

/**
 * Prints a case: scenarios as scenario files with the data files that they name, anything else as it would be written in a test. A
 * case that is one trial comes with the command that runs it; `plugin` is the module with the definitions that it needs.
 */
export function describeCase(given: unknown, plugin?: string): string {
  if (isTrial(given)) return [describeTrial(given), howToRun(given, plugin)].join('\n');
  return describePart(given);
}

function describePart(given: unknown): string {
  if (isTrial(given)) return describeTrial(given);
  if (typeof given !== 'object' || given === null || Array.isArray(given)) return fc.stringify(given);
  return Object.entries(given)
    .map(([key, value]) => `${key}:\n${describePart(value)}`)
    .join('\n');
}

function isTrial(given: unknown): given is Trial {
  return typeof given === 'object' && given !== null && 'scenario' in given && 'data' in given;
}

function describeTrial(trial: Trial): string {
  const parts = ['--- scenario', formatScenario(trial.scenario).trimEnd()];
  for (const { file, text } of dataTexts(trial)) parts.push(`--- ${file}`, text.trimEnd());
  return parts.join('\n');
}

function howToRun(trial: Trial, plugin: string | undefined): string {
  const names = ['repro.yaml', ...dataTexts(trial).map(({ file }) => file)];
  const given = plugin === undefined ? 'repro.yaml' : `repro.yaml --plugin ${plugin}`;
  return [
    `# To run it, save this as ${names.join(', ')}, without the lines that begin with ---, and:`,
    `#   npm run sim -- ${given}`,
    `# or, where Laggard is installed as a package, npx laggard ${given}`,
  ].join('\n');
}
