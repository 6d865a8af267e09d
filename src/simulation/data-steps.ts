import { InputError } from '../base/errors.ts';
import { Streams } from '../random/streams.ts';
import type { Catalogue } from '../scenarios/catalogue.ts';
import type { BuiltinDataSpec, DataSpec, FileDataSpec } from '../scenarios/scenario.ts';
import type { DataSet, SplitData } from '../workloads/data-set.ts';
import type { CsvContext } from '../workloads/formats/csv.ts';
import type { ParserContext } from '../workloads/formats/data-parser.ts';
import { LabelNames } from '../workloads/formats/label-names.ts';
import type { LibsvmContext } from '../workloads/formats/libsvm.ts';
import { splitHoldOut } from '../workloads/split.ts';
import { standardised } from '../workloads/standardise.ts';
import { generateData } from '../workloads/synthetic/generate.ts';

/** What a parser is told, but for the file's name. */
type Told<C> = Omit<C, 'file'>;

/** A file of data: as the scenario names it, or `data/NAME` for one that comes with the project. */
export interface DataFileName {
  readonly name: string;
  readonly builtin: boolean;
}

/** A set of examples that is to be read: in which format, from which file (for idx: of images), and with what the parser is told. */
export type DataRequest =
  | { readonly format: 'libsvm'; readonly file: DataFileName; readonly told: Told<LibsvmContext> }
  | { readonly format: 'csv'; readonly file: DataFileName; readonly told: Told<CsvContext> }
  | {
      readonly format: 'idx';
      readonly file: DataFileName;
      readonly labels: DataFileName;
      readonly told: Told<ParserContext>;
    };

/** What has been read on request. */
export interface DataPart {
  readonly data: DataSet;
  /** csv: the names of the features. */
  readonly columns?: readonly string[];
}

/** What data depend on beside their description. */
export interface DataContext {
  readonly seed: number;
  readonly catalogue: Catalogue;
}

/**
 * The data that a scenario describes, step by step: whoever drives it reads what each step asks for, from a disk or from memory, at
 * once or in time. What is held out and what is generated depends on the seed alone, so that all replications share it.
 * @throws InputError where the data are not as they should be.
 */
export function* dataSteps(
  spec: DataSpec,
  context: DataContext,
): Generator<DataRequest, SplitData, DataPart> {
  const data = yield* splitSteps(spec, context);
  return spec.standardise ? standardised(data) : data;
}

function* splitSteps(spec: DataSpec, context: DataContext): Generator<DataRequest, SplitData, DataPart> {
  if ('file' in spec) return yield* fileSteps(spec, context);
  const data =
    'builtin' in spec
      ? (yield builtinRequest(spec, context)).data
      : generateData(context.catalogue.generators, spec.synthetic, context.seed).data;
  return split(data, spec.test, context);
}

function* fileSteps(spec: FileDataSpec, context: DataContext): Generator<DataRequest, SplitData, DataPart> {
  const labelNames = labelNamesOf(spec);
  const training = yield fileRequest(spec, spec.file, labelNames);
  labelNames?.close();
  const preparation = labelNames && { preparation: { labels: labelNames.numbers } };
  if (typeof spec.test !== 'string') return { ...split(training.data, spec.test, context), ...preparation };
  const test = yield fileRequest(spec, spec.test, labelNames, training);
  return { ...joined(training.data, test.data, spec.test), ...preparation };
}

/** What turns the words of labels into numbers; undefined where labels are numbers. */
function labelNamesOf({ format, labels }: FileDataSpec): LabelNames | undefined {
  if (format === 'idx' || labels === undefined) return undefined;
  return new LabelNames(typeof labels === 'string' ? 'by-appearance' : labels);
}

/** `training`: what was read before, when these examples are to test it. */
function fileRequest(
  spec: FileDataSpec,
  name: string,
  labelNames: LabelNames | undefined,
  training?: DataPart,
): DataRequest {
  const { format, maxFeatures, ignore } = spec;
  const fileCalled = (path: string): DataFileName => ({ name: path, builtin: false });
  const file = fileCalled(name);
  const common = { maxFeatures, ...(labelNames && { labelNames }) };
  switch (format) {
    case 'libsvm': {
      const firstIndex = spec.indices === 'from-0' ? 0 : 1;
      return { format, file, told: { ...common, features: spec.features ?? 0, firstIndex } };
    }
    case 'csv': {
      const columns = training?.columns;
      const label = spec.label ?? 'label';
      return {
        format,
        file,
        told: { ...common, label, ...(columns && { columns }), ...(ignore && { ignore }) },
      };
    }
    case 'idx': {
      const labels = training || typeof spec.labels !== 'string' ? labelsBeside(name) : spec.labels;
      return { format, file, labels: fileCalled(labels), told: common };
    }
  }
}

/** `x/t10k-images-idx3-ubyte.gz` -> `x/t10k-labels-idx1-ubyte.gz`, as the files of MNIST and its kin are called. */
function labelsBeside(images: string): string {
  const name = /[^/\\]*$/.exec(images)![0];
  const labels = name.replace(/images/i, 'labels').replace(/idx[0-9]/, 'idx1');
  if (labels !== name) return images.slice(0, images.length - name.length) + labels;
  throw new InputError({
    path: 'workload.data.test',
    message: `the name ${images} does not tell where its labels are`,
    allowed: 'a name with the word images, beside a file with the word labels (t10k-images-idx3-ubyte)',
  });
}

function builtinRequest({ builtin }: BuiltinDataSpec, { catalogue }: DataContext): DataRequest {
  const { format, files, features } = catalogue.builtinData.get(builtin);
  const [file, labels] = files.map((name) => ({ name: `data/${name}`, builtin: true }));
  const told = { maxFeatures: features };
  return format === 'libsvm'
    ? { format, file: file!, told: { ...told, features } }
    : { format, file: file!, labels: labels!, told };
}

function split(data: DataSet, test: number | undefined, { seed }: DataContext): SplitData {
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
