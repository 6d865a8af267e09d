/**
 * Characters that are not seen, or that change how others are seen: control and format characters (those of bidirectional text among them), line
 * and paragraph separators, fillers, lone surrogates, and what Unicode says is no character.
 */
const UNSEEN =
  /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\p{Noncharacter_Code_Point}]/gu;

/** Shows what cannot be seen as `\u001b`, and leaves line feeds. Within a string of JSON, or of YAML in double quotes, this means the same. */
export function visibleText(text: string): string {
  return text.replaceAll(UNSEEN, (character) => (character === '\n' ? character : escaped(character)));
}

/** The same on one line: a line feed is shown as `\n`. For names and values, so that they cannot add lines of their own. */
export function visibleLine(text: string): string {
  return visibleText(text).replaceAll('\n', '\\n');
}

/** Whether a text has something in it that `visibleText` shows otherwise. */
export function hasUnseen(text: string): boolean {
  return visibleText(text) !== text;
}

/** By UTF-16 code units, as JSON has it. */
function escaped(character: string): string {
  return Array.from(
    { length: character.length },
    (_, k) => `\\u${character.charCodeAt(k).toString(16).padStart(4, '0')}`,
  ).join('');
}
