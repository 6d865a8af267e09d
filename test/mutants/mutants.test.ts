import { expect, test } from 'vitest';
import { CASES, casesToBreak } from '../laws/law.ts';
import * as laws from '../laws/laws.ts';
import * as mutants from './index.ts';
import type { Mutant } from './mutant.ts';

const pairs = Object.values(mutants).flatMap((mutant: Mutant) =>
  mutant.breaks.map((law) => ({ law, mutant, name: law.name, wrong: mutant.wrong })),
);

test.each(pairs)('fails when $wrong: $name', ({ law, mutant: { subject, within = CASES } }) => {
  const cases = casesToBreak(law, subject, within);
  expect(cases, `not noticed in ${within} cases`).toBeDefined();
});

test('no law is vacuous: each fails on some wrong implementation', () => {
  const broken = new Set(pairs.map(({ law }) => law));
  expect(
    Object.values(laws)
      .filter((law) => !broken.has(law))
      .map(({ name }) => name),
  ).toEqual([]);
});
