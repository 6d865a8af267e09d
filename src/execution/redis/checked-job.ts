import { z } from 'zod';
import { isMapping } from '../../scenarios/schema/leaf.ts';
import { BadJob } from './bad-job.ts';
import { Refusal, type RunJob } from './run-job.ts';

/** Levels of lists and mappings in a job; scenarios have about ten. */
const mostLevels = 64;

/** Characters in the name of a file. */
const longestName = 4096;

const hash = z.string().regex(/^[0-9a-f]{64}$/);

const file = z.strictObject({
  name: z.string().min(1).max(longestName),
  sha256: hash,
  bytes: z.int().nonnegative(),
});

const mapping = z.record(z.string(), z.unknown());

const schema = z.strictObject({
  core: hash,
  key: hash,
  preparation: hash,
  scenario: mapping,
  algorithm: mapping,
  replication: z.int(),
  target: z.number().nullable(),
  files: z.array(file).max(16),
  plugins: z.array(file).max(256),
  clusterFiles: z.record(
    z.string().max(longestName),
    z.strictObject({ text: z.string(), shown: z.string() }),
  ),
});

/**
 * A job as it came from Redis, where anybody may have put it: it has the shape of one. What its scenario says is not looked at.
 * `core`: the hash of the code that this worker has.
 * @throws Refusal for a job of other code, and BadJob for what is no job.
 */
export function checkedJob(data: unknown, core: string): RunJob {
  refuseUnwieldy(data);
  refuseOtherCore(data, core);
  const { data: job, error } = schema.safeParse(data);
  if (!job)
    throw new BadJob(
      `it is not what a study sends: see its ${z.core.toDotPath(error.issues[0]!.path) || 'keys'}`,
    );
  for (const { name, sha256 } of job.files) {
    if (job.files.some((other) => other.name === name && other.sha256 !== sha256)) {
      throw new BadJob('it names two different files alike');
    }
  }
  return job as unknown as RunJob; // its scenario and algorithm are looked at by whoever knows its plugins
}

/** The job of another version may have another shape. */
function refuseOtherCore(data: unknown, core: string): void {
  const { data: job } = z.looseObject({ core: hash }).safeParse(data);
  if (!job || job.core === core) return;
  throw new Refusal(
    `the study was begun by another version of Laggard (core ${job.core.slice(0, 16)}…) than this worker has (${core.slice(0, 16)}…)`,
  );
}

/** Looks at everything without going deeper itself, since what is nested deeply enough overflows the stack of whoever follows it. */
function refuseUnwieldy(data: unknown): void {
  for (let level: unknown[] = [data], depth = 0; level.length > 0; depth++) {
    if (depth > mostLevels) throw new BadJob(`it is nested more than ${mostLevels} levels deep`);
    if (level.some((value) => isMapping(value) && Object.hasOwn(value, '__proto__'))) {
      throw new BadJob('it has a key __proto__');
    }
    level = level.flatMap((value) =>
      typeof value === 'object' && value !== null ? Object.values(value) : [],
    );
  }
}
