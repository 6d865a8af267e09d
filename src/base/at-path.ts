import { InputError } from './errors.ts';

/** What `work` gives; the problems of bad input that name no path get this one. */
export function atPath<T>(path: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    throw new InputError(error.problems.map((problem) => ({ path, ...problem })));
  }
}
