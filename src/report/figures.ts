/** A row of a table of results, by the names of its columns, as text. */
export type TableRow = Readonly<Record<string, string>>;

/** A figure that two results have, or that one of them has. */
export interface FigureDifference {
  /** The column. */
  readonly name: string;
  /** As the tables have them; empty where there is none. */
  readonly a: string;
  readonly b: string;
  /** b − a; undefined unless both are numbers. */
  readonly difference: number | undefined;
  /** (b − a) / |a|; undefined where a is 0. */
  readonly relative: number | undefined;
}

/** What two rows have for every column that either has, in the order of the columns; `besides`: columns that say which row it is. */
export function figureDifferences(
  a: TableRow,
  b: TableRow,
  besides: ReadonlySet<string>,
): readonly FigureDifference[] {
  const names = [...new Set([...Object.keys(a), ...Object.keys(b)])].filter((name) => !besides.has(name));
  return names.map((name) => figureDifference(name, a[name] ?? '', b[name] ?? ''));
}

/** Whether both are the same, bit for bit. */
export function isSame({ a, b }: FigureDifference): boolean {
  return a === b;
}

function figureDifference(name: string, a: string, b: string): FigureDifference {
  const [from, to] = [numberIn(a), numberIn(b)];
  const difference = from === undefined || to === undefined ? undefined : to - from;
  const relative = difference === undefined || !from ? undefined : difference / Math.abs(from);
  return { name, a, b, difference, relative };
}

function numberIn(text: string): number | undefined {
  if (text === '') return undefined;
  const value = Number(text);
  return Number.isFinite(value) ? value : undefined;
}
