import { createHash } from 'node:crypto';
import type { DataFacts } from '../report/manifest.ts';
import type { DataPreparation, Standardisation } from '../workloads/data-set.ts';

/** Features of which a manifest lists means and deviations. */
const MAX_LISTED = 10_000;

/** What a manifest says of how data were prepared. */
export function dataFacts({ labels, standardised }: DataPreparation): DataFacts {
  return {
    ...(labels && { labels }),
    ...(standardised && { standardised: standardisedFacts(standardised) }),
  };
}

/** Means and deviations; of more than 10,000 features the SHA-256 of the means, if there are any, then the deviations, as little-endian doubles. */
function standardisedFacts({ means, deviations }: Standardisation): NonNullable<DataFacts['standardised']> {
  if (deviations.length <= MAX_LISTED) {
    return { ...(means && { means: Array.from(means) }), deviations: Array.from(deviations) };
  }
  const hash = createHash('sha256');
  for (const values of [means ?? new Float64Array(0), deviations]) {
    const bytes = new DataView(new ArrayBuffer(8 * values.length));
    for (const [k, value] of values.entries()) bytes.setFloat64(8 * k, value, true);
    hash.update(bytes);
  }
  return { features: deviations.length, sha256: hash.digest('hex') };
}
