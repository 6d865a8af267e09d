import { InputError } from '../base/errors.ts';
import type { PlannedRun } from '../studies/planned-run.ts';
import { runCountsOf, type StudyDesign } from '../studies/study-design.ts';

/** One of several parts into which the runs of a study are split, for machines that know nothing of each other. */
export interface Shard {
  /** From 1. */
  readonly part: number;
  readonly parts: number;
}

const mostParts = 100_000;

/**
 * `2/5`: the second of five.
 * @throws InputError for anything else.
 */
export function parseShard(text: string): Shard {
  const [, part, parts] = (/^([0-9]{1,6})\/([0-9]{1,6})$/.exec(text) ?? []).map(Number);
  if (part !== undefined && parts !== undefined && part >= 1 && part <= parts && parts <= mostParts)
    return { part, parts };
  throw new InputError({
    message: `--shard ${text}`,
    allowed: 'a part and how many there are, from 1/n to n/n, such as 2/5',
  });
}

/**
 * Sees that the parts of a study can be made without knowing of each other.
 * @throws InputError where results of one part decide what another has to do.
 */
export function checkShardable(design: StudyDesign): void {
  const { scenario, stage, tunings } = design;
  if (typeof scenario.replications !== 'number') {
    throw new InputError({
      path: 'replications',
      message: 'how many are needed is known only when all runs are together, which shards never are',
      allowed: 'with --shard a fixed number, as in --replications 20',
    });
  }
  if (stage === undefined && !tunings && runCountsOf(design).tune > 0) {
    throw new InputError({
      path: 'tune',
      message: 'shards of one pass cannot know the learning rates that others find',
      allowed:
        'two passes: --stage tune with --shard, merge, then --stage compare --tuned FOLDER with --shard',
    });
  }
}

/**
 * Whether a run belongs to a shard: runs of the comparison are dealt out one by one, searches for a learning rate as a whole, since
 * each round of a search looks at the one before.
 */
export function belongsTo({ part, parts }: Shard, { scenario }: StudyDesign, planned: PlannedRun): boolean {
  if (planned.purpose === 'compare') return planned.index % parts === part - 1;
  const { algorithms } = scenario;
  const place = algorithms.findIndex(({ label }) => label === planned.algorithm.label);
  return (planned.point.index * algorithms.length + place) % parts === part - 1;
}
