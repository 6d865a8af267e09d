import { hasTarget } from '../../studies/goal.ts';
import type { StudyResult } from '../../studies/study-result.ts';
import type { AlgorithmRuns, AlgorithmSummary } from '../../studies/study-summary.ts';
import { goalWords, rankedByCost } from '../sentences.ts';
import { inWords } from '../words.ts';
import { leadOver } from './lead.ts';
import { stretchesOf, type Winner } from './stretches.ts';

/** Points that are named one by one. */
const MOST_NAMED = 4;

/**
 * The verdict over all points of a sweep: who is fastest where, by how much, where that flips, and who did not always arrive. `asp is fastest at all 4
 * points, 1.31x to 4.63x as fast as bsp.`
 */
export function sweepSentence(
  { points, paths, scenario }: StudyResult,
  groups: readonly AlgorithmRuns[],
  summaries: readonly (readonly AlgorithmSummary[])[],
): string {
  if (summaries.length === 0) return 'No run of the comparison has finished.';
  const winners = summaries.map((here): Winner => {
    const [best, next] = rankedByCost(here);
    const lead = best && next && leadOver(groups, best, next);
    return { point: here[0]!.point, base: here[0]!.algorithm, best, lead };
  });
  const won = winners.filter(({ best }) => best);
  const goal = hasTarget(scenario) ? `to ${goalWords(scenario)}` : 'by the time per update';
  const clauses = [
    ...(won.length === 0
      ? ['No algorithm always arrived at any point']
      : whereClauses(won, paths, points.length, goal)),
    ...closeClause(won),
    ...lostClause(winners),
    ...missClauses(summaries),
  ];
  return `${clauses.join('; ')}.`;
}

/** Who is fastest where: everywhere, on stretches of one path, or by numbers of points. */
function whereClauses(
  won: readonly Winner[],
  paths: readonly string[],
  points: number,
  goal: string,
): readonly string[] {
  const names = [...new Set(won.map(({ best }) => best!.algorithm))];
  if (names.length === 1) {
    const where = won.length === points ? `all ${points} points` : `${won.length} of ${points} points`;
    return [`${names[0]} is fastest ${goal} at ${where}${leadWords(won)}`];
  }
  const stretches = stretchesOf(won, paths);
  if (stretches) {
    const told = stretches.map(({ algorithm, where, winners }, k) =>
      k === 0
        ? `${algorithm} is fastest ${goal} at ${where}${leadWords(winners)}`
        : `${algorithm} at ${where}${leadWords(winners)}`,
    );
    const flips = stretches.slice(1).map(({ flip }) => flip);
    return [...told, `it flips ${inWords(flips.slice(0, MOST_NAMED))}`];
  }
  return names.map((name, k) => {
    const own = won.filter(({ best }) => best!.algorithm === name);
    const count = `${own.length} of ${points} points`;
    return k === 0
      ? `${name} is fastest ${goal} at ${count}${leadWords(own)}`
      : `${name} at ${own.length}${leadWords(own)}`;
  });
}

/** `, 1.31x to 4.63x as fast as bsp`; of the first algorithm itself, over the one that comes next. */
function leadWords(won: readonly Winner[]): string {
  const [{ best, base }] = won as [Winner];
  const isBase = best!.algorithm === base;
  const ratios = won.flatMap(({ best: one, lead }) => (isBase ? lead?.value : one!.speedUp?.value) ?? []);
  if (ratios.length === 0) return '';
  const [least, most] = [Math.min(...ratios).toFixed(2), Math.max(...ratios).toFixed(2)];
  return `, ${least === most ? `${least}x` : `${least}x to ${most}x`} as fast as ${isBase ? 'the next' : base}`;
}

/** At how many points the lead may be chance. */
function closeClause(won: readonly Winner[]): readonly string[] {
  const close = won.filter(({ lead }) => lead?.low !== undefined && lead.low <= 1);
  if (close.length === 0) return [];
  return [`at ${close.length} of them the lead over the next is within chance`];
}

function lostClause(winners: readonly Winner[]): readonly string[] {
  const lost = winners.filter(({ best }) => !best);
  if (lost.length === 0 || lost.length === winners.length) return [];
  return [`at ${lost.length} none always arrived`];
}

function missClauses(summaries: readonly (readonly AlgorithmSummary[])[]): readonly string[] {
  const missed = new Map<string, number>();
  for (const { algorithm, time } of summaries.flat()) {
    if (!time) missed.set(algorithm, (missed.get(algorithm) ?? 0) + 1);
  }
  const names = [...missed].map(([algorithm, count]) => `${algorithm} at ${count}`);
  return names.length === 0 ? [] : [`not always arrived: ${inWords(names)} of ${summaries.length} points`];
}
