import type { BatchSize } from '../scenario.ts';
import { dividesHundred, splitQuantity } from '../units.ts';
import { leaf, type Refuse } from './leaf.ts';
import { quantityReference } from './numbers.ts';

const ALLOWED = 'a whole number of examples >= 1, or a percentage p% with 100/p whole';

/** `workload.batchSize`: examples, or a percentage of a worker's examples. A bare number is never a ratio. */
export function batchSizeSchema() {
  const json = {
    anyOf: [{ type: 'integer', minimum: 1 }, quantityReference('ratio')],
    description: 'Examples of a mini-batch, or a percentage p% of the examples of a worker with 100/p whole.',
  };
  return leaf(json, readBatchSize);
}

function readBatchSize(value: unknown, refuse: Refuse): BatchSize {
  if (typeof value === 'number' && Number.isSafeInteger(value) && value >= 1) return value;
  const parts = typeof value === 'string' ? splitQuantity(value) : undefined;
  if (parts?.[1] === '%' && dividesHundred(parts[0])) return `${Number(parts[0])}%`;
  const percent = typeof value === 'number' ? `${Number((value * 100).toPrecision(15))}` : '';
  const meant = typeof value === 'number' && value < 1 && dividesHundred(percent) ? percent : undefined;
  return refuse({ allowed: ALLOWED, ...(meant && { hint: `did you mean ${meant}%?` }) });
}
