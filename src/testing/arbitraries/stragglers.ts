import fc from 'fast-check';
import type { StragglerSpec } from '../../scenarios/scenario.ts';
import { positiveVariates, variates } from './variates.ts';

type Target = 'compute' | 'network';

/** A straggler entry before the number of workers is known. */
export interface StragglerDraft {
  readonly options: { readonly kind: string; readonly [option: string]: unknown };
  readonly affects: readonly Target[];
  /** `all`, a fraction, or worker numbers, to be taken modulo the number of workers. */
  readonly hits: 'all' | number | readonly number[];
}

const MILLISECOND = 1e-3;
const slowdown = positiveVariates(2);

/** Higher than the heterogeneity that clusters of these arbitraries have by themselves, as long as speeds and constant slow-downs are not drawn. */
const HETEROGENEITY = 1e4;

const options = fc.oneof(
  { withCrossShrink: true },
  fc.record({ kind: fc.constant('constant'), slowdown }),
  fc.record({ kind: fc.constant('delay'), duration: variates(MILLISECOND) }),
  fc.record({ kind: fc.constant('delay'), heterogeneity: fc.constant(HETEROGENEITY) }),
  fc.record({ kind: fc.constant('per-clock'), factor: slowdown }),
  fc.record({
    kind: fc.constant('episodes'),
    gap: positiveVariates(4 * MILLISECOND),
    duration: positiveVariates(2 * MILLISECOND),
    slowdown,
  }),
  fc.record({
    kind: fc.constant('markov'),
    quiet: positiveVariates(4 * MILLISECOND),
    disturbed: positiveVariates(2 * MILLISECOND),
    slowdown,
    start: fc.constantFrom('stationary', 'quiet', 'disturbed'),
  }),
  fc.record({
    kind: fc.constant('co-located'),
    gap: positiveVariates(4 * MILLISECOND),
    // Bounded, so that jobs do not pile up.
    duration: fc.constantFrom(1, 4).map((k) => k * MILLISECOND),
    weight: fc.constantFrom(0.5, 1),
  }),
  fc.record({
    kind: fc.constant('warm-up'),
    slowdown: fc.constantFrom(1, 3),
    halfLife: fc.constant(4 * MILLISECOND),
  }),
  fc.record({
    kind: fc.constant('diurnal'),
    peak: fc.constantFrom(1, 2.5),
    period: fc.constant(48 * MILLISECOND),
    busiest: fc.constantFrom(0, 5 * MILLISECOND),
  }),
  fc.record({
    kind: fc.constant('expression'),
    factor: fc.constantFrom('1.5', 'min(4, 1 + 100*t)', '2 + sin(t / 0.003)', 't < 0.01 ? 4 : 1'),
    grid: fc.constant(MILLISECOND),
  }),
  fc.record({
    kind: fc.constant('profile'),
    file: fc.constant('speeds.txt'),
    unit: fc.constant(1),
    start: fc.constant('zero'),
  }),
  fc.record({
    kind: fc.constant('trace'),
    file: fc.constant('times.csv'),
    replay: fc.constantFrom('loop', 'once', 'resample'),
    worker: fc.constant('worker'),
    order: fc.constant('clock'),
    compute: fc.constant('compute_s'),
    communicate: fc.constant('communicate_s'),
    unit: fc.constant(1),
  }),
);

const targets = fc.constantFrom<readonly Target[]>(['compute'], ['network'], ['compute', 'network']);

const hits = fc.oneof(
  { withCrossShrink: true },
  fc.constant('all' as const),
  fc.constantFrom(0.25, 0.5, 1),
  fc.uniqueArray(fc.integer({ min: 0, max: 7 }), { minLength: 1, maxLength: 3 }),
);

/** Entries of every kind; they shrink to a constant slow-down of all. */
export const stragglerDrafts: fc.Arbitrary<StragglerDraft> = fc.record({ options, affects: targets, hits });

/** Straggler models of every kind, up to three at once, for a cluster of `workerCount` workers; they shrink to none. */
export function stragglerModels(workerCount: number): fc.Arbitrary<StragglerSpec[]> {
  return fc.array(stragglerDrafts, { maxLength: 3 }).map((drafts) => stragglersOf(drafts, workerCount));
}

/** Returns the entries of a cluster of `workerCount` workers. */
export function stragglersOf(drafts: readonly StragglerDraft[], workerCount: number): StragglerSpec[] {
  const level = drafts.find(({ options: { heterogeneity } }) => heterogeneity !== undefined);
  // A clock can take its length from one record only.
  const firstTrace = drafts.findIndex(({ options: { kind } }) => kind === 'trace');
  const others = drafts.filter(
    ({ options: { kind, heterogeneity } }, k) =>
      heterogeneity === undefined && (kind !== 'trace' || k === firstTrace),
  );
  // The level compares workers that are hit with others, so both must exist.
  if (!level || workerCount < 2) return others.map((draft) => entryOf(draft, workerCount));
  const hit = { ...level.options, workers: [workerCount - 1], affects: ['compute' as const] };
  // Clocks of this level would last over too many episodes for a small test.
  const quick = others.filter(({ options: { kind, slowdown: factor } }) => {
    return (
      ['constant', 'delay', 'per-clock'].includes(kind) && (kind !== 'constant' || typeof factor === 'number')
    );
  });
  return [...quick.map((draft) => entryOf(draft, workerCount)), hit];
}

/** Returns whether an entry sets a heterogeneity level. */
export function asksForLevel(stragglers: readonly StragglerSpec[]): boolean {
  return stragglers.some(({ heterogeneity }) => heterogeneity !== undefined);
}

function entryOf({ options: given, affects, hits: hit }: StragglerDraft, workerCount: number): StragglerSpec {
  return { ...given, affects: given.kind === 'delay' ? ['compute'] : affects, ...whom(hit, workerCount) };
}

function whom(hit: StragglerDraft['hits'], workerCount: number): Pick<StragglerSpec, 'fraction' | 'workers'> {
  if (hit === 'all') return {};
  if (typeof hit === 'number') return { fraction: hit };
  return { workers: [...new Set(hit.map((worker) => worker % workerCount))].sort((a, b) => a - b) };
}
