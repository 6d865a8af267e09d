import { createHash } from 'node:crypto';
import type { ManifestFacts } from '../report/manifest.ts';
import type { StudyDesign } from '../studies/study-design.ts';
import { coreHash } from './core-hash.ts';
import type { Shard } from './shard.ts';

/** Identifies the record of a shard, and its layout. */
const format = 'laggard-shard-2';

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
  /** SHA-256 of the file with its timelines. */
  readonly timelines: string;
}

/** The facts that make a record; the rest follows from them. */
type ShardFacts = Pick<ShardRecord, 'shard' | 'design' | 'facts' | 'runs' | 'timelines'>;

/** The text of the record of a shard: its JSON on one line, and the SHA-256 of that on the next. */
export function shardRecordText({ shard, design, facts, runs, timelines }: ShardFacts): string {
  const core = coreHash();
  const study = sha256(JSON.stringify([core, design, facts]));
  const record: ShardRecord = { format, shard, study, core, design, facts, runs, timelines };
  const json = JSON.stringify(record);
  return `${json}\n${sha256(json)}\n`;
}

/** The record that `text` holds; undefined where it is damaged, of another layout, or something else. */
export function parseShardRecord(text: string): ShardRecord | undefined {
  const [json = '', digest] = text.split('\n');
  if (digest !== sha256(json)) return undefined;
  try {
    const parsed = JSON.parse(json) as Partial<ShardRecord> | null;
    return parsed?.format === format ? (parsed as ShardRecord) : undefined;
  } catch {
    return undefined;
  }
}

export function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
