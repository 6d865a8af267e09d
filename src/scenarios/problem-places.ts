import type { Problem } from '../base/errors.ts';
import type { SourceDocument } from './document.ts';
import { originOf } from './overrides.ts';
import { formatPath, isWithin, type Path } from './path.ts';
import type { Finding } from './problems.ts';

/** Where the values of a scenario come from: its file, and what was said on the command line. */
export interface Origins {
  readonly source: SourceDocument;
  /** As the user named it. */
  readonly file: string | undefined;
  /** The paths of the overrides, in order. */
  readonly overridden: readonly Path[];
}

/** A finding, with the place in the file or the override that it is about. */
export function problemOf(finding: Finding, { source, file, overridden }: Origins): Problem {
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

/** In the order of the file. */
export function inOrder(problems: readonly Problem[]): Problem[] {
  const rank = ({ line = 0, column = 0 }: Problem) => line * 1e6 + column;
  return [...problems].sort((a, b) => rank(a) - rank(b));
}
