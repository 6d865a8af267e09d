import { InputError } from '../../src/base/errors.ts';

/** The message with which `work` refuses its input; any other error is thrown on. */
export function refusalOf(work: () => unknown): string {
  try {
    work();
  } catch (error) {
    if (error instanceof InputError) return error.message;
    throw error;
  }
  throw new Error('nothing was refused');
}
