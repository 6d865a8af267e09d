import { isAbsolute, relative, sep } from 'node:path';

/** `file` from the current folder, with forward slashes, if it lies within; else as it was given. */
export function portablePath(file: string): string {
  const inside = relative('.', file) || '.';
  const path = inside.startsWith('..') || isAbsolute(inside) ? file : inside;
  return path.split(sep).join('/');
}
