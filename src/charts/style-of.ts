import type { StudyPoint } from '../studies/planned-run.ts';

/** The place of an algorithm among those of its point, by which it looks the same in every chart. */
export function styleOf({ scenario }: StudyPoint, label: string): number {
  return Math.max(
    0,
    scenario.algorithms.findIndex((algorithm) => algorithm.label === label),
  );
}
