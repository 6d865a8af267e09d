import { type Document, isAlias, isMap, isScalar, isSeq, type Node, type YAMLSeq } from 'yaml';
import { InputError } from '../base/errors.ts';
import { formatPath, type Path } from './path.ts';
import { isMapping } from './schema/leaf.ts';

const QUOTE_STAR = 'put text that begins with * in quotes';
const MAX_DEPTH = 50;
/** Values that aliases may stand for, all together: a file of aliases to aliases grows as a power of its length. */
const MAX_ALIASED = 10_000;
/** Keys that every object of the language has, or that may be misused to reach what is not data. */
export const RESERVED_KEYS: readonly string[] = ['__proto__', 'constructor', 'prototype'];
/** Tags that plain data may carry. */
const TAGS = /^tag:yaml\.org,2002:(str|int|float|bool|null|map|seq)$/;

/** A line and a column, both from 1. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

type Place = (node: Node | null) => Position;

/** A key of a mapping and its value. */
type Pair = Readonly<Record<'key' | 'value', unknown>>;

/**
 * Mappings, lists and scalars of a document as plain data of our own making: mappings whose keys are text, no other classes,
 * no cycles.
 * @throws InputError where there is anything else.
 */
export function plainData(document: Document.Parsed, place: Place): unknown {
  return new Reader(document, place).read(document.contents, [], 0);
}

class Reader {
  readonly #document: Document.Parsed;
  readonly #place: Place;
  readonly #open = new Set<Node>();
  #aliased = 0;
  #withinAlias = false;

  constructor(document: Document.Parsed, place: Place) {
    this.#document = document;
    this.#place = place;
  }

  read(node: Node | null, path: Path, depth: number): unknown {
    if (depth > MAX_DEPTH) this.#refuse(node, path.slice(0, 1), 'nested too deeply');
    if (this.#withinAlias && ++this.#aliased > MAX_ALIASED)
      this.#refuse(node, path, 'aliases stand for too much');
    if (node === null) return null;
    if (isAlias(node)) return this.#readAlias(node, path, depth);
    if (node.tag !== undefined && !TAGS.test(node.tag))
      this.#refuse(node, path, `the tag ${node.tag} is not known`);
    if (isScalar(node)) return this.#readScalar(node.value, node, path);
    this.#open.add(node);
    const data = isMap(node)
      ? this.#readMapping(node.items, path, depth)
      : this.#readList((node as YAMLSeq<Node>).items, path, depth);
    this.#open.delete(node);
    return data;
  }

  #readList(items: readonly (Node | null)[], path: Path, depth: number): unknown {
    return items.map((item, k) => this.read(item, [...path, k], depth + 1));
  }

  #readAlias(
    node: Node & { source: string; resolve(document: Document): Node | undefined },
    path: Path,
    depth: number,
  ) {
    const target = node.resolve(this.#document);
    if (!target) return this.#refuse(node, path, `there is no anchor &${node.source} above`, QUOTE_STAR);
    if (this.#open.has(target)) return this.#refuse(node, path, `&${node.source} would contain itself`);
    const outer = this.#withinAlias;
    this.#withinAlias = true;
    const value = this.read(target, path, depth + 1);
    this.#withinAlias = outer;
    return value;
  }

  /** The keys of a mapping come after those that it merges, and replace them. */
  #readMapping(items: readonly Pair[], path: Path, depth: number) {
    const mapping: Record<string, unknown> = {};
    for (const pair of items.filter(isMerge))
      Object.assign(mapping, this.#readMerged(pair.value as Node | null, path, depth));
    for (const pair of items) {
      if (isMerge(pair)) continue;
      const { key, value } = pair;
      const name = isScalar(key) ? key.value : undefined;
      if (typeof name !== 'string') return this.#refuse(key as Node, path, 'a key that is not text');
      if (RESERVED_KEYS.includes(name))
        return this.#refuse(key as Node, [...path, name], 'not a key that a file may use');
      mapping[name] = this.read(value as Node | null, [...path, name], depth + 1);
    }
    return mapping;
  }

  /** What `<<` merges: a mapping, or a list of them, of which the first that has a key counts. */
  #readMerged(node: Node | null, path: Path, depth: number): object {
    const at = [...path, MERGE];
    const merged = this.read(node, at, depth + 1);
    const mappings: unknown[] = Array.isArray(merged) ? merged : [merged];
    if (!mappings.every(isMapping)) return this.#refuse(node, at, NOT_MERGED);
    return Object.assign({}, ...mappings.reverse());
  }

  #readScalar(value: unknown, node: Node, path: Path): unknown {
    if (value === null || ['string', 'number', 'boolean'].includes(typeof value)) return value;
    return this.#refuse(node, path, 'neither text, a number, true, false nor null');
  }

  #refuse(node: Node | null, path: Path, message: string, hint?: string): never {
    throw new InputError({
      ...this.#place(node),
      ...(path.length > 0 && { path: formatPath(path) }),
      message,
      ...(hint && { hint }),
    });
  }
}

/** Stands for the keys of other mappings; not in quotes. */
const MERGE = '<<';
const NOT_MERGED =
  'merges mappings only, such as <<: *base or <<: [*one, *two], where &base, &one and &two are mappings';

function isMerge({ key }: Pair): boolean {
  return isScalar(key) && key.value === MERGE && key.type === 'PLAIN';
}

/** The pair of a mapping that has a key: its own, or else the first that it merges. */
function pairAt(document: Document.Parsed, mapping: unknown, name: string | number): Pair | undefined {
  const node = isAlias(mapping) ? mapping.resolve(document) : mapping;
  if (isSeq(node)) return firstOf(node.items, (item) => pairAt(document, item, name));
  if (!isMap(node)) return undefined;
  const own = node.items.find((pair) => isScalar(pair.key) && pair.key.value === name && !isMerge(pair));
  return own ?? firstOf(node.items.filter(isMerge), ({ value }) => pairAt(document, value, name));
}

function firstOf<T, R>(items: readonly T[], find: (item: T) => R | undefined): R | undefined {
  for (const item of items) {
    const found = find(item);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** The node of the value at `path`, or of its key; undefined when there is none. */
export function nodeAt(document: Document.Parsed, path: Path, what: 'value' | 'key'): Node | undefined {
  let key: unknown;
  let node: unknown = document.contents;
  for (const part of path) {
    if (isAlias(node)) node = node.resolve(document);
    if (isSeq(node) && typeof part === 'number') {
      key = node = node.items[part];
    } else if (isMap(node)) {
      const pair = pairAt(document, node, part);
      key = pair?.key;
      node = pair ? (pair.value ?? pair.key) : undefined;
    } else return undefined;
  }
  const found = what === 'key' ? (key ?? node) : node;
  return (found as Node | undefined) ?? undefined;
}
