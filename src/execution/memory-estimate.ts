import { InputError } from '../base/errors.ts';
import { workerCountOf } from '../scenarios/checks.ts';
import type { DataSpec, Scenario } from '../scenarios/scenario.ts';

/** Bytes that a worker takes at least, and its connection with a shard; measured with `model: none`. */
const workerBytes = 160;
const connectionBytes = 30;

const doubleBytes = 8;

/**
 * Refuses a scenario that certainly does not fit, before anything of it is made. One that passes may still need more.
 * @throws InputError naming the largest part.
 */
export function refuseTooLarge(scenario: Scenario, bytes: number): void {
  const parts = [...leastBytesOf(scenario)].sort((a, b) => b.bytes - a.bytes);
  const sum = parts.reduce((total, part) => total + part.bytes, 0);
  if (sum <= bytes) return;
  const { path, what, bytes: most } = parts[0]!;
  throw new InputError({
    path,
    message: `${what} need ${gigabytes(most)} of memory or more`,
    allowed: `${gigabytes(bytes)} for a run`,
  });
}

/** Memory that a run takes at least. */
interface LeastBytes {
  readonly path: string;
  readonly what: string;
  readonly bytes: number;
}

/** Bytes of machines, data and replicas, as far as they are known before anything is made. */
function* leastBytesOf({ cluster, workload, algorithms }: Scenario): Iterable<LeastBytes> {
  const workers = workerCountOf(cluster);
  const shards = Math.max(cluster.servers.count, ...algorithms.map(({ servers }) => servers?.count ?? 0));
  yield {
    path: 'cluster',
    what: `${workers} workers and ${shards} server shards`,
    bytes: workers * workerBytes + workers * shards * connectionBytes,
  };
  if (!('data' in workload)) return;
  const { rows, features, perRow } = sizeOf(workload.data);
  yield { path: 'workload.data', what: `${rows} examples`, bytes: rows * (1 + perRow) * doubleBytes };
  const replicas = workload.features === 'all' || perRow === features ? workers : 1;
  yield {
    path: 'workload',
    what: `${replicas} replicas of ${features} parameters`,
    bytes: replicas * features * doubleBytes,
  };
}

/** How large the examples are. */
interface DataSize {
  readonly rows: number;
  readonly features: number;
  /** Stored values of a row. */
  readonly perRow: number;
}

/** Zeros where only the data tell, or the generator of a plugin. */
function sizeOf(data: DataSpec): DataSize {
  if ('file' in data) return { rows: 0, features: data.features ?? 0, perRow: 0 };
  if ('builtin' in data) return { rows: 0, features: 0, perRow: 0 };
  const { kind, rows, features, nonzerosPerRow, copies } = data.synthetic as SizeOptions;
  switch (kind) {
    case 'dense':
      return { rows, features, perRow: features };
    case 'sparse-zipf':
      return { rows, features, perRow: nonzerosPerRow };
    case 'quadratic':
      return { rows: features * copies, features, perRow: 1 };
    default:
      return { rows: 0, features: 0, perRow: 0 };
  }
}

/** The options of our generators that decide the size. */
type SizeOptions = { readonly kind: string } & Readonly<
  Record<'rows' | 'features' | 'nonzerosPerRow' | 'copies', number>
>;

function gigabytes(bytes: number): string {
  return `${(bytes / 1e9).toPrecision(3)} GB`;
}
