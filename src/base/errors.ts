import { visibleLine } from './visible-text.ts';

/** One error in the user's input, with all that is needed to correct it. */
export interface Problem {
  /** File as the user named it, if there is one. */
  readonly file?: string;
  /** 1-based. */
  readonly line?: number;
  readonly column?: number;
  /** Path into the document, such as `cluster.workers[2].speed`. */
  readonly path?: string;
  /** The error, with the offending value: `-3 is not a speed`. */
  readonly message: string;
  /** The allowed values: `a number > 0`. */
  readonly allowed?: string;
  /** `did you mean staleness?` */
  readonly hint?: string;
}

/** Problems that the message of an error shows; the others are counted. */
const MOST_SHOWN = 20;

/** Bad input. Exit code 2; the message is all that the user sees. */
export class InputError extends Error {
  override readonly name = 'InputError';
  readonly problems: readonly Problem[];

  constructor(problems: readonly Problem[] | Problem | string) {
    const list =
      typeof problems === 'string' ? [{ message: problems }] : 'message' in problems ? [problems] : problems;
    super(firstLines(list.map(describeProblem)).join('\n'));
    this.problems = list;
  }
}

/** Returns the lines, or the first of them and how many more there are. */
export function firstLines(lines: readonly string[]): readonly string[] {
  if (lines.length <= MOST_SHOWN) return lines;
  return [...lines.slice(0, MOST_SHOWN), `… and ${lines.length - MOST_SHOWN} more`];
}

/** `two.yaml:9:14: cluster.workers[2].speed: -3 (allowed: a number > 0; did you mean 3?)`: one line, whatever is in its parts. */
export function describeProblem(problem: Problem): string {
  const { file, line, column, path, message, allowed, hint } = problem;
  const where = [file, line, column].filter((part) => part !== undefined).join(':');
  const extras = [allowed && `allowed: ${allowed}`, hint].filter(Boolean).join('; ');
  const text = [where, path, extras ? `${message} (${extras})` : message].filter(Boolean).join(': ');
  return visibleLine(text);
}
