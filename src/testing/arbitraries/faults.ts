import fc from 'fast-check';
import type { FaultSpec, Scenario } from '../../scenarios/scenario.ts';
import type { Trial } from '../trial.ts';
import { MILLISECOND, workerCountOf } from './clusters.ts';
import { multiples, positiveVariates, variates } from './variates.ts';

/** Constraints on the faults of a trial. */
export interface FaultChoices {
  /** Kinds; default: all. */
  readonly kinds?: readonly FaultSpec['kind'][];
  /** Whether shards may drop a worker that is down; default: yes. */
  readonly evictions?: boolean;
}

/** A fault before the numbers of workers and shards are known. */
interface FaultDraft {
  readonly options: Readonly<Record<string, unknown>>;
  readonly hits: 'all' | number | readonly number[];
}

const times = multiples(MILLISECOND, 0, 40);
const downtime = variates(4 * MILLISECOND);
const detection = multiples(MILLISECOND, 0, 8);
const someTimes = fc.array(times, { minLength: 1, maxLength: 3 });

/** Usually long enough for clocks and services to end in between. */
const gap = positiveVariates(60 * MILLISECOND);

/** Seconds. Repeated crashes may keep a long clock from ever ending; such trials end at this time. */
const LONGEST = 0.5;

function optionsOf(kind: string, evictions: boolean): fc.Arbitrary<Readonly<Record<string, unknown>>> {
  const noticed = evictions ? { detection } : {};
  switch (kind) {
    case 'crash': {
      const when = { kind: fc.constant('crash'), downtime };
      return fc.oneof(
        fc.record(
          { ...when, perClock: fc.constantFrom(0.05, 0.3, 1), ...noticed },
          { requiredKeys: ['kind', 'downtime', 'perClock'] },
        ),
        fc.record({ ...when, at: someTimes, ...noticed }, { requiredKeys: ['kind', 'downtime', 'at'] }),
        fc.record({ ...when, gap, ...noticed }, { requiredKeys: ['kind', 'downtime', 'gap'] }),
      );
    }
    case 'loss':
      return fc.record({ kind: fc.constant('loss'), at: variates(20 * MILLISECOND), detection });
    case 'late-join':
      return fc.record({ kind: fc.constant('late-join'), at: variates(10 * MILLISECOND) });
    case 'server-crash': {
      const common = {
        kind: fc.constant('server-crash'),
        downtime,
        checkpointEvery: multiples(MILLISECOND, 1, 16),
        checkpointTime: variates(MILLISECOND / 2),
      };
      const requiredKeys = ['kind', 'downtime', 'checkpointTime'] as const;
      return fc.oneof(
        fc.record({ ...common, at: someTimes }, { requiredKeys: [...requiredKeys, 'at'] }),
        fc.record({ ...common, gap }, { requiredKeys: [...requiredKeys, 'gap'] }),
      );
    }
    default:
      return fc.record({
        kind: fc.constant('message-loss'),
        probability: fc.constantFrom(0, 0.1, 0.5),
        timeout: multiples(MILLISECOND, 0, 6),
      });
  }
}

const KINDS = ['crash', 'loss', 'late-join', 'server-crash', 'message-loss'];

const hits = fc.oneof(
  { withCrossShrink: true },
  fc.constant('all' as const),
  fc.constantFrom(0.25, 0.5),
  fc.uniqueArray(fc.integer({ min: 0, max: 7 }), { minLength: 1, maxLength: 3 }),
);

function faultDrafts({ kinds = KINDS, evictions = true }: FaultChoices): fc.Arbitrary<FaultDraft> {
  const options = fc.oneof({ withCrossShrink: true }, ...kinds.map((kind) => optionsOf(kind, evictions)));
  return fc.record({ options, hits });
}

/** Adds up to three faults to trials. */
export function withFaults(trials: fc.Arbitrary<Trial>, choices: FaultChoices = {}): fc.Arbitrary<Trial> {
  const drafts = fc.array(faultDrafts(choices), { minLength: 1, maxLength: 3 });
  return fc.tuple(trials, drafts).map(([{ scenario, data }, entries]) => {
    const faults = faultsOf(entries, scenario);
    const again = faults.some(({ gap: drawn }) => drawn !== undefined);
    return {
      data,
      scenario: {
        ...scenario,
        cluster: { ...scenario.cluster, faults },
        stop: again ? { maxTime: LONGEST, ...scenario.stop } : scenario.stop,
      },
    };
  });
}

/** Keeps the entries so that at most one hits a server shard: the first that hits any hits all. */
function faultsOf(drafts: readonly FaultDraft[], { cluster }: Scenario): FaultSpec[] {
  const faults = drafts.map((draft) => entryOf(draft, workerCountOf(cluster), cluster.servers.count));
  const first = faults.findIndex(({ kind }) => kind === 'server-crash');
  return JSON.parse(
    JSON.stringify(faults.filter(({ kind }, k) => kind !== 'server-crash' || k === first)),
  ) as FaultSpec[];
}

function entryOf({ options, hits: hit }: FaultDraft, workerCount: number, shardCount: number): FaultSpec {
  const kind = String(options.kind);
  const whom = (count: number) =>
    Array.isArray(hit)
      ? [...new Set(hit.map((index: number) => index % count))].sort((a, b) => a - b)
      : undefined;
  if (kind === 'server-crash') {
    const shards = whom(shardCount);
    return { ...options, kind, ...(shards && { shards }) };
  }
  const workers = whom(workerCount);
  return {
    ...options,
    kind,
    ...(workers && { workers }),
    ...(typeof hit === 'number' && { fraction: hit }),
  };
}
