import type { TuneSpec } from '../../scenarios/scenario.ts';
import type { RunOutcome } from '../../simulation/run-result.ts';

type Aim = TuneSpec['by'];

/** A learning rate, and how its runs ended. */
export interface Candidate {
  readonly rate: number;
  readonly results: readonly RunOutcome[];
}

/**
 * The candidates, best first. One of which a run diverged is behind all of which none did, since it would spoil the comparison. Otherwise a candidate is
 * as good as its median run (the worse one of two in the middle), and of two that are equally good the smaller rate is the
 * better: it errs on the safe side.
 */
export function ranked(candidates: readonly Candidate[], by: Aim): readonly Candidate[] {
  return [...candidates].sort((a, b) => {
    return (
      Number(hasDiverged(a)) - Number(hasDiverged(b)) ||
      compareResults(medianResult(a, by), medianResult(b, by), by) ||
      a.rate - b.rate
    );
  });
}

/** The run in the middle of a candidate's runs, from best to worst; of two in the middle the worse. */
export function medianResult({ results }: Candidate, by: Aim): RunOutcome {
  const sorted = [...results].sort((a, b) => compareResults(a, b, by));
  return sorted[Math.floor(sorted.length / 2)]!;
}

function hasDiverged({ results }: Candidate): boolean {
  return results.some(({ status }) => status === 'diverged');
}

/**
 * Below 0 where `a` is the better run. By time or updates: one that reached the target before one that did not, those that did by what
 * it took them, the others by how low they came, the diverged last. By objective: the lower one, the diverged last.
 */
function compareResults(a: RunOutcome, b: RunOutcome, by: Aim): number {
  const classOf = ({ status }: RunOutcome) => ['converged', 'stopped', 'diverged'].indexOf(status);
  if (classOf(a) !== classOf(b)) return classOf(a) - classOf(b);
  if (a.status === 'diverged') return 0;
  if (a.status === 'converged' && by !== 'objective') return a[by] - b[by];
  return (a.objective ?? 0) - (b.objective ?? 0);
}
