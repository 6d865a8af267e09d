import { type Document, isAlias, isMap, isScalar, isSeq, type Node, type YAMLSeq } from 'yaml';
import { InputError } from '../base/errors.ts';
import { formatPath, type Path } from './path.ts';

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
    if (!target) return this.#refuse(node, path, `there is no anchor &${node.source} above`);
    if (this.#open.has(target)) return this.#refuse(node, path, `&${node.source} would contain itself`);
    const outer = this.#withinAlias;
    this.#withinAlias = true;
    const value = this.read(target, path, depth + 1);
    this.#withinAlias = outer;
    return value;
  }

  #readMapping(items: readonly { key: unknown; value: unknown }[], path: Path, depth: number) {
    const mapping: Record<string, unknown> = {};
    for (const { key, value } of items) {
      const name = isScalar(key) ? key.value : undefined;
      if (typeof name !== 'string') return this.#refuse(key as Node, path, 'a key that is not text');
      if (RESERVED_KEYS.includes(name))
        return this.#refuse(key as Node, [...path, name], 'not a key that a file may use');
      mapping[name] = this.read(value as Node | null, [...path, name], depth + 1);
    }
    return mapping;
  }

  #readScalar(value: unknown, node: Node, path: Path): unknown {
    if (value === null || ['string', 'number', 'boolean'].includes(typeof value)) return value;
    return this.#refuse(node, path, 'neither text, a number, true, false nor null');
  }

  #refuse(node: Node | null, path: Path, message: string): never {
    throw new InputError({
      ...this.#place(node),
      ...(path.length > 0 && { path: formatPath(path) }),
      message,
    });
  }
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
      const pair = node.items.find((item) => isScalar(item.key) && item.key.value === part);
      key = pair?.key;
      node = pair ? (pair.value ?? pair.key) : undefined;
    } else return undefined;
  }
  const found = what === 'key' ? (key ?? node) : node;
  return (found as Node | undefined) ?? undefined;
}
