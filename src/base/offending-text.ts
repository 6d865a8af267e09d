/** Characters of a text that a message shows. */
const SHOWN_LENGTH = 40;

/** Returns a piece of a file as a message shows it: without control characters, at most 40 characters, `nothing` for no text. */
export function shownText(text: string): string {
  if (text === '') return 'nothing';
  const characters = [...text.slice(0, 2 * SHOWN_LENGTH)];
  const shown = characters.slice(0, SHOWN_LENGTH).map(visible).join('');
  return characters.length > SHOWN_LENGTH ? `${shown}…` : shown;
}

function visible(character: string): string {
  const code = character.codePointAt(0)!;
  const hidden = code < 0x20 || (code >= 0x7f && code < 0xa0) || code === 0xfffd;
  return hidden ? `\\x${code.toString(16).padStart(2, '0')}` : character;
}

/**
 * Characters of the longest number that is read. No double needs more than 1,100; a file without blanks must not pass for one number of
 * 100 MB, which takes minutes to turn into a double.
 */
export const MAX_NUMBER_LENGTH = 4096;

/** Returns whether a word is a decimal number as data files write them; `0x10`, `1_000` and `Infinity` are not. */
export function isDecimal(text: string): boolean {
  return /^[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d+)?$/.test(text);
}

/** Says why a word, not empty, is not a finite number: `nan is not a finite number`. Returns undefined where it is one. */
export function numberProblem(text: string): string | undefined {
  if (text.length > MAX_NUMBER_LENGTH) return `${shownText(text)} has ${text.length} characters`;
  if (/^[+-]?(nan|inf|infinity|na|null|none|\?)$/i.test(text)) return `${text} is not a finite number`;
  if (!isDecimal(text)) return `${shownText(text)} is not a number`;
  if (!Number.isFinite(Number(text))) return `${shownText(text)} is too large for a double`;
  return undefined;
}
