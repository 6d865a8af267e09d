import { InputError, type Problem } from '../base/errors.ts';

/** What the system's error codes mean to a user. */
const reasons: Readonly<Record<string, string>> = {
  ENOENT: 'no such file or folder',
  EACCES: 'permission denied',
  EPERM: 'permission denied',
  EROFS: 'the file system is read-only',
  EISDIR: 'is a folder, not a file',
  ENOTDIR: 'a file stands where a folder should be',
  EEXIST: 'a file stands where a folder should be',
  ELOOP: 'symbolic links that lead in a circle',
  ENOSPC: 'no space left on the disk',
  EDQUOT: 'the disk quota is used up',
  EFBIG: 'the file would be too large for the file system',
  EMFILE: 'too many open files',
  ENAMETOOLONG: 'the name is too long for the file system',
  EIO: 'the disk reports an error',
};

/** Bad input of one kind: the file system refuses something. */
export class FileError extends InputError {}

/** The code of an error of the file system, such as ENOENT; undefined for any other error. */
export function systemErrorCode(error: unknown): string | undefined {
  if (!(error instanceof Error) || !('syscall' in error) || !('code' in error)) return undefined;
  return typeof error.code === 'string' ? error.code : undefined;
}

/** An error of the file system said in words, as bad input; any other error as it is. */
export function fileProblem(file: string, error: unknown, rest: Partial<Problem> = {}): unknown {
  const code = systemErrorCode(error);
  if (code === undefined) return error;
  return new FileError({ file, message: reasons[code] ?? `cannot be used (${code})`, ...rest });
}

/** Does something with a file; what the file system refuses becomes bad input. */
export function withFile<T>(file: string, work: () => T, rest?: Partial<Problem>): T {
  try {
    return work();
  } catch (error) {
    throw fileProblem(file, error, rest);
  }
}

/** Bad input with `file` named in every problem that names none. */
export function naming(file: string, error: InputError): InputError {
  return new InputError(error.problems.map((problem) => ({ file, ...problem })));
}
