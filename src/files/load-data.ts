import { basename, dirname, join, resolve } from 'node:path';
import { InputError } from '../base/errors.ts';
import { valuesOf } from '../base/options.ts';
import { Streams } from '../random/streams.ts';
import type { Fingerprint } from '../report/manifest.ts';
import type { DataSpec, FileDataSpec, SyntheticDataSpec } from '../scenarios/scenario.ts';
import { builtinData } from '../workloads/builtin-data.ts';
import type { DataSet, SplitData } from '../workloads/data-set.ts';
import { splitHoldOut } from '../workloads/split.ts';
import { generators } from '../workloads/synthetic/index.ts';
import type { DataFile } from './data-file.ts';
import { portablePath } from './portable-path.ts';
import { projectFile } from './project.ts';
import { type ReadData, readCsv, readIdx, readLibsvm } from './read-data.ts';

/** What finding data depends on beside their description. */
export interface LoadContext {
  /** Where the file is that the scenario calls `name`. */
  readonly find: (name: string) => DataFile;
  readonly seed: number;
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
  readonly inputs: Fingerprint[];
}

/**
 * The data that a scenario describes: read from files, taken from those of the project, or generated. What is held out and what is
 * generated depends on the seed alone, so that all replications share it.
 * @throws InputError where the data are not as they should be.
 */
export async function loadData(spec: DataSpec, context: LoadContext): Promise<LoadedData> {
  try {
    if ('file' in spec) return await loadFiles(spec, context);
    const { data, inputs } = 'builtin' in spec ? await readBuiltin(spec.builtin) : generate(spec, context);
    return { data: split(data, spec.test, context), inputs };
  } catch (error) {
    throw isOutOfMemory(error) ? new InputError(`the data do not fit into memory: ${error.message}`) : error;
  }
}

async function loadFiles(spec: FileDataSpec, context: LoadContext): Promise<LoadedData> {
  const first = await readSet(spec, spec.file, context);
  if (typeof spec.test !== 'string') {
    return { data: split(first.data, spec.test, context), inputs: first.inputs };
  }
  const second = await readSet(spec, spec.test, context, first);
  const inputs = [...first.inputs, ...second.inputs];
  return { data: joined(first.data, second.data, spec.test), inputs };
}

/** One set of examples. `training`: what was read before, when these are to test it. */
function readSet(
  spec: FileDataSpec,
  name: string,
  { find }: LoadContext,
  training?: ReadData,
): Promise<ReadData> {
  const { maxFeatures } = spec;
  const file = find(name);
  switch (spec.format) {
    case 'libsvm':
      return readLibsvm(file, { maxFeatures, features: spec.features ?? 0 });
    case 'csv':
      return readCsv(file, {
        maxFeatures,
        label: spec.label ?? 'label',
        ...(training?.columns && { columns: training.columns }),
      });
    case 'idx': {
      const labels = training || spec.labels === undefined ? labelsBeside(name) : spec.labels;
      return readIdx({ images: file, labels: find(labels) }, { maxFeatures });
    }
  }
}

/** `t10k-images-idx3-ubyte.gz` -> `t10k-labels-idx1-ubyte.gz`, as the files of MNIST and its kin are called. */
function labelsBeside(images: string): string {
  const name = basename(images);
  const labels = name.replace(/images/i, 'labels').replace(/idx[0-9]/, 'idx1');
  if (labels !== name) return join(dirname(images), labels);
  throw new InputError({
    path: 'workload.data.test',
    message: `the name ${images} does not tell where its labels are`,
    allowed: 'a name with the word images, beside a file with the word labels (t10k-images-idx3-ubyte)',
  });
}

async function readBuiltin(name: string): Promise<ReadData> {
  const { format, files, features } = builtinData.get(name);
  const [first, second] = files.map((file) => ({ path: projectFile(`data/${file}`), shown: `data/${file}` }));
  const limits = { maxFeatures: features };
  return format === 'libsvm'
    ? readLibsvm(first!, { ...limits, features })
    : readIdx({ images: first!, labels: second! }, limits);
}

function generate({ synthetic }: SyntheticDataSpec, { seed }: LoadContext): ReadData {
  const generator = generators.get(synthetic.kind);
  const stream = new Streams(seed, 0).stream(`synthetic/${generator.name}`);
  return { data: generator.create(valuesOf(generator.options, synthetic), stream).data, inputs: [] };
}

function split(data: DataSet, test: number | undefined, { seed }: LoadContext): SplitData {
  return test === undefined ? { train: data } : splitHoldOut(data, test, new Streams(seed, 0));
}

/** Sparse sets get as many features as the larger has; dense ones must have equally many. */
function joined(train: DataSet, test: DataSet, testName: string): SplitData {
  const features = Math.max(train.features, test.features);
  if (train.examples.kind === 'dense' && train.features !== test.features) {
    throw new InputError({
      path: 'workload.data.test',
      message: `${testName} has ${test.features} features, the training file ${train.features}`,
      allowed: 'equally many',
    });
  }
  return { train: { ...train, features }, test: { ...test, features } };
}

function isOutOfMemory(error: unknown): error is RangeError {
  return error instanceof RangeError && /allocation failed|array length|Array buffer/i.test(error.message);
}
