/** A text of somebody else, whose lines after the first stand further in, so that none looks like a line of the program. */
export function indented(text: string): string {
  return text.trimEnd().replaceAll('\n', '\n  ');
}
