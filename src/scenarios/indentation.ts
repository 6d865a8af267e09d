import type { Position } from './yaml-nodes.ts';

/** A line whose first word is indented as no line above allows. */
export interface IndentSlip extends Position {
  readonly message: string;
}

/** A line that has opened something below it, or has a place of its own. */
interface Level {
  readonly indent: number;
  readonly line: number;
  readonly word: string;
  /** Whether it is text without a colon. */
  readonly isText: boolean;
  /** Whether what belongs to it may follow on deeper lines. */
  readonly opens: boolean;
}

/** The first slip of indentation among the lines 1 to `last` of a block of YAML that cannot be read. */
export function indentSlip(text: string, last: number): IndentSlip | undefined {
  const levels: Level[] = [];
  let brackets = 0;
  for (const [k, written] of text.split(/\r?\n/).slice(0, last).entries()) {
    const content = withoutComment(written);
    const wasOpen = brackets > 0;
    brackets = Math.max(0, brackets + bracketsIn(content));
    if (wasOpen || content.trim() === '') continue;
    if (BLOCK_TEXT.test(content)) return undefined; // what follows is text, however it is indented
    const found = levelsOf(content, k + 1);
    const slip = slipOf(found[0]!, levels);
    if (slip) return slip;
    levels.push(...found);
  }
  return undefined;
}

const BLOCK_TEXT = /(?:^|\s)[|>][-+0-9]*\s*$/;

function withoutComment(line: string): string {
  return line.replace(/(^|\s)#.*$/, '');
}

/** How many more brackets are opened than closed, quotes aside. */
function bracketsIn(content: string): number {
  const bare = content.replace(/"(?:\\.|[^"\\])*"|'[^']*'/g, '');
  return (bare.match(/[[{]/g)?.length ?? 0) - (bare.match(/[\]}]/g)?.length ?? 0);
}

/** The level of a line, and for `- key: value` those of the item and of the key. */
function levelsOf(content: string, line: number): Level[] {
  const [, before, dash, rest] = /^( *)(-(?: +|$))?(.*)$/s.exec(content)!;
  const indent = before!.length;
  const word = /^["']?([^\s"':,]*)/.exec(dash ? '-' : rest!)![1] || rest!.charAt(0);
  if (!dash) return [{ indent, line, word, isText: !/:(\s|$)/.test(rest!), opens: OPENS.test(rest!) }];
  const item = { indent, line, word, isText: false, opens: rest === '' };
  return rest === '' ? [item] : [item, ...levelsOf(' '.repeat(indent + dash.length) + rest, line)];
}

/** A key without a value, but for an anchor or a tag. */
const OPENS = /^(?:[^\s"'][^"']*|"[^"]*"|'[^']*'):\s*(?:[&!]\S*\s*)*$/;

/** Leaves those of `levels` that the line `next` may belong to, and says where it belongs to none. */
function slipOf({ indent, line, word }: Level, levels: Level[]): IndentSlip | undefined {
  const above = levels.at(-1);
  const spaces = `${word} has ${indent} space${indent === 1 ? '' : 's'} before it`;
  if (above && indent > above.indent && above.isText)
    return { line: above.line, column: above.indent + 1, message: `${above.word} has no colon behind it` };
  if (above && indent > above.indent && !above.opens) {
    const message = `${spaces}, more than ${above.word} on line ${above.line}, which has its value already`;
    return { line, column: indent + 1, message };
  }
  const alike = levels.filter((level) => (level.word === '-') === (word === '-'));
  const isKnown = levels.some((level) => level.indent === indent) || levels.length === 0;
  if (isKnown || indent > above!.indent) {
    while (levels.length > 0 && levels.at(-1)!.indent > indent) levels.pop();
    return undefined;
  }
  const allowed = [...new Set((alike.length > 0 ? alike : levels).map((level) => level.indent))];
  return {
    line,
    column: indent + 1,
    message: `${spaces}, and the lines above it have ${allowed.join(' or ')}`,
  };
}
