import { resolve } from 'node:path';
import { InputError } from '../base/errors.ts';
import type { Fingerprint } from '../report/manifest.ts';
import type { DataSpec } from '../scenarios/scenario.ts';
import {
  type DataContext,
  type DataFileName,
  type DataRequest,
  dataSteps,
} from '../simulation/data-steps.ts';
import type { SplitData } from '../workloads/data-set.ts';
import type { DataFile } from './data-file.ts';
import { portablePath } from './portable-path.ts';
import { projectFile } from './project.ts';
import { type ReadData, readCsv, readIdx, readLibsvm } from './read-data.ts';

/** What finding data depends on beside their description. */
export interface LoadContext extends DataContext {
  /** Where the file is that the scenario calls `name`. */
  readonly find: (name: string) => DataFile;
}

/** Files as a scenario in `folder` means them. */
export function filesFrom(folder: string): (name: string) => DataFile {
  return (name) => {
    const path = resolve(folder, name);
    return { path, shown: portablePath(path) };
  };
}

/** Data in memory, and the files they came from: none for synthetic ones. */
export interface LoadedData {
  readonly data: SplitData;
  readonly inputs: readonly Fingerprint[];
}

/**
 * The data that a scenario describes: read from files, taken from those of the project, or generated.
 * @throws InputError where the data are not as they should be.
 */
export async function loadData(spec: DataSpec, context: LoadContext): Promise<LoadedData> {
  const inputs: Fingerprint[] = [];
  try {
    const steps = dataSteps(spec, context);
    let step = steps.next();
    while (!step.done) {
      const read = await readSet(step.value, context);
      inputs.push(...read.inputs);
      step = steps.next(read);
    }
    return { data: step.value, inputs };
  } catch (error) {
    throw isOutOfMemory(error) ? new InputError(`the data do not fit into memory: ${error.message}`) : error;
  }
}

function readSet(request: DataRequest, { find }: LoadContext): Promise<ReadData> {
  const fileCalled = ({ name, builtin }: DataFileName): DataFile =>
    builtin ? { path: projectFile(name), shown: name } : find(name);
  const file = fileCalled(request.file);
  switch (request.format) {
    case 'libsvm':
      return readLibsvm(file, request.told);
    case 'csv':
      return readCsv(file, request.told);
    case 'idx':
      return readIdx({ images: file, labels: fileCalled(request.labels) }, request.told);
  }
}

function isOutOfMemory(error: unknown): error is RangeError {
  return error instanceof RangeError && /allocation failed|array length|Array buffer/i.test(error.message);
}
