import { LineCounter, type Node, parseDocument } from 'yaml';
import { InputError, type Problem } from '../base/errors.ts';
import type { Path } from './path.ts';
import { nodeAt, type Position, plainData } from './yaml-nodes.ts';

/** A scenario file that is at least YAML: its plain data, and where each piece of it stands. */
export interface SourceDocument {
  /** Mappings, lists, text, numbers, true, false and null. */
  readonly data: unknown;
  /** Where the value at `path` stands, or its key; undefined when there is none. */
  positionOf(path: Path, what: 'value' | 'key'): Position | undefined;
}

/**
 * Reads YAML 1.2, of which JSON is a part.
 * @throws InputError when the text is not one document of plain data.
 */
export function readDocument(text: string): SourceDocument {
  const lines = new LineCounter();
  const document = parseDocument(text, {
    version: '1.2',
    schema: 'core',
    merge: false,
    prettyErrors: false,
    lineCounter: lines,
  });
  const place: Place = (offset) => {
    const { line, col } = lines.linePos(offset);
    return { line: Math.max(1, line), column: Math.max(1, col) };
  };
  const problems = [
    ...syntaxProblems(document.errors, text, place),
    ...document.warnings.map(({ message, pos }) => ({ ...place(pos[0]), message })),
  ];
  if (problems.length > 0) throw new InputError(problems);
  const data = plainData(document, (node: Node | null) => place(node?.range?.[0] ?? 0));
  return {
    data,
    positionOf: (path, what) => {
      const node = nodeAt(document, path, what);
      return node?.range ? place(node.range[0]) : undefined;
    },
  };
}

/** Every key that is given twice, and the first of the other errors: what follows it is mostly its consequence. */
function syntaxProblems(errors: readonly SyntaxFault[], text: string, place: Place): Problem[] {
  const others = errors.filter(({ code }) => code !== 'DUPLICATE_KEY');
  return errors
    .filter((error) => error.code === 'DUPLICATE_KEY' || error === others[0])
    .sort((a, b) => a.pos[0] - b.pos[0])
    .map(({ code, message, pos }) => {
      const word = /^["']?([^\s"':,]*)/.exec(text.slice(pos[0], pos[0] + 40))![1] || 'end of the file';
      return { ...place(pos[0]), message: PLAINLY[code]?.(word) ?? message };
    });
}

/** What the library says of a text that is not YAML. `pos`: offsets. */
interface SyntaxFault {
  readonly code: string;
  readonly message: string;
  readonly pos: readonly [number, number];
}

type Place = (offset: number) => Position;

/** Where the library's own words would not help. `word`: what stands there. */
const PLAINLY: Readonly<Record<string, (word: string) => string>> = {
  DUPLICATE_KEY: (word) =>
    `the key ${word} is given twice${word === '<<' ? '; merge several mappings as <<: [*one, *two]' : ''}`,
  MULTIPLE_DOCS: () => 'a second document begins here, and a scenario is one document',
  TAB_AS_INDENT: () => 'a tab; YAML indents by spaces only',
  RESOURCE_EXHAUSTION: () => 'the file is nested too deeply',
  UNEXPECTED_TOKEN: (word) =>
    `${word} does not fit here (an unclosed bracket or quote, or a wrong indent before it?)`,
  BAD_INDENT: (word) => `${word} does not fit here (an unclosed bracket, or a wrong indent?)`,
};
