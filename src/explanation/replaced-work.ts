import type { StragglerEntry } from '../cluster-model/straggler-set.ts';
import { NEVER } from '../engine/time.ts';
import type { Prepared } from '../simulation/index.ts';

/** The means of the fastest recorded workers, in seconds: of whose clocks were the shortest, and of whose messages were. */
interface LeastMeans {
  readonly seconds: number;
  readonly transit: number;
}

/**
 * The straggler entries without those that are `taken`. One that replaces work leaves the clocks that it records with the mean of the recorded worker
 * whose clocks were the shortest, and their messages with that of the one whose messages were.
 */
export function entriesWithout(
  { stragglers }: Pick<Prepared, 'stragglers'>,
  taken: (index: number) => boolean,
): readonly StragglerEntry[] {
  const least = leastMeansOf(stragglers);
  return stragglers.flatMap((entry, index) => {
    if (!taken(index)) return [entry];
    return entry.replacesWork ? [evened(entry, least, () => true)] : [];
  });
}

/** The straggler entries, none of which slows down `worker`. */
export function entriesSparing(
  { stragglers }: Pick<Prepared, 'stragglers'>,
  worker: number,
): readonly StragglerEntry[] {
  const least = leastMeansOf(stragglers);
  return stragglers.map((entry) =>
    entry.replacesWork
      ? evened(entry, least, (other) => other === worker)
      : { ...entry, hits: entry.hits.with(worker, 0) },
  );
}

/** An entry whose records say the least mean for every clock of the workers chosen, and slow them down no further. */
function evened(
  entry: StragglerEntry,
  { seconds, transit }: LeastMeans,
  chosen: (worker: number) => boolean,
): StragglerEntry {
  const { model } = entry;
  const instead = (known: number | undefined, worker: number, least: number) =>
    known !== undefined && chosen(worker) ? least : known;
  return {
    ...entry,
    model: {
      factorAt: (worker, time, clock) => (chosen(worker) ? 1 : model.factorAt(worker, time, clock)),
      nextChange: (worker, time) => (chosen(worker) ? NEVER : model.nextChange(worker, time)),
      delayOf: (worker, clock) => (chosen(worker) ? 0 : (model.delayOf?.(worker, clock) ?? 0)),
      recordedSeconds: (worker, clock) => instead(model.recordedSeconds?.(worker, clock), worker, seconds),
      transitOf: (worker, clock) => instead(model.transitOf?.(worker, clock), worker, transit),
    },
  };
}

function leastMeansOf(entries: readonly StragglerEntry[]): LeastMeans {
  return {
    seconds: leastOf(entries, 'compute', ({ model }, worker) => model.lastingSeconds?.(worker)),
    transit: leastOf(entries, 'network', ({ model }, worker) => model.lastingTransit?.(worker)),
  };
}

/** The least mean of all workers that have a record; 0 where none has. */
function leastOf(
  entries: readonly StragglerEntry[],
  affected: 'compute' | 'network',
  meanOf: (entry: StragglerEntry, worker: number) => number | undefined,
): number {
  let least = Number.POSITIVE_INFINITY;
  for (const entry of entries) {
    if (!entry.replacesWork || !entry.affects.includes(affected)) continue;
    entry.hits.forEach((hit, worker) => {
      if (hit === 1) least = Math.min(least, meanOf(entry, worker) ?? least);
    });
  }
  return least === Number.POSITIVE_INFINITY ? 0 : least;
}
