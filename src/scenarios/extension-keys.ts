import { isMapping } from './schema/leaf.ts';

/** A key at the top of a file that holds values with anchors for use elsewhere, as in `x-network: &lan { latency: 1 ms }`. */
const EXTENSION_KEY = /^x-/;

/** The pattern for JSON Schema. */
export const EXTENSION_PATTERN = EXTENSION_KEY.source;

/** The data of a file without its extension keys. */
export function withoutExtensions(data: unknown): unknown {
  if (!isMapping(data)) return data;
  return Object.fromEntries(Object.entries(data).filter(([key]) => !EXTENSION_KEY.test(key)));
}
