import type { JobJson, Worker } from 'bullmq';

/** Characters of the longest job that is read. */
export const longestJob = 32 * 2 ** 20;

/** BullMQ's worker, which would break down over a job whose text is no JSON, and fill its memory with one that is too long: both are read as null. */
export function carefulWorker(WorkerClass: typeof Worker): typeof Worker {
  return class<Data, Result> extends WorkerClass<Data, Result> {
    protected override createJob(json: JobJson, jobId: string) {
      return super.createJob({ ...json, data: isReadable(json.data) ? json.data : 'null' }, jobId);
    }
  } as typeof Worker;
}

function isReadable(text: string | undefined): boolean {
  if (text === undefined || text.length > longestJob) return false;
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
