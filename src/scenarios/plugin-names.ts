import { formatPath, type Path } from './path.ts';

/** Places whose names plugins can add to. */
const EXTENSIBLE = [
  /^algorithms\[\d+\](\.(name|protocol|rule))?$/,
  /^algorithms\[\d+\]\.(compression(\.kind)?|learningRate\.schedule)$/,
  /^cluster\.(stragglers|faults)\[\d+\]\.kind$/,
  /^workload\.(model|data\.synthetic\.kind)$/,
  /^training\.(learningRate\.schedule|optimizer(\.kind)?)$/,
];

/** What to say of an unknown name at a place where a plugin might have defined it. */
export function pluginHint(path: Path, value: unknown): string | undefined {
  const place = formatPath(path);
  if (typeof value !== 'string' || !EXTENSIBLE.some((pattern) => pattern.test(place))) return undefined;
  return 'what a plugin defines is known with --plugin FILE';
}
