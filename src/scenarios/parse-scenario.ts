import { InputError, type Problem } from '../base/errors.ts';
import { builtinCatalogue, type Catalogue } from './catalogue.ts';
import { findingsBetween } from './checks.ts';
import { readDocument, type SourceDocument } from './document.ts';
import { applyOverrides, type Override, originOf } from './overrides.ts';
import { formatPath, isWithin, type Path } from './path.ts';
import { type Finding, findingsOf, joinTypos } from './problems.ts';
import { resolve } from './resolve.ts';
import type { Scenario } from './scenario.ts';
import { readSections, type Sections } from './sections.ts';
import { oddities } from './warnings.ts';

/** Beside the text itself. */
export interface ParseOptions {
  /** As the user named it, for messages. */
  readonly file?: string;
  /** What the scenario may name; what comes with the project by default. */
  readonly catalogue?: Catalogue;
  /** Changes to the file's data before it is checked, in order. */
  readonly overrides?: readonly Override[];
}

/** A checked scenario, and what is odd about it. */
export interface ParsedScenario {
  readonly scenario: Scenario;
  readonly warnings: readonly Problem[];
}

/**
 * Reads a scenario file (YAML 1.2 or JSON): units to base units, defaults filled in, everything checked.
 * @throws InputError with everything that is wrong, in the order of the file.
 */
export function parseScenario(text: string, options: ParseOptions = {}): ParsedScenario {
  const { file, catalogue = builtinCatalogue, overrides = [] } = options;
  const source = withFile(file, () => readDocument(text));
  const { data, paths } = applyOverrides(source.data, overrides);
  const { sections, issues } = readSections(data, catalogue);
  const findings = joinTypos([
    ...findingsOf(issues, data),
    ...findingsBetween({ sections, catalogue, document: data }),
  ]);
  const toProblem = (finding: Finding) => problemOf(finding, source, file, paths);
  if (findings.length > 0) throw new InputError(inOrder(findings.map(toProblem)));
  const scenario = resolve(sections as Sections);
  return { scenario, warnings: oddities(scenario).map(toProblem) };
}

/** Names the file in the problems that `read` throws. */
function withFile<T>(file: string | undefined, read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof InputError) || file === undefined) throw error;
    throw new InputError(error.problems.map((problem) => ({ file, ...problem })));
  }
}

function problemOf(
  finding: Finding,
  source: SourceDocument,
  file: string | undefined,
  overridden: readonly Path[],
): Problem {
  const { path, message, allowed, hint, about } = finding;
  const said = { message, ...(allowed && { allowed }), ...(hint && { hint }) };
  const at = path.length > 0 ? { path: formatPath(path) } : {};
  const origin = originAmong(overridden, path, source);
  if (!origin)
    return { ...(file !== undefined && { file }), ...positionIn(source, path, about), ...at, ...said };
  const sameAsOrigin = formatPath(origin) === at.path;
  return { file: originOf(formatPath(origin)), ...(sameAsOrigin ? {} : at), ...said };
}

/** The override that put there what is at `path`: at it or above it, or below it where the file has no such thing. */
function originAmong(overridden: readonly Path[], path: Path, source: SourceDocument): Path | undefined {
  const above = overridden.findLast((origin) => isWithin(path, origin));
  if (above || source.positionOf(path, 'key')) return above;
  return overridden.findLast((origin) => isWithin(origin, path));
}

/** The value, an unknown key itself, or for what is missing the key of the mapping that should have it. */
function positionIn(source: SourceDocument, path: Path, about: Finding['about']) {
  const exact = source.positionOf(path, about === 'unknown key' ? 'key' : 'value');
  if (exact) return exact;
  for (let length = path.length - 1; length >= 0; length--) {
    const above = source.positionOf(path.slice(0, length), 'key');
    if (above) return above;
  }
  return { line: 1, column: 1 };
}

function inOrder(problems: readonly Problem[]): Problem[] {
  const rank = ({ line = 0, column = 0 }: Problem) => line * 1e6 + column;
  return [...problems].sort((a, b) => rank(a) - rank(b));
}
