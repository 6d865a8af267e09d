import type { Fingerprint } from '../report/manifest.ts';
import type { DataPart } from '../simulation/data-steps.ts';
import { type CsvContext, CsvTable } from '../workloads/formats/csv.ts';
import type { ParserContext } from '../workloads/formats/data-parser.ts';
import { type IdxBytes, IdxParser, idxDataSet } from '../workloads/formats/idx.ts';
import { type LibsvmContext, LibsvmParser } from '../workloads/formats/libsvm.ts';
import { csvConsumer } from './csv-records.ts';
import { type Consumer, type DataFile, readDataFile } from './data-file.ts';

/** One set of examples and the files it came from. */
export interface ReadData extends DataPart {
  readonly inputs: readonly Fingerprint[];
}

/** What a parser is told, but for the file's name. */
type Told<C> = Omit<C, 'file'>;

/** Sparse rows from LIBSVM/SVMlight text. */
export async function readLibsvm(file: DataFile, told: Told<LibsvmContext>): Promise<ReadData> {
  const parser = new LibsvmParser({ ...told, file: file.shown });
  const input = await readDataFile(file, pushTo(parser));
  return { data: parser.finish(), inputs: [input] };
}

/** Dense rows from CSV text. */
export async function readCsv(file: DataFile, told: Told<CsvContext>): Promise<ReadData> {
  const table = new CsvTable({ ...told, file: file.shown });
  const input = await readDataFile(file, csvConsumer(file.shown, table));
  return { data: table.finish(), inputs: [input], columns: table.columns };
}

/** Dense rows from a file of images and one of labels. */
export async function readIdx(
  files: { readonly images: DataFile; readonly labels: DataFile },
  told: Told<ParserContext>,
): Promise<ReadData> {
  const read = async (what: 'images' | 'labels'): Promise<[IdxBytes, Fingerprint]> => {
    const parser = new IdxParser({ ...told, file: files[what].shown }, what);
    const input = await readDataFile(files[what], pushTo(parser));
    return [parser.finish(), input];
  };
  const [images, imagesInput] = await read('images');
  const [labels, labelsInput] = await read('labels');
  const names = { images: files.images.shown, labels: files.labels.shown };
  return { data: idxDataSet(images, labels, names), inputs: [imagesInput, labelsInput] };
}

function pushTo(parser: { push(chunk: Uint8Array): void }): Consumer {
  return async (contents) => {
    for await (const chunk of contents) parser.push(chunk);
  };
}
