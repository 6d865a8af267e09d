import { InputError, type Problem } from '../../base/errors.ts';
import { withValue } from '../data-at.ts';
import { valueAt } from '../path.ts';
import { inOrder, type Origins, problemOf } from '../problem-places.ts';
import type { Finding } from '../problems.ts';
import type { Reading } from '../read-document.ts';
import type { Scenario } from '../scenario.ts';
import { type Axis, axesOf, sweptPathsOf } from './axes.ts';
import { axesOfChosen, withChosen } from './chosen-algorithms.ts';
import { fixedAxes } from './fixed-axes.ts';
import { describedAt, type PointFinding, readPoints, type SweepPoint } from './points.ts';
import { resolvedDocument, type ScenarioDocument, sectionOf } from './resolved-document.ts';

/** A scenario that is right by itself, and the document that it was read from. */
interface Swept {
  readonly document: unknown;
  readonly scenario: Scenario;
  /** The labels of the algorithms that are wanted. */
  readonly chosen: readonly string[];
  readonly origins: Origins;
}

/** What a scenario's sweep comes to. */
export interface ReadSweep {
  /** The paths of the sweep, in the order of its points' values. */
  readonly paths: readonly string[];
  /** In the order of the result files; without a sweep the scenario itself is the only one. */
  readonly points: readonly SweepPoint[];
  /** The scenario and its sweep as one scenario file that means the same, with everything resolved. */
  readonly document: ScenarioDocument;
  readonly warnings: readonly Problem[];
}

/**
 * The points of a scenario's sweep. Each is the scenario that its file would be with the values of the point in it, so that defaults follow
 * from them, and each passes the same checks.
 * @throws InputError with the values of the sweep that are wrong.
 */
export function readSweep(
  { document, scenario, chosen, origins }: Swept,
  read: (document: unknown) => Reading,
): ReadSweep {
  const labels = scenario.algorithms.map(({ label }) => label);
  const all = fixedAxes(axesOf(valueAt(document, ['sweep'])), origins.overridden, document);
  const axes = axesOfChosen(all, labels, chosen);
  const start = resolvedDocument(scenario, axes, document);
  const resolved = { ...start, algorithms: withChosen(start as unknown as Scenario, chosen).algorithms };
  if (all.length === 0) {
    const only = withChosen(scenario, chosen);
    return { paths: [], points: [{ values: [], scenario: only }], document: resolved, warnings: [] };
  }
  const base = withoutSweep(document);
  refuseWrongWays(axes, base, origins);
  const toProblem = (point: PointFinding) => problemOf(describedAt(point, axes), origins);
  const { points, wrong, odd } = readPoints(base, axes, (point) => withLabels(read(point), labels));
  if (wrong.length > 0) throw new InputError(inOrder(wrong.map(toProblem)));
  return {
    paths: sweptPathsOf(axes).map(({ name }) => name),
    points: points.map(({ values, scenario: swept }) => ({ values, scenario: withChosen(swept, chosen) })),
    document: { ...resolved, sweep: sectionOf(axes) },
    warnings: odd.map(toProblem),
  };
}

function withoutSweep(document: unknown): unknown {
  const { sweep: _, ...rest } = document as Record<string, unknown>;
  return rest;
}

/** @throws InputError where a path leads through something that is not as it says. */
function refuseWrongWays(axes: readonly Axis[], document: unknown, origins: Origins): void {
  const problems: Problem[] = [];
  for (const { path, values, source } of sweptPathsOf(axes)) {
    try {
      withValue(document, path, values[0]);
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      const [{ message, hint }] = error.problems as readonly [Problem];
      problems.push(
        problemOf({ path: source, message, ...(hint && { hint }), about: 'unknown key' }, origins),
      );
    }
  }
  if (problems.length > 0) throw new InputError(inOrder(problems));
}

/** Rows are told apart by the labels, which are therefore the same at every point. */
function withLabels(reading: Reading, labels: readonly string[]): Reading {
  if (!('scenario' in reading)) return reading;
  const findings = labels.flatMap((label, k): Finding[] => {
    const here = reading.scenario.algorithms[k]?.label;
    if (here === label) return [];
    const message = `${here} at this point and ${label} without the sweep`;
    return [
      { path: ['algorithms', k, 'label'], message, allowed: 'one label at all points', about: 'value' },
    ];
  });
  return findings.length > 0 ? { findings } : reading;
}
