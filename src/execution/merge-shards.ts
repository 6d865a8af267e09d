import { InputError, type Problem } from '../base/errors.ts';
import type { PlannedRun } from '../studies/planned-run.ts';
import { pending, type StudyState, startStudy, withRun } from '../studies/study.ts';
import { coreHash } from './core-hash.ts';
import { RunStore } from './run-store.ts';
import { belongsTo } from './shard.ts';
import type { ShardRecord } from './shard-record.ts';

/** A shard on the disk. */
export interface ShardFolder {
  readonly path: string;
  readonly record: ShardRecord;
}

/** Where a shard keeps its runs. */
export function runsOfShard(folder: string): RunStore {
  return new RunStore(`${folder}/runs`);
}

/**
 * The study of which `folders` are the shards.
 * @throws InputError that names every shard which is foreign, there twice, missing or not whole.
 */
export function mergeShards(folders: readonly [ShardFolder, ...ShardFolder[]]): StudyState {
  const problems = [...strangers(folders), ...doubles(folders), ...gaps(folders)];
  if (problems.length > 0) throw new InputError(problems);
  let study = startStudy(folders[0].record.design);
  const where = new Map(
    folders.flatMap(({ path, record }) => record.runs.map(({ index, key }) => [index, { path, key }])),
  );
  // Searches for learning rates ask for one round after the other.
  for (let wanted = pending(study); wanted.length > 0; wanted = pending(study)) {
    for (const plan of wanted) {
      const place = where.get(plan.index);
      const result = place && runsOfShard(place.path).get({ ...plan, key: place.key });
      if (result) study = withRun(study, { plan, result });
      else problems.push(place ? damaged(place.path) : unfinished(folders, plan));
    }
    if (problems.length > 0) throw new InputError(distinct(problems));
  }
  return study;
}

function* strangers(folders: readonly [ShardFolder, ...ShardFolder[]]): Iterable<Problem> {
  const [first, ...others] = folders;
  const { record } = first;
  if (record.core !== coreHash()) {
    yield {
      file: first.path,
      message: 'was made by another version of Laggard than the one that is to merge',
      hint: 'merge with the version that made it',
    };
  }
  for (const { path, record: other } of others) {
    if (other.study === record.study && other.shard.parts === record.shard.parts) continue;
    yield {
      file: path,
      message: `does not belong to the same study as ${first.path}: ${difference(record, other)}`,
    };
  }
}

/** In what two shards differ that should be alike. */
function difference(a: ShardRecord, b: ShardRecord): string {
  if (a.core !== b.core) return 'it was made by another version of Laggard';
  if (a.shard.parts !== b.shard.parts) return `it is one of ${b.shard.parts} shards, not of ${a.shard.parts}`;
  if (JSON.stringify(a.facts.inputs) !== JSON.stringify(b.facts.inputs))
    return 'its files have other contents';
  if (a.facts.command !== b.facts.command) return `its command was ${b.facts.command}`;
  return 'its scenario is another';
}

function* doubles(folders: readonly ShardFolder[]): Iterable<Problem> {
  const seen = new Map<number, string>();
  for (const { path, record } of folders) {
    const { part, parts } = record.shard;
    const before = seen.get(part);
    if (before !== undefined)
      yield { file: path, message: `is shard ${part}/${parts}, which ${before} is too` };
    else seen.set(part, path);
  }
}

function* gaps(folders: readonly [ShardFolder, ...ShardFolder[]]): Iterable<Problem> {
  const { parts } = folders[0].record.shard;
  const there = new Set(folders.map(({ record }) => record.shard.part));
  const missing = Array.from({ length: parts }, (_, k) => k + 1).filter((part) => !there.has(part));
  if (missing.length === 0) return;
  const named = missing.slice(0, 10).map((part) => `${part}/${parts}`);
  const more = missing.length > named.length ? ', …' : '';
  yield { message: `${missing.length} of ${parts} shards missing: ${named.join(', ')}${more}` };
}

function damaged(path: string): Problem {
  return { file: path, message: 'a run in it is damaged or gone', hint: 'make this shard again' };
}

/** Nobody has the run: whose it was. */
function unfinished(folders: readonly ShardFolder[], plan: PlannedRun): Problem {
  const incomplete = folders.find(({ record: { shard, design } }) => belongsTo(shard, design, plan));
  return {
    ...(incomplete && { file: incomplete.path }),
    message: 'some of its runs are not finished',
    hint: 'the same command with the same --shard goes on with them',
  };
}

function distinct(problems: readonly Problem[]): readonly Problem[] {
  return [...new Map(problems.map((problem) => [JSON.stringify(problem), problem])).values()];
}
