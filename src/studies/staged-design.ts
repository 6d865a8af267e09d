import { InputError } from '../base/errors.ts';
import type { Purpose } from './planned-run.ts';
import type { StudyDesign } from './study-design.ts';
import type { Tuning } from './tuning/tuning.ts';
import { tuningOf } from './tuning/tuning-plan.ts';

/**
 * One of the two passes of a tuned study: only the search for learning rates, or only the comparison, with the rates that an
 * earlier pass has found.
 * @throws InputError where there is nothing to search, or a rate is missing or is none of those to be tried.
 */
export function stagedDesign(
  design: StudyDesign,
  stage: Purpose,
  tunings: readonly Tuning[] = [],
): StudyDesign {
  const searches = design.points.flatMap(({ index, scenario }) =>
    scenario.algorithms.flatMap((algorithm) => {
      const spec = tuningOf(scenario, algorithm);
      return spec ? [{ point: index, label: algorithm.label, spec }] : [];
    }),
  );
  if (searches.length === 0) {
    throw new InputError({ message: `--stage ${stage}`, allowed: 'with a scenario that has a section tune' });
  }
  if (stage === 'tune') return { ...design, stage };
  for (const { point, label, spec } of searches) {
    const found = tunings.find((tuning) => tuning.point === point && tuning.algorithm === label);
    if (found && spec.learningRate.includes(found.learningRate)) continue;
    const what = found ? `the rate ${found.learningRate} of ${label}` : `no rate of ${label}`;
    const where = design.points.length === 1 ? '' : ` at point ${point + 1} of the sweep`;
    throw new InputError({
      message: `the tuning has ${what}${where}`,
      hint: 'was it that of another scenario?',
    });
  }
  return { ...design, stage, tunings };
}
