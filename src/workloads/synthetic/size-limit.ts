/** Values that a generator makes at most: 2^31, or 16 GiB of doubles. */
const MAX_VALUES = 2_147_483_648;

/** What is wrong with making rows × perRow values, or undefined. */
export function sizeContradiction(rows: number, perRow: number): string | undefined {
  const values = rows * perRow;
  if (values <= MAX_VALUES) return undefined;
  return `${rows} rows of ${perRow} values are ${values} values; at most ${MAX_VALUES} are made`;
}
