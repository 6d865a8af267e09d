import { pipeline } from 'node:stream/promises';
import { parse } from 'csv-parse';
import type { CsvTable } from '../workloads/formats/csv.ts';
import { CsvRecords } from '../workloads/formats/csv-records.ts';
import type { Consumer } from './data-file.ts';

/** Cuts CSV text into records for `table` as it comes. `file`: its name, for messages. */
export function csvConsumer(file: string, table: CsvTable): Consumer {
  return async (contents) => {
    const records = new CsvRecords(table, file);
    async function* seen(): AsyncGenerator<Uint8Array> {
      for await (const piece of contents) {
        records.see(piece);
        yield piece;
      }
    }
    const parser = parse(records.options);
    parser.resume();
    try {
      await pipeline(seen, parser);
    } catch (error) {
      throw records.problem(error);
    }
  };
}
