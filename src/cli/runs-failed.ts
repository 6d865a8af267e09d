import type { FailedRun } from '../execution/conduct-study.ts';
import { indented } from './indented.ts';

/** Failures that are shown in full. */
const shownInFull = 3;

/** Some runs of a study came to nothing; the others are where they should be. */
export class RunsFailed extends Error {
  override readonly name = 'RunsFailed';
  /** Whether the code is at fault in any of them. */
  readonly isBug: boolean;

  constructor(message: string, isBug: boolean) {
    super(message);
    this.isBug = isBug;
  }
}

/** Says which runs failed, and of what; equal reasons once. `folder`: where the others are. */
export function runsFailed(failed: readonly FailedRun[], planned: number, folder: string): RunsFailed {
  const runsOf = new Map<string, string[]>();
  for (const { plan, failure } of failed) {
    const { algorithm, point, replication } = plan;
    const where = point.index === 0 ? '' : `point ${point.index + 1}, `;
    const names = runsOf.get(failure.text) ?? [];
    runsOf.set(failure.text, [...names, `${algorithm.label} (${where}replication ${replication})`]);
  }
  const reasons = [...runsOf]
    .slice(0, shownInFull)
    .map(([text, names]) => `${listed(names)}: ${indented(text)}`);
  const more = runsOf.size - reasons.length;
  return new RunsFailed(
    [
      ...reasons,
      ...(more > 0 ? [`… and ${more} more reasons`] : []),
      `${failed.length} of ${planned} runs failed; the others are in ${folder}. The same command tries only the failed ones again.`,
    ].join('\n'),
    failed.some(({ failure }) => !failure.isNoBug),
  );
}

function listed(names: readonly string[]): string {
  const [first, second, third, ...others] = names;
  const shown = [first, second, third].filter((name) => name !== undefined).join(', ');
  return others.length === 0 ? shown : `${shown} and ${others.length} more`;
}
