import { formatPath, type Path, valueAt } from './path.ts';

/** Why something at a known place is refused although it is neither misspelt nor out of range. */
interface Explanation {
  readonly path: RegExp;
  readonly message: string;
  /** Whether it holds for this value in this document; always, when left out. */
  when?(value: unknown, document: unknown): boolean;
}

const withoutModel = (_: unknown, document: unknown) => valueAt(document, ['workload', 'model']) === 'none';

const explanations: readonly Explanation[] = [
  { path: /^faults$/, message: 'belongs under cluster' },
  { path: /(^|\.)x-[^.]*$/, message: 'unknown key; x-… keys hold anchors, at the top of a file only' },
  {
    path: /^workload\.(data|l2|intercept|partition|shuffle|batchSize|gradient|features|scale)$/,
    message: 'does not go with model: none',
    when: withoutModel,
  },
  {
    path: /^workload\.parameters$/,
    message: 'goes with model: none only; otherwise it follows from the data',
    when: (value) => value !== undefined,
  },
];

/** What to say of a value that was refused, where there is more to say than that. */
export function explanationOf(path: Path, document: unknown): string | undefined {
  const text = formatPath(path);
  const value = valueAt(document, path);
  return explanations.find((known) => known.path.test(text) && (known.when?.(value, document) ?? true))
    ?.message;
}
