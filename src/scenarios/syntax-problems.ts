import type { Problem } from '../base/errors.ts';
import { indentSlip } from './indentation.ts';
import type { Position } from './yaml-nodes.ts';

/** What the library says of a text that is not YAML. `pos`: offsets. */
export interface SyntaxFault {
  readonly code: string;
  readonly message: string;
  readonly pos: readonly [number, number];
}

type Place = (offset: number) => Position;

/** Every key that is given twice, and the first of the other errors: what follows it is mostly its consequence. */
export function syntaxProblems(errors: readonly SyntaxFault[], text: string, place: Place): Problem[] {
  const others = errors.filter(({ code }) => code !== 'DUPLICATE_KEY');
  return errors
    .filter((error) => error.code === 'DUPLICATE_KEY' || error === others[0])
    .sort((a, b) => a.pos[0] - b.pos[0])
    .map((error) => problemOf(error, text, place(error.pos[0])));
}

/** Whether a quote is opened and never closed. */
export function isOpenQuote({ message }: SyntaxFault): boolean {
  return /^Missing closing .?quote/.test(message);
}

/** The library notices a wrong indent late, and in words of its own. */
function problemOf({ code, message, pos }: SyntaxFault, text: string, at: Position): Problem {
  const isIndent = MAY_BE_INDENT.includes(code) && !/^Flow|quote/.test(message);
  const slip = isIndent ? indentSlip(text, at.line + 1) : undefined;
  if (slip) return slip;
  const rest = text.slice(pos[0], pos[0] + 40);
  const word = /^["']?([^\s"':,]*)/.exec(rest)![1] || /^[^\s]/.exec(rest)?.[0] || 'end of the file';
  return { ...at, ...(PLAINLY[code]?.(word, message) ?? { message }) };
}

const MAY_BE_INDENT = [
  'BAD_INDENT',
  'BLOCK_AS_IMPLICIT_KEY',
  'MULTILINE_IMPLICIT_KEY',
  'UNEXPECTED_TOKEN',
  'MISSING_CHAR',
];

type Said = Pick<Problem, 'message' | 'hint'>;

const said = (message: string, hint?: string): Said => ({ message, ...(hint && { hint }) });

/** Where the library's own words would not help. `word`: what stands there. */
const PLAINLY: Readonly<Record<string, (word: string, message: string) => Said>> = {
  DUPLICATE_KEY: (word) =>
    said(
      `the key ${word} is given twice${word === '<<' ? '; merge several mappings as <<: [*one, *two]' : ''}`,
    ),
  MULTIPLE_DOCS: () => said('a second document begins here, and a scenario is one document'),
  TAB_AS_INDENT: () => said('a tab; YAML indents by spaces only'),
  RESOURCE_EXHAUSTION: () => said('the file is nested too deeply'),
  UNEXPECTED_TOKEN: (word) =>
    said(`${word} does not fit here (an unclosed bracket or quote, or a wrong indent before it?)`),
  BAD_INDENT: (word) => said(`${word} does not fit here (an unclosed bracket, or a wrong indent?)`),
  BLOCK_AS_IMPLICIT_KEY: (word) =>
    said(`a second key begins at ${word}, on the line of the first`, 'put text with a colon in quotes'),
  BLOCK_IN_FLOW: (word) => said(`${word} does not fit here (a comma missing before it?)`),
  MULTILINE_IMPLICIT_KEY: withoutColon,
  MISSING_CHAR: missingCharacter,
  BAD_SCALAR_START: (word) =>
    said(`${word} is not text`, `put text that begins with ${word.charAt(0)} in quotes`),
  BAD_DQ_ESCAPE: (_, message) =>
    said(
      `${message.split(' ').at(-1)} means nothing in double quotes`,
      'single quotes take every \\ as it is',
    ),
  KEY_OVER_1024_CHARS: () => said('a key of more than 1024 characters'),
};

function missingCharacter(word: string, message: string): Said {
  if (message.includes('quote')) return said('a quote is opened here and never closed');
  if (message.startsWith('Comments')) return said('a blank is missing before #');
  if (message.includes(', or :'))
    return said(`${word} does not fit here (a comma or a colon missing before it?)`);
  return withoutColon(word);
}

function withoutColon(word: string): Said {
  return said(word === '-' ? 'an item of a list among keys' : `${word} has no colon behind it`);
}
