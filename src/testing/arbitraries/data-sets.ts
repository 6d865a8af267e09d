import fc from 'fast-check';
import { Stream, type UniformSequence } from '../../random/streams.ts';
import type { DataSet, SplitData } from '../../workloads/data-set.ts';

/** Shape of a small data set before the number of examples is known. */
export interface DataDraft {
  readonly features: number;
  readonly kind: 'dense' | 'sparse';
  /** Fraction of stored entries of sparse data. */
  readonly density: number;
  /** Values are multiples of 1/4, or any doubles between −1 and 1. */
  readonly grid: boolean;
  /** Noise on the labels, as a fraction of them. */
  readonly noise: number;
  /** Number of test examples; 0: no test set. */
  readonly testRows: number;
  readonly seed: number;
}

/** Drafts of up to `maxFeatures` features; they shrink to one dense feature. */
export function dataDrafts(maxFeatures = 12): fc.Arbitrary<DataDraft> {
  return fc.record({
    features: fc.integer({ min: 1, max: maxFeatures }),
    kind: fc.constantFrom('dense', 'sparse'),
    density: fc.constantFrom(0.5, 0.25, 0.1),
    grid: fc.boolean(),
    noise: fc.constantFrom(0, 0.5),
    testRows: fc.constantFrom(0, 0, 3),
    seed: fc.nat(1000),
  });
}

/** Kinds of labels: −1 and +1, any numbers, or the classes 0, 1 and 2. */
export type LabelDraft = 'binary' | 'real' | 'classes';

/** Makes the data of a draft: `rows` training examples (at least 2) whose labels follow a hidden linear model. |x_ij| ≤ 1. */
export function dataOf(draft: DataDraft, rows: number, labels: LabelDraft): SplitData {
  const uniforms = new Stream(Uint32Array.of(draft.seed, 0, 0, 0)).sequence(0);
  const hidden = Array.from({ length: 3 * draft.features }, () => 2 * uniforms.next() - 1);
  const train = dataSet(draft, rows, labels, hidden, uniforms);
  if (draft.testRows === 0) return { train };
  const test = dataSet(draft, draft.testRows, labels, hidden, uniforms);
  // A test set may not have labels that training examples do not have.
  const known = new Set(train.labels);
  const testLabels = test.labels.map((label) => (labels === 'real' || known.has(label) ? label : 0));
  return { train, test: { ...test, labels: testLabels } };
}

function dataSet(
  draft: DataDraft,
  rows: number,
  labels: LabelDraft,
  hidden: readonly number[],
  uniforms: UniformSequence,
): DataSet {
  const table = Array.from({ length: rows }, () => row(draft, uniforms));
  const scores = table.map((values) => [0, 1, 2].map((k) => score(values, hidden, k, draft.noise, uniforms)));
  // The first rows have every label.
  const drawn = scores.map(([a, b, c], i) => {
    if (labels === 'real') return a!;
    if (labels === 'binary') return i < 2 ? 2 * i - 1 : Math.sign(a!) || 1;
    return i < 2 ? i : [a, b, c].indexOf(Math.max(a!, b!, c!));
  });
  return {
    rows,
    features: draft.features,
    examples: draft.kind === 'dense' ? denseRows(table) : sparseRows(table),
    labels: Float64Array.from(drawn),
  };
}

function row({ features, kind, density, grid }: DataDraft, uniforms: UniformSequence): number[] {
  return Array.from({ length: features }, () => {
    const [value, present] = [2 * uniforms.next() - 1, uniforms.next()];
    if (kind === 'sparse' && present > density) return 0;
    return grid ? Math.round(value * 4) / 4 + 0 : value;
  });
}

function score(
  values: readonly number[],
  hidden: readonly number[],
  output: number,
  noise: number,
  uniforms: UniformSequence,
): number {
  const clean = values.reduce((sum, value, j) => sum + value * hidden[3 * j + output]!, 0);
  return clean + noise * (2 * uniforms.next() - 1);
}

function denseRows(table: readonly (readonly number[])[]): DataSet['examples'] {
  return { kind: 'dense', values: Float64Array.from(table.flat()) };
}

function sparseRows(table: readonly (readonly number[])[]): DataSet['examples'] {
  const entries = table.map((values) => values.flatMap((value, j) => (value === 0 ? [] : [{ value, j }])));
  const offsets = new Float64Array(table.length + 1);
  entries.forEach((stored, i) => {
    offsets[i + 1] = offsets[i]! + stored.length;
  });
  return {
    kind: 'sparse',
    offsets,
    indices: Uint32Array.from(entries.flat(), ({ j }) => j),
    values: Float64Array.from(entries.flat(), ({ value }) => value),
  };
}
