import { InputError, type Problem } from '../base/errors.ts';

/** Why a run came to nothing, in a form that passes between threads and machines. */
export interface RunFailure {
  /** For people; with the place in the code, where there is one. */
  readonly text: string;
  /** Where the scenario or its data are to blame: what is wrong with them. */
  readonly problems?: readonly Problem[];
  /** The code has no fault: workers were lost, or their answers were wrong. */
  readonly isNoBug?: true;
}

/** What was thrown, put into words. */
export function failureOf(error: unknown): RunFailure {
  if (error instanceof InputError) return { text: error.message, problems: error.problems };
  return { text: error instanceof Error ? (error.stack ?? error.message) : String(error) };
}
