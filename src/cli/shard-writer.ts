import { runsOfShard } from '../execution/merge-shards.ts';
import { packRun } from '../execution/packed-run.ts';
import type { Shard } from '../execution/shard.ts';
import { shardRecord } from '../execution/shard-record.ts';
import { type HostFacts, hostText } from '../report/host.ts';
import { fingerprintOf, type ManifestFacts, manifestText } from '../report/manifest.ts';
import type { ResultFile } from '../report/result-files.ts';
import type { StudyResult } from '../studies/study-result.ts';
import type { RecordedTimeline } from './record-timelines.ts';
import type { StudySource } from './study-source.ts';

/** Where a shard keeps the timelines that the report of the whole study will show. */
export const timelinesName = 'timelines.json';

/** The files of a shard's folder, beside its runs. */
export const shardFileNames: readonly string[] = ['shard.json', timelinesName, 'host.json', 'manifest.json'];

/** Keeps the folder of a shard: its runs as files of their own, and a record of what they belong to. */
export class ShardWriter {
  readonly #shard: Shard;
  readonly #folder: string;
  readonly #source: StudySource;
  #timelines: readonly RecordedTimeline[] = [];
  readonly #kept = new Map<number, string>();

  constructor(shard: Shard, folder: string, source: StudySource) {
    this.#shard = shard;
    this.#folder = folder;
    this.#source = source;
    runsOfShard(folder).sweep();
  }

  /** All runs have been made. */
  finish(timelines: readonly RecordedTimeline[]): void {
    this.#timelines = timelines;
  }

  /** Puts the runs that are new into the folder, and gives the files that vouch for them. */
  files(result: StudyResult, facts: ManifestFacts, host: HostFacts): readonly ResultFile[] {
    const store = runsOfShard(this.#folder);
    for (const { plan, result: outcome } of [...result.runs, ...result.tuningRuns]) {
      if (this.#kept.has(plan.index)) continue;
      const { key } = this.#source.orderOf(plan);
      store.put(key, packRun(key, outcome));
      this.#kept.set(plan.index, key);
    }
    const runs = [...this.#kept].map(([index, key]) => ({ index, key })).sort((a, b) => a.index - b.index);
    const record = shardRecord(this.#shard, this.#source.read.design, facts, runs);
    const file = { name: 'shard.json', pieces: () => [`${JSON.stringify(record)}\n`] };
    const timelines = { name: timelinesName, pieces: () => [`${JSON.stringify(this.#timelines)}\n`] };
    return [
      file,
      timelines,
      { name: 'host.json', pieces: () => [hostText(host)] },
      {
        name: 'manifest.json',
        pieces: () => [manifestText(result, facts, [file, timelines].map(fingerprintOf))],
      },
    ];
  }
}
