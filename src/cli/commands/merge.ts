import { join } from 'node:path';
import { InputError } from '../../base/errors.ts';
import { mergeShards, type ShardFolder } from '../../execution/merge-shards.ts';
import { parseShardRecord } from '../../execution/shard-record.ts';
import { readInputFile } from '../../files/input-file.ts';
import { fileNamesOf, resultFiles } from '../../report/result-files.ts';
import { summaryText } from '../../report/summary.ts';
import { resultOf } from '../../studies/study.ts';
import { hostFacts } from '../host-facts.ts';
import { type PictureOptions, Pictures } from '../pictures.ts';
import type { RecordedTimeline } from '../record-timelines.ts';
import { ResultFolder } from '../result-folder.ts';
import { timelinesName } from '../shard-writer.ts';
import { tunedFiles } from '../stages.ts';
import { Terminal } from '../terminal.ts';

/** What the command `merge` can be told. */
export interface MergeOptions extends PictureOptions {
  readonly out?: string;
  readonly quiet?: boolean;
}

/** Puts the shards of a study together: the files that one machine would have made, byte for byte. */
export async function merge(paths: readonly string[], options: MergeOptions): Promise<void> {
  const started = performance.now();
  const terminal = new Terminal({ quiet: options.quiet ?? false });
  const shards = paths.map(shardIn);
  const [first, ...others] = shards;
  if (!first) throw new InputError('no folder of a shard is named');
  const { design, facts } = first.record;
  const study = mergeShards([first, ...others]);
  const result = resultOf(study);
  const pictures = await Pictures.open(options);
  await pictures.finish(result, facts, shards.flatMap(timelinesIn));
  const more = [...tunedFiles(result, facts.inputs), ...pictures.files(result, facts)];
  const names = [...fileNamesOf(design), ...more.map(({ name }) => name)];
  const folder = ResultFolder.claim(options.out ?? join('out', design.scenario.name), names);
  folder.write(resultFiles(result, facts, hostFacts(started), more));
  if (options.quiet) return;
  const { width, paint } = terminal;
  terminal.print(
    summaryText(result, {
      target: facts.target,
      width,
      paint,
      folder: folder.path,
      ...pictures.reportIn(folder.path),
    }),
  );
}

const again = 'make this shard again';

/** What the shard has recorded; nothing where it was told to leave reports out. */
function timelinesIn({ path, record }: ShardFolder): readonly RecordedTimeline[] {
  const file = join(path, timelinesName);
  const { text, fingerprint } = readInputFile(file, again);
  if (fingerprint.sha256 !== record.timelines)
    throw new InputError({ file, message: 'is damaged', hint: again });
  return JSON.parse(text) as RecordedTimeline[];
}

function shardIn(path: string): ShardFolder {
  const file = join(path, 'shard.json');
  const record = parseShardRecord(readInputFile(file, 'name the folders that --shard has made').text);
  if (record) return { path, record };
  throw new InputError({ file, message: 'is damaged, or no record of a shard of this version', hint: again });
}
