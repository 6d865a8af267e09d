import fc from 'fast-check';
import type { Verdict } from './verdict.ts';

/** Cases of one seed: fast-check draws them at once. */
const CHUNK = 500;

/** What came of many cases. */
export interface Tally {
  readonly cases: number;
  readonly accepted: number;
  readonly ran: number;
  readonly refused: number;
  /** Milliseconds of the case that took longest, and what it was. */
  readonly slowest: { readonly ms: number; readonly shown: string };
  /** What should not be: another error, two verdicts on one input, too long a time. */
  readonly faults: readonly string[];
}

/** How cases are drawn and judged. */
export interface Fuzzing<Case> {
  readonly arbitrary: fc.Arbitrary<Case>;
  readonly judge: (given: Case) => Promise<Verdict>;
  readonly show: (given: Case) => string;
  readonly cases: number;
  readonly seed: number;
  /** Milliseconds that a case may take. */
  readonly longest: number;
}

/** Judges `cases` inputs, each twice; the same seed draws the same. */
export async function fuzz<Case>({
  arbitrary,
  judge,
  show,
  cases,
  seed,
  longest,
}: Fuzzing<Case>): Promise<Tally> {
  const tally = {
    cases: 0,
    accepted: 0,
    ran: 0,
    refused: 0,
    slowest: { ms: 0, shown: '' },
    faults: [] as string[],
  };
  while (tally.cases < cases) {
    const numRuns = Math.min(CHUNK, cases - tally.cases);
    for (const given of fc.sample(arbitrary, { numRuns, seed: seed + tally.cases })) {
      const started = performance.now();
      const verdict = await judge(given).catch((error: unknown) => error as Error);
      const ms = performance.now() - started;
      if (ms > tally.slowest.ms) tally.slowest = { ms, shown: show(given) };
      tally.cases += 1;
      if (verdict instanceof Error) {
        tally.faults.push(`${verdict.stack}\n  on ${show(given)}`);
        continue;
      }
      if (verdict.accepted) tally.accepted += 1;
      else tally.refused += 1;
      if (verdict.ran) tally.ran += 1;
      if (ms > longest) tally.faults.push(`${Math.round(ms)} ms on ${show(given)}`);
      const again = await judge(given);
      if (JSON.stringify(again) !== JSON.stringify(verdict))
        tally.faults.push(`two verdicts on ${show(given)}`);
    }
  }
  return tally;
}
