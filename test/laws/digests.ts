import fc from 'fast-check';
import { timingTrials, trials, withFaults } from '../../src/testing/arbitraries/index.ts';
import { seedsFromProcess } from '../mutants/seeds-from-process.ts';
import { real, type Subject } from './law.ts';

/** The simulators whose digests can be asked for by name. */
const SUBJECTS: Readonly<Record<string, Subject>> = { real, 'seeds-from-process': seedsFromProcess };

/** The digests of the first `count` trials that `seed` gives, one a line. */
export function digestsOf(name: string, seed: number, count: number): string {
  const anyTrials = fc.oneof(trials(), timingTrials());
  const cases = fc.sample(fc.oneof(anyTrials, withFaults(anyTrials)), { seed, numRuns: count });
  return cases.map((trial) => SUBJECTS[name]!.simulate(trial).result.digest).join('\n');
}

// As a program: `digests.ts NAME SEED COUNT` in a process of its own.
if (process.argv[1]?.endsWith('digests.ts')) {
  const [, , name, seed, count] = process.argv;
  process.stdout.write(digestsOf(name!, Number(seed), Number(count)));
}
