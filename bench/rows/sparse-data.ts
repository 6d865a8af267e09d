import { mkdirSync } from 'node:fs';
import { ours } from '../harness/programs.ts';
import { Subject } from '../harness/subject.ts';
import { WORKERS } from '../ours/whole-run-scenario.ts';
import type { Context } from './context.ts';

/** The examples that rows 6, 8 and 9 share. */
export interface SparseSize {
  readonly folder: string;
  readonly features: number;
  readonly rows: number;
  /** A tenth of what each of 50 workers has. */
  readonly batchSize: number;
}

const made = new WeakMap<object, Promise<SparseSize>>();

/** Makes the examples the first time that a row asks for them: in the shape of the URL data, a tenth of its size. */
export function sparseData(context: Context): Promise<SparseSize> {
  const known = made.get(context.folder) ?? make(context);
  made.set(context.folder, known);
  return known;
}

async function make({ quick, folder, note }: Context): Promise<SparseSize> {
  const rows = quick ? 20_000 : 200_000;
  const features = quick ? 320_000 : 3_200_000;
  note(`making ${rows} sparse examples`);
  const path = folder.file('sparse');
  mkdirSync(path);
  const maker = await Subject.start(
    ours('make-sparse-data', { folder: path, rows, features, nonzerosPerRow: 130 }),
  );
  await maker.close();
  return { folder: path, features, rows, batchSize: rows / WORKERS / 10 };
}
