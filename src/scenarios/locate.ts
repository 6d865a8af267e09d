import type { Problem } from '../base/errors.ts';
import { readDocument } from './document.ts';
import { applyOverrides, type Override } from './overrides.ts';
import { parsePath } from './path.ts';
import { problemOf } from './problem-places.ts';

/**
 * Gives problems that are found later, in preparing or in running a scenario, the line of their path in its text, or the override that says
 * what is there. Problems that name a file or no path stay as they are.
 */
export function locatorOf(
  text: string,
  { file, overrides }: { readonly file: string; readonly overrides: readonly Override[] },
): (problem: Problem) => Problem {
  return (problem) => {
    const path = problem.path === undefined ? undefined : parsePath(problem.path);
    if (problem.file !== undefined || !path) return problem;
    const source = readDocument(text);
    const { paths: overridden } = applyOverrides(source.data, overrides);
    return problemOf({ ...problem, path, about: 'value' }, { source, file, overridden });
  };
}
