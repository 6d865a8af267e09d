import { shownText } from '../base/offending-text.ts';
import { GROUP_CRITERION } from '../random/fitting/groups.ts';
import { digits, type FittedPart } from './fitted-part.ts';
import type { MachineGroup } from './proposal-text.ts';

/** How well a part fits. */
export function fitRemark({ title, count, fits, bound, chosen }: FittedPart): string {
  const [nearest] = fits;
  const distanceOf = ({ distance }: { readonly distance: number }) =>
    `Kolmogorov-Smirnov distance ${distance.toFixed(3)} over ${count} values`;
  if (chosen) return `${title}: ${chosen.distribution}, ${distanceOf(chosen)}`;
  const why =
    nearest!.distance > bound
      ? `above ${bound.toFixed(3)}`
      : 'but a scenario may not have its parameters, or its mean is another';
  return `${title}: nothing fits; the nearest, ${nearest!.distribution}, has ${distanceOf(nearest!)} (${why}). Values of the record stand for it.`;
}

/** Machines of a group that are named. */
const MOST_NAMED = 8;

/** Which machines are alike; nothing where all are. */
export function groupRemarks(groups: readonly MachineGroup[]): readonly string[] {
  if (groups.length === 1) return [];
  const said = groups.map(({ names, mean }) => {
    const named = names.slice(0, MOST_NAMED).map(shownText).join(', ');
    return `${names.length} of ${digits(mean)} s (${named}${names.length > MOST_NAMED ? ', …' : ''})`;
  });
  return [
    `${groups.length} groups of machines by their mean compute time: ${said.join('; ')}. Criterion: ${GROUP_CRITERION}.`,
  ];
}

/** A warning where a clock says something of the next one. */
export function alikeRemarks(autocorrelation: number | undefined): readonly string[] {
  if (autocorrelation === undefined || autocorrelation <= 0.2) return [];
  return [
    `Clocks in a row are alike (correlation ${autocorrelation.toFixed(2)}), which per-clock draws forget: episodes, markov or a trace keep it.`,
  ];
}

/** For proposals with latencies. */
export const LATER_COUNTS =
  'A push and the pull behind it draw a latency each and the later one counts, so that pulls come out somewhat longer.';
