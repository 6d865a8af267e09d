import { InputError } from '../base/errors.ts';
import { suggestionFor } from '../base/suggest.ts';
import type { DataSpec } from '../scenarios/scenario.ts';
import type { SplitData } from '../workloads/data-set.ts';
import { csvTable } from '../workloads/formats/csv-records.ts';
import { IdxParser, idxDataSet } from '../workloads/formats/idx.ts';
import { LibsvmParser } from '../workloads/formats/libsvm.ts';
import { type DataContext, type DataPart, type DataRequest, dataSteps } from './data-steps.ts';

/**
 * Contents of files, unpacked, by name: as the scenario names them (`train.svm`), or as they are called in the package where they
 * come with it (`data/spam.svm.gz`).
 */
export type FileContents = Readonly<Record<string, Uint8Array>>;

/**
 * The data that a scenario describes, from memory; for synthetic ones nothing is needed.
 * @throws InputError for a file that is not there or still compressed, and where the data are not as they should be.
 */
export function dataInMemory(spec: DataSpec, context: DataContext, files: FileContents): SplitData {
  const steps = dataSteps(spec, context);
  let step = steps.next();
  while (!step.done) step = steps.next(parsed(step.value, files));
  return step.value;
}

function parsed(request: DataRequest, files: FileContents): DataPart {
  const bytes = contentsOf(request.file.name, files);
  const file = request.file.name;
  switch (request.format) {
    case 'libsvm': {
      const parser = new LibsvmParser({ ...request.told, file });
      parser.push(bytes);
      return { data: parser.finish() };
    }
    case 'csv': {
      const table = csvTable(bytes, { ...request.told, file });
      return { data: table.finish(), columns: table.columns };
    }
    case 'idx': {
      const labels = request.labels.name;
      const parse = (contents: Uint8Array, name: string, what: 'images' | 'labels') => {
        const parser = new IdxParser({ ...request.told, file: name }, what);
        parser.push(contents);
        return parser.finish();
      };
      const images = parse(bytes, file, 'images');
      const read = parse(contentsOf(request.labels.name, files), labels, 'labels');
      return { data: idxDataSet(images, read, { images: file, labels }) };
    }
  }
}

/** `path`: where the scenario names the file. @throws InputError where it is not there, or compressed. */
export function contentsOf(name: string, files: FileContents, path = 'workload.data'): Uint8Array {
  if (!Object.hasOwn(files, name)) {
    const meant = suggestionFor(name, Object.keys(files));
    throw new InputError({
      path,
      message: `the contents of ${name} are not at hand`,
      allowed: 'data, or files with an entry of this name',
      ...(meant && { hint: `did you mean ${meant}?` }),
    });
  }
  const bytes = files[name]!;
  const isPacked = bytes[0] === 0x1f && bytes[1] === 0x8b;
  if (!isPacked) return bytes;
  throw new InputError({ file: name, message: 'is compressed', allowed: 'its contents, unpacked' });
}
