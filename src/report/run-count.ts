import { runCountsOf, type StudyDesign } from '../studies/study-design.ts';

/** How many runs a study takes, and why where that is not plain: `50 runs: 5 points × 5 algorithms × 2 replications`. */
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
  const telling = factors.filter((factor) => !factor.startsWith('1 '));
  const compared = compare.most === 0 ? [] : [telling.join(' × ') || '1 to compare'];
  const least = tune + compare.least;
  const most = tune + compare.most;
  const all = least === most ? counts(most, 'run') : `${least} to ${counts(most, 'run')}`;
  if (tune > 0) return `${all}: ${[`${tune} to find learning rates`, ...compared].join(', then ')}`;
  return telling.length > 1 ? `${all}: ${compared.join('')}` : all;
}

function counts(n: number, what: string): string {
  return `${n} ${what}${n === 1 ? '' : 's'}`;
}
