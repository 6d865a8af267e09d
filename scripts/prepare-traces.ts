import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parse } from 'csv-parse/sync';
import { packed } from './prepare-data/compressed.ts';

/**
 * Makes experiments/clusters/data/alibaba-job-N.csv.gz from the four files job_N_norm.csv of the Alibaba trace; see experiments/clusters/data/README.md.
 *
 *     npx tsx scripts/prepare-traces.ts FOLDER
 *
 * Rows and their order stay; the columns of row numbers and of the number of GPUs, the same throughout a job, are left out.
 */
const folder = process.argv[2];
if (folder === undefined) throw new Error('give the folder of job_1_norm.csv to job_4_norm.csv');

for (const job of [1, 2, 3, 4]) {
  const source = readFileSync(join(folder, `job_${job}_norm.csv`), 'utf8');
  const rows = parse(source, { columns: true }) as Record<string, string>[];
  const lines = rows.map(({ worker, time, batch_time_norm }) => `${worker},${time},${batch_time_norm}\n`);
  const text = ['worker,iteration,batch_time_norm\n', ...lines].join('');
  const place = new URL(`../experiments/clusters/data/alibaba-job-${job}.csv.gz`, import.meta.url);
  writeFileSync(fileURLToPath(place), packed(Buffer.from(text)));
  process.stdout.write(`job ${job}: ${rows.length} rows\n`);
}
