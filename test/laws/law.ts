import fc from 'fast-check';
import { InvariantError } from '../../src/base/assert.ts';
import { builtinCatalogue, type Catalogue } from '../../src/scenarios/catalogue.ts';
import { LawBroken } from '../../src/testing/compare.ts';
import { demandProperty } from '../../src/testing/for-all.ts';
import { type PrepareTrial, prepareTrial, type Simulate, simulate } from '../../src/testing/trial.ts';

/** What laws are tested on: this project's simulator, or a wrong one. */
export interface Subject {
  readonly simulate: Simulate;
  readonly prepare: PrepareTrial;
  /** Where protocols and rules come from that a law asks for by name. */
  readonly catalogue: Catalogue;
}

/** This project. */
export const real: Subject = { simulate, prepare: prepareTrial, catalogue: builtinCatalogue };

/** What must hold for all scenarios. */
export interface Law {
  /** One sentence; tests are called by it. */
  readonly name: string;
  /** How many cases it is tried on. */
  readonly cases: number;
  /** The law as a property of `subject`. */
  property(subject: Subject): fc.IProperty<[unknown]>;
}

/** How many cases each law is tried on, unless it has only a few. */
export const CASES = 200;

/** A law: `check` throws LawBroken when it does not hold of a subject in a case. */
export function lawOf<Case>(
  name: string,
  arbitrary: fc.Arbitrary<Case>,
  check: (subject: Subject, given: Case) => void,
): Law {
  return {
    name,
    cases: CASES,
    property: (subject) =>
      fc.property(arbitrary, (given) => check(subject, given)) as unknown as fc.IProperty<[unknown]>,
  };
}

/** A law about a few chosen cases, all of which are tried at once. */
export function lawOfCases<Case>(
  name: string,
  cases: readonly Case[],
  check: (subject: Subject, given: Case) => void,
): Law {
  const law = lawOf(name, fc.constant(cases), (subject, all) => {
    for (const given of all) check(subject, given);
  });
  return { ...law, cases: 1 };
}

/** @throws Error that names the law, the smallest case found, and the line that repeats it. */
export function demandKept(law: Law, subject: Subject, cases = law.cases): void {
  const command = `npx vitest run test/laws -t '${patternOf(law.name)}'`;
  demandProperty(law.property(subject), { claim: law.name, cases, command });
}

/** In how many cases `subject` is found to break `law`; undefined when `cases` are not enough. */
export function casesToBreak(law: Law, subject: Subject, cases: number): number | undefined {
  const numRuns = law.cases === 1 ? 1 : cases;
  const details = fc.check(law.property(subject), { numRuns, endOnFailure: true });
  if (!details.failed) return undefined;
  const { errorInstance } = details;
  // A mutant must break the law, not just itself.
  if (errorInstance instanceof LawBroken || errorInstance instanceof InvariantError) return details.numRuns;
  throw errorInstance;
}

/** A regular expression for exactly this text. */
function patternOf(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
