import { InputError } from '../../base/errors.ts';
import { shownText } from '../../base/offending-text.ts';
import type { DataFile } from '../../files/data-file.ts';
import { loadData } from '../../files/load-data.ts';
import type { Catalogue } from '../../scenarios/catalogue.ts';
import type { DataSpec, Scenario } from '../../scenarios/scenario.ts';
import type { SplitData } from '../../workloads/data-set.ts';
import type { MaterialFile } from '../run-order.ts';
import { BadJob } from './bad-job.ts';
import type { DataRoot } from './data-root.ts';
import { Refusal } from './run-job.ts';

/** What the data of a job come from. */
export interface JobDataContext {
  readonly root: DataRoot;
  /** The files of the job: no others are opened. */
  readonly files: readonly MaterialFile[];
  readonly catalogue: Catalogue;
}

/**
 * The data of a scenario, from the files that its job names; undefined with `model: none`.
 * @throws BadJob for a scenario that names another file, before anything is opened, and Refusal for a file that is not here.
 */
export async function jobData(
  { workload, seed }: Scenario,
  { root, files, catalogue }: JobDataContext,
): Promise<SplitData | undefined> {
  if (!('data' in workload)) return undefined;
  const spec = workload.data;
  for (const name of namesIn(spec)) fileCalled(name, files);
  const found = new Map<string, DataFile>();
  if ('file' in spec) {
    for (const file of files) found.set(file.name, { path: await root.find(file), shown: file.name });
  }
  const find = (name: string) => found.get(fileCalled(name, files).name)!;
  const { data, inputs } = await loadData(spec, { find, seed, catalogue }).catch((error: unknown) => {
    throw withoutContents(error, spec);
  });
  for (const { path, sha256 } of inputs) {
    if (sha256 !== fileCalled(path, files).sha256) {
      throw new Refusal(`${shownText(path)} has changed while it was read`);
    }
  }
  return data;
}

/** The files that a scenario names for its data; for test data in IDX there is one more, which only their name tells. */
function namesIn(data: DataSpec): readonly string[] {
  if (!('file' in data)) return [];
  return [data.file, data.labels, data.test].filter((name) => typeof name === 'string');
}

function fileCalled(name: string, files: readonly MaterialFile[]): MaterialFile {
  const file = files.find((candidate) => candidate.name === name);
  if (!file) throw new BadJob(`its scenario names ${shownText(name)}, which is not among its files`);
  return file;
}

/**
 * What is wrong with data, without a word of what is in them: whoever has sent the job may not know it. The study, which has the files too,
 * finds the same and says all.
 */
export function withoutContents(error: unknown, spec: DataSpec | undefined): unknown {
  if (!(error instanceof InputError) || !spec || !('file' in spec)) return error;
  return new InputError({
    message: 'the data files do not suit the scenario',
    hint: 'validate says where, on the machine of the study',
  });
}
