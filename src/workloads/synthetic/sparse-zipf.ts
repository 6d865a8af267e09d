import { integerOption, numberOption, type ValuesOf } from '../../base/options.ts';
import type { Stream, UniformSequence } from '../../random/streams.ts';
import type { DataSet } from '../data-set.ts';
import { RowCollector } from '../formats/row-collector.ts';
import { defineGenerator } from './generator.ts';
import { HiddenModel } from './hidden-model.ts';
import { normalVariate } from './normal-variates.ts';
import { sizeContradiction } from './size-limit.ts';
import { ZipfPopularity } from './zipf-popularity.ts';

const options = {
  rows: integerOption({ description: 'Examples.', min: 1, max: 0xffff_ffff }),
  features: integerOption({ description: 'Dimension d.', min: 1, max: 0xffff_ffff }),
  nonzerosPerRow: numberOption({ description: 'Entries of a row, on average.', above: 0 }),
  exponent: numberOption({
    description: 'Popularity of the j-th most popular feature falls as j to the minus this.',
    min: 0,
    max: 10,
    default: 1.1,
  }),
  noise: numberOption({
    description:
      'Standard deviation of what is added to a score, relative to that of the scores; 0: separable.',
    min: 0,
    default: 0,
  }),
  positives: numberOption({
    quantity: 'ratio',
    description: 'Part of the examples with label +1.',
    above: 0,
    below: 1,
    default: 0.5,
  }),
};

/**
 * Sparse rows in the shape of URL or click data: features that are present or not, a few of them nearly always, most of them hardly
 * ever. A row of n entries has the value 1/√n in each, so that its length is 1. Labels: +1 for the part `positives` of the rows that a
 * hidden sparse model, plus noise, scores highest, −1 for the others.
 *
 * Row i depends on the seed and on i, not on how many rows there are (its label does).
 */
export const sparseZipf = defineGenerator({
  name: 'sparse-zipf',
  summary:
    'Sparse rows whose features are as unequally popular as words or URLs, labelled by a hidden sparse model.',
  options,
  contradiction: ({ rows, features, nonzerosPerRow }) => {
    if (nonzerosPerRow > 0.95 * features) {
      return `${nonzerosPerRow} entries a row of ${features} features; at most 95% of them (kind dense has all)`;
    }
    return sizeContradiction(rows, nonzerosPerRow);
  },
  create: (values, uniforms) => {
    const popularity = new ZipfPopularity(values.features, values.exponent, values.nonzerosPerRow);
    const data = unlabelledRows(values.rows, popularity, uniforms);
    label(data, values, uniforms);
    return { data };
  },
});

function unlabelledRows(count: number, popularity: ZipfPopularity, uniforms: Stream): DataSet {
  const rows = new RowCollector();
  const room = { features: new Uint32Array(256) };
  for (let row = 0; row < count; row++) {
    const entries = drawRow(room, popularity, uniforms.sequence(row));
    rows.reserveRow();
    rows.reserveEntries(entries);
    const at = rows.entries;
    rows.indices.set(room.features.subarray(0, entries), at);
    rows.values.fill(1 / Math.sqrt(entries), at, at + entries);
    rows.endRow(at + entries);
  }
  return rows.finish(popularity.features);
}

/** Fills `room` with the features of a row, ascending from 0, and returns how many there are. */
function drawRow(
  room: { features: Uint32Array },
  popularity: ZipfPopularity,
  uniforms: UniformSequence,
): number {
  let entries = 0;
  for (let feature = popularity.next(0, uniforms.next()); feature > 0; ) {
    if (entries === room.features.length) {
      const longer = new Uint32Array(2 * entries);
      longer.set(room.features);
      room.features = longer;
    }
    room.features[entries++] = feature - 1;
    feature = feature === popularity.features ? 0 : popularity.next(feature, uniforms.next());
  }
  return entries;
}

/** Draws at index 0 of the stream make rows; those at 1 the hidden model, those at 2 the noise. */
function label(
  { rows, features, examples, labels }: DataSet,
  given: ValuesOf<typeof options>,
  uniforms: Stream,
): void {
  if (examples.kind !== 'sparse') return;
  const model = new HiddenModel(features, (feature) => uniforms.uniform(feature, 1));
  const scores = labels;
  for (let row = 0; row < rows; row++) {
    let score = 0;
    for (let k = examples.offsets[row]!; k < examples.offsets[row + 1]!; k++) {
      score += examples.values[k]! * model.weight(examples.indices[k]!);
    }
    scores[row] = score;
  }
  const spread = given.noise * standardDeviation(scores);
  if (spread > 0) {
    for (let row = 0; row < rows; row++)
      scores[row] = scores[row]! + spread * normalVariate(uniforms.uniform(row, 2));
  }
  signsOfHighest(scores, Math.round(given.positives * rows));
}

function standardDeviation(values: Float64Array): number {
  const mean = values.reduce((sum, x) => sum + x, 0) / values.length;
  return Math.sqrt(values.reduce((sum, x) => sum + (x - mean) * (x - mean), 0) / values.length);
}

/** Makes the highest `count` values +1 and the others −1, in place; of equal values the first are the higher. At least one of each, if there are two. */
function signsOfHighest(values: Float64Array, count: number): void {
  const highest = Math.max(1, Math.min(values.length - 1, count));
  const threshold = values.slice().sort()[values.length - highest]!;
  const above = values.reduce((sum, x) => sum + (x > threshold ? 1 : 0), 0);
  let atThreshold = highest - above;
  for (let i = 0; i < values.length; i++) {
    const isHigh = values[i]! > threshold || (values[i] === threshold && atThreshold-- > 0);
    values[i] = isHigh ? 1 : -1;
  }
}
