/** What a text in LIBSVM form means, found out slowly and obviously: for the sake of comparison. */
export interface SlowRows {
  readonly labels: number[];
  /** Entries of each row: index from 1, value. */
  readonly rows: [number, number][][];
  /** The first line, from 1, that is wrong. */
  readonly badLine?: number;
}

const NUMBER = /^[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d+)?$/;

export function readSlowly(text: string, maxFeatures: number, firstIndex = 1): SlowRows {
  const labels: number[] = [];
  const rows: [number, number][][] = [];
  for (const [k, line] of text.split(/\r\n|\n|\r/).entries()) {
    const content = line.replace(/#.*$/, '');
    const words = content.split(/[ \t]+/).filter((word) => word !== '');
    if (words.length === 0) continue;
    const row = readRow(words, maxFeatures, firstIndex);
    if (row === undefined) return { labels, rows, badLine: k + 1 };
    labels.push(row.label);
    rows.push(row.entries);
  }
  return { labels, rows };
}

function readRow(
  words: string[],
  maxFeatures: number,
  firstIndex: number,
): { label: number; entries: [number, number][] } | undefined {
  const label = readNumber(words[0]!);
  if (label === undefined) return undefined;
  const pairs = words.slice(/^qid:\d+$/.test(words[1] ?? '') ? 2 : 1);
  const entries: [number, number][] = [];
  for (const pair of pairs) {
    const [, index, rest] = /^(\d+):(.*)$/s.exec(pair) ?? [];
    const value = readNumber(rest ?? '');
    const previous = entries.at(-1)?.[0] ?? firstIndex - 1;
    if (value === undefined || Number(index) <= previous || Number(index) >= maxFeatures + firstIndex)
      return undefined;
    entries.push([Number(index), value]);
  }
  return { label, entries };
}

function readNumber(word: string): number | undefined {
  return NUMBER.test(word) && Number.isFinite(Number(word)) ? Number(word) : undefined;
}
