import { createHash } from 'node:crypto';
import type { ManifestFacts } from '../report/manifest.ts';
import type { StudyDesign } from '../studies/study-design.ts';
import { coreHash } from './core-hash.ts';
import type { Shard } from './shard.ts';

/** What tells the record of a shard from any other file. */
const format = 'laggard-shard-1';

/** What a shard leaves behind beside its runs: enough to put the study together without its scenario file and its data. */
export interface ShardRecord {
  readonly format: typeof format;
  readonly shard: Shard;
  /** Equal for all shards of a study. */
  readonly study: string;
  readonly core: string;
  readonly design: StudyDesign;
  readonly facts: ManifestFacts;
  /** The runs that are finished, and under which key each is kept. */
  readonly runs: readonly { readonly index: number; readonly key: string }[];
}

/** The record of a shard. */
export function shardRecord(
  shard: Shard,
  design: StudyDesign,
  facts: ManifestFacts,
  runs: ShardRecord['runs'],
): ShardRecord {
  const core = coreHash();
  const study = createHash('sha256')
    .update(JSON.stringify([core, design, facts]))
    .digest('hex');
  return { format, shard, study, core, design, facts, runs };
}

/** The record that `text` holds; undefined where it is something else. */
export function parseShardRecord(text: string): ShardRecord | undefined {
  try {
    const parsed = JSON.parse(text) as Partial<ShardRecord> | null;
    return parsed?.format === format ? (parsed as ShardRecord) : undefined;
  } catch {
    return undefined;
  }
}
