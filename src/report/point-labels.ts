import type { Cell } from '../base/cell.ts';
import type { StudyPoint } from '../studies/planned-run.ts';

/** The paths of a sweep by the shortest ends that tell them apart: `slowdown` for `cluster.stragglers[0].slowdown`. */
export function shortNames(paths: readonly string[]): readonly string[] {
  return paths.map((path) => {
    const steps = path.split('.');
    for (let count = 1; count < steps.length; count++) {
      const end = steps.slice(-count).join('.');
      const others = paths.filter((other) => other !== path && (other === end || other.endsWith(`.${end}`)));
      if (others.length === 0) return end;
    }
    return path;
  });
}

/** A point of a sweep in words: `slowdown 2, staleness 10`. */
export function pointLabel(paths: readonly string[], { values }: StudyPoint): string {
  return shortNames(paths)
    .map((name, k) => `${name} ${cellText(values[k])}`)
    .join(', ');
}

/** The value of a path as a table shows it. */
export function cellText(cell: Cell): string {
  return String(cell ?? '');
}
