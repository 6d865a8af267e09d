import { textOf } from './leaf.ts';

/** A name of a scenario or an algorithm, or a label: it becomes part of file names and columns. */
export function nameText() {
  return textOf(
    'letters, digits and . _ -, beginning with a letter or digit',
    /^[A-Za-z0-9][A-Za-z0-9._-]*$/,
  );
}
