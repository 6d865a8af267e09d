/** Where in a document: keys and positions in lists, from the top. */
export type Path = readonly (string | number)[];

/** `cluster.workers[2].speed` */
export function formatPath(path: Path): string {
  let text = '';
  for (const part of path) {
    if (typeof part === 'number') text += `[${part}]`;
    else text += text === '' ? part : `.${part}`;
  }
  return text;
}

/** Deeper than any document may be. */
const MAX_PARTS = 50;

/** The path that `cluster.workers[2].speed` spells; undefined when it spells none, or one that leads deeper than any document. */
export function parsePath(text: string): Path | undefined {
  const path: (string | number)[] = [];
  for (const step of text.split('.', MAX_PARTS + 1)) {
    const found = /^([^[\]\s]+)((?:\[[0-9]{1,9}\])*)$/.exec(step);
    if (!found) return undefined;
    path.push(found[1]!);
    for (const [, index] of found[2]!.matchAll(/\[([0-9]+)\]/g)) path.push(Number(index));
    if (path.length > MAX_PARTS) return undefined;
  }
  return path;
}

/** Whether `path` lies at or below `above`. */
export function isWithin(path: Path, above: Path): boolean {
  return above.length <= path.length && above.every((part, k) => path[k] === part);
}

/** What plain data has at `path`; undefined when there is nothing. */
export function valueAt(data: unknown, path: Path): unknown {
  let value = data;
  for (const part of path) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, part)) return undefined;
    value = (value as Record<string | number, unknown>)[part];
  }
  return value;
}
