import fc from 'fast-check';
import { formatScenario } from '../scenarios/format-scenario.ts';
import type { DataSet } from '../workloads/data-set.ts';
import type { Trial } from './trial.ts';

/** A case in words: scenarios as scenario files, data in LIBSVM form, anything else as it would be written in a test. */
export function describeCase(given: unknown): string {
  if (isTrial(given)) return describeTrial(given);
  if (typeof given !== 'object' || given === null || Array.isArray(given)) return fc.stringify(given);
  return Object.entries(given)
    .map(([key, value]) => `${key}:\n${describeCase(value)}`)
    .join('\n');
}

function isTrial(given: unknown): given is Trial {
  return typeof given === 'object' && given !== null && 'scenario' in given && 'data' in given;
}

function describeTrial({ scenario, data }: Trial): string {
  const parts = ['--- scenario', formatScenario(scenario).trimEnd()];
  if (data) parts.push('--- training data', describeData(data.train));
  if (data?.test) parts.push('--- test data', describeData(data.test));
  return parts.join('\n');
}

/** `label index:value …`, indices from 1. */
function describeData({ rows, features, examples, labels }: DataSet): string {
  const lines = Array.from({ length: rows }, (_, row) => {
    const from = examples.kind === 'dense' ? row * features : examples.offsets[row]!;
    const to = examples.kind === 'dense' ? from + features : examples.offsets[row + 1]!;
    const entries = Array.from({ length: to - from }, (__, k) => {
      const index = examples.kind === 'dense' ? k : examples.indices[from + k]!;
      return `${index + 1}:${examples.values[from + k]}`;
    });
    return [labels[row], ...entries].join(' ');
  });
  return `# ${examples.kind}, ${rows} examples, ${features} features\n${lines.join('\n')}`;
}
