import { type Document, LineCounter, type Node, parseDocument, visit } from 'yaml';
import { InputError } from '../base/errors.ts';
import type { Path } from './path.ts';
import { isOpenQuote, type SyntaxFault, syntaxProblems } from './syntax-problems.ts';
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
  const place = (offset: number): Position => {
    const { line, col } = lines.linePos(offset);
    return { line: Math.max(1, line), column: Math.max(1, col) };
  };
  const faults = document.errors.map((error) => (isOpenQuote(error) ? atLastQuote(error, document) : error));
  const problems = [
    ...syntaxProblems(faults, text, place),
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

/** The library says where the text ends. */
function atLastQuote(error: SyntaxFault, document: Document.Parsed): SyntaxFault {
  let [start] = error.pos;
  visit(document, {
    Scalar: (_, { type, range }) => {
      if (type?.startsWith('QUOTE') && range) start = range[0];
    },
  });
  return { code: error.code, message: error.message, pos: [start, error.pos[1]] };
}
