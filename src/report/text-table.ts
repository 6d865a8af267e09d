import { visibleLine } from '../base/visible-text.ts';

/** A column of a table in text. */
export interface TextColumn {
  /** Line feeds break it over several lines. */
  readonly head: string;
  readonly align: 'left' | 'right';
  readonly cells: readonly string[];
  /** Whether a table that must be cut is best cut before this column. */
  readonly startsGroup?: boolean;
  /** Colours a cell that has been padded already. */
  readonly paint?: (padded: string, row: number) => string;
}

const gap = '  ';

/**
 * The lines of a table that fits into `width` characters. Where the columns need more, the table is cut into several, one below
 * the other, that each begin with the first column.
 */
export function textTable(
  columns: readonly TextColumn[],
  width: number,
  paintHead: (text: string) => string,
): readonly string[] {
  return blocksOf(columns.map(onOneLine), width).flatMap((block, index) => {
    const lines = linesOf(block, paintHead);
    return index === 0 ? lines : ['', ...lines];
  });
}

/** A cell is a line, whatever is in it. */
function onOneLine(column: TextColumn): TextColumn {
  return { ...column, cells: column.cells.map(visibleLine) };
}

function blocksOf(columns: readonly TextColumn[], width: number): readonly (readonly TextColumn[])[] {
  const [first, ...others] = columns as readonly [TextColumn, ...TextColumn[]];
  const blocks: TextColumn[][] = [[first]];
  for (const [index, column] of others.entries()) {
    const block = blocks.at(-1)!;
    const together = column.startsGroup ? groupAt(others, index) : [column];
    const fits = widthOf([...block, ...together]) <= width;
    if (block.length === 1 || fits) block.push(column);
    else blocks.push([first, column]);
  }
  return blocks;
}

/** The column at `start` and those after it, up to where the next group starts. */
function groupAt(columns: readonly TextColumn[], start: number): readonly TextColumn[] {
  const end = columns.findIndex((column, index) => index > start && column.startsGroup);
  return columns.slice(start, end === -1 ? columns.length : end);
}

function linesOf(columns: readonly TextColumn[], paintHead: (text: string) => string): readonly string[] {
  const heads = columns.map(headLines);
  const height = Math.max(...heads.map((lines) => lines.length));
  const joined = (cells: readonly string[]) => cells.join(gap).trimEnd();
  const headRow = (row: number) =>
    joined(
      columns.map((column, index) =>
        padded(column, heads[index]![row - height + heads[index]!.length] ?? ''),
      ),
    );
  const bodyRow = (row: number) =>
    joined(columns.map((column) => (column.paint ?? String)(padded(column, column.cells[row] ?? ''), row)));
  const rows = columns[0]?.cells ?? [];
  return [
    ...Array.from({ length: height }, (_, row) => paintHead(headRow(row))),
    ...rows.map((_, row) => bodyRow(row)),
  ];
}

function headLines({ head }: TextColumn): readonly string[] {
  return head.split('\n');
}

function padded(column: TextColumn, text: string): string {
  const width = columnWidth(column);
  return column.align === 'left' ? text.padEnd(width) : text.padStart(width);
}

function columnWidth(column: TextColumn): number {
  return Math.max(...[...headLines(column), ...column.cells].map((text) => text.length));
}

function widthOf(columns: readonly TextColumn[]): number {
  const cells = columns.reduce((sum, column) => sum + columnWidth(column), 0);
  return cells + gap.length * (columns.length - 1);
}

/** The words of `text`, which is shown on one line, in lines of at most `width` characters; a longer word has a line of its own. */
export function wrapped(text: string, width: number): readonly string[] {
  const lines: string[] = [];
  for (const word of visibleLine(text).split(' ')) {
    const last = lines.at(-1);
    if (last === undefined || last.length + 1 + word.length > width) lines.push(word);
    else lines[lines.length - 1] = `${last} ${word}`;
  }
  return lines;
}
