import { expect, test } from 'vitest';
import * as clockworkLaws from '../laws/clockwork-laws.ts';
import { CASES, casesToBreak } from '../laws/law.ts';
import * as learningLaws from '../laws/learning-laws.ts';
import * as mutants from './index.ts';
import type { Mutant } from './mutant.ts';

const all: readonly Mutant[] = Object.values(mutants);

for (const { wrong, subject, breaks, within = CASES } of all) {
  for (const law of breaks) {
    test(`when ${wrong}, it is not so that ${law.name}`, () => {
      expect(casesToBreak(law, subject, within), `not noticed in ${within} cases`).toBeDefined();
    });
  }
}

test('no law is vacuous: each fails on some wrong implementation', () => {
  const broken = new Set(all.flatMap(({ breaks }) => breaks));
  expect(
    Object.values({ ...learningLaws, ...clockworkLaws })
      .filter((law) => !broken.has(law))
      .map(({ name }) => name),
  ).toEqual([]);
});
