import type { Catalogue } from './catalogue.ts';
import { findingsBetween } from './checks.ts';
import { manyConnections } from './many-connections.ts';
import { type Finding, findingsOf, joinTypos } from './problems.ts';
import { resolve } from './resolve.ts';
import type { Scenario } from './scenario.ts';
import { readSections, type Sections } from './sections.ts';
import { unreachableTarget } from './unreachable-target.ts';
import { oddities } from './warnings.ts';

/** What a document comes to: a scenario that is right, and what is odd about it; or what is wrong with it. */
export type Reading =
  | { readonly scenario: Scenario; readonly oddities: readonly Finding[] }
  | { readonly findings: readonly Finding[] };

/** Checks a document and resolves it; its sweep is checked as far as it says what it means, its points are not. */
export function readScenarioData(document: unknown, catalogue: Catalogue): Reading {
  const { sections, issues } = readSections(document, catalogue);
  const findings = joinTypos([
    ...findingsOf(issues, document),
    ...findingsBetween({ sections, catalogue, document }),
  ]);
  if (findings.length > 0) return { findings };
  const scenario = resolve(sections as Sections);
  return {
    scenario,
    oddities: [
      ...oddities(scenario),
      ...manyConnections(scenario),
      ...unreachableTarget(scenario, catalogue),
    ],
  };
}
