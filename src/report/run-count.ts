import { runCountsOf, type StudyDesign } from '../studies/study-design.ts';

/** How many runs a study takes and why: `50 runs: 5 points × 5 algorithms × 2 replications`. */
export function runCountText(design: StudyDesign): string {
  const { tune, compare } = runCountsOf(design);
  const { points, scenario } = design;
  const { algorithms, replications } = scenario;
  const counted =
    typeof replications === 'number'
      ? [counts(replications, 'replication')]
      : [
          `${compare.least / (points.length * algorithms.length)} to ${counts(replications.max, 'replication')}`,
        ];
  const factors = [counts(points.length, 'point'), counts(algorithms.length, 'algorithm'), ...counted];
  const compared =
    compare.most === 0 ? [] : [factors.filter((factor) => !factor.startsWith('1 ')).join(' × ')];
  const parts = [...(tune > 0 ? [`${tune} to find learning rates`] : []), ...compared].filter(
    (part) => part !== '',
  );
  const { least, most } = { least: tune + compare.least, most: tune + compare.most };
  const all = least === most ? counts(most, 'run') : `${least} to ${counts(most, 'run')}`;
  return [all, ...(most > 1 ? [parts.join(', then ')] : [])].join(': ');
}

function counts(n: number, what: string): string {
  return `${n} ${what}${n === 1 ? '' : 's'}`;
}
