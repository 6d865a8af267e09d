import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { InputError } from '../../src/base/errors.ts';
import { type LoadedScenario, loadScenario } from '../../src/node.ts';
import { type ParsedScenario, parseScenario } from '../../src/scenarios/parse-scenario.ts';
import type { ClusterSpec } from '../../src/scenarios/scenario.ts';
import { Study } from '../../src/studies/study-in-steps.ts';
import type { Format, FuzzedFile } from './data-files.ts';

/** What the program made of an input: took it, or refused it in words. */
export interface Verdict {
  readonly accepted: boolean;
  /** The message, where it was refused. */
  readonly message: string;
  /** Whether what was accepted has also been run. */
  readonly ran: boolean;
}

/** Events of a run that is tried; small runs end before. */
const MOST_EVENTS = 20_000;

/** What `work` does with an input. @throws Error for anything but a refusal that names a place. */
async function verdictOf(work: () => Promise<boolean> | boolean): Promise<Verdict> {
  try {
    return { accepted: true, message: '', ran: await work() };
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    for (const problem of error.problems) {
      const { file, line, path, message } = problem;
      if (file === undefined && line === undefined && path === undefined)
        throw new Error(`a refusal without a place: ${message}`, { cause: error });
    }
    if (error.problems.length === 0) throw new Error('a refusal without a problem', { cause: error });
    return { accepted: false, message: error.message, ran: false };
  }
}

/** What becomes of the text of a scenario, which is run where it is small. */
export function verdictOfText(text: string): Promise<Verdict> {
  return verdictOf(() => {
    const parsed = parseScenario(text);
    return isSmall(parsed) && ranWell(() => new Study(text));
  });
}

/** Whether a scenario needs no files and is done in a moment. */
function isSmall({ scenario, points, paths }: ParsedScenario): boolean {
  const { cluster, workload, stop, replications } = scenario;
  const workers = workerCountOf(cluster);
  if (paths.length > 0 || points.length !== 1 || 'gap' in stop || typeof replications !== 'number')
    return false;
  if (workers > 20 || cluster.servers.count > 20 || cluster.stragglers.some(({ file }) => file !== undefined))
    return false;
  if (!('data' in workload)) return true;
  if (!('synthetic' in workload.data)) return false;
  const { rows = 0, features = 0 } = workload.data.synthetic as { rows?: number; features?: number };
  return rows * features <= 10_000 && !('tune' in scenario && scenario.tune);
}

function workerCountOf({ workers }: ClusterSpec): number {
  return workers.reduce((sum, { count }) => sum + count, 0);
}

/** Data may not suit a scenario, which is said in words; anything else that is thrown is a bug. */
function ranWell(make: () => Study): boolean {
  try {
    make().advance(MOST_EVENTS);
    return true;
  } catch (error) {
    if (error instanceof InputError) return false;
    throw error;
  }
}

const NAMES: Readonly<Record<Format, string>> = {
  libsvm: 'f.svm',
  csv: 'f.csv',
  idx: 'f.idx',
  trace: 'times.csv',
  profile: 'speeds.txt',
};

/** What becomes of a file that a scenario in `folder` names. */
export function verdictOfFile({ format, packed, bytes }: FuzzedFile, folder: string): Promise<Verdict> {
  const name = packed ? `${NAMES[format]}.gz` : NAMES[format];
  writeFileSync(join(folder, name), bytes);
  writeFileSync(join(folder, 'labels.idx'), Uint8Array.from([0, 0, 8, 1, 0, 0, 0, 2, 0, 1]));
  const scenario = join(folder, `${format}.json`);
  writeFileSync(scenario, JSON.stringify(scenarioOn(format, name)));
  return verdictOf(async () => {
    const loaded = await loadScenario(scenario);
    return ranWell(() => studyOf(loaded));
  });
}

function studyOf({ scenario, data, files }: LoadedScenario): Study {
  return new Study(scenario, { files, ...(data && { data }) });
}

/** A small scenario that reads `file`. */
function scenarioOn(format: Format, file: string): object {
  const common = { name: 'fuzzed', algorithms: ['bsp'] };
  const isData = format === 'libsvm' || format === 'csv' || format === 'idx';
  if (!isData) {
    return {
      ...common,
      cluster: { workers: 2, stragglers: [{ kind: format, file }] },
      workload: { model: 'none', parameters: 3, computeTime: { perBatch: '1 ms' } },
      stop: { maxClocks: 3 },
    };
  }
  const told = { libsvm: { maxFeatures: 1000 }, csv: { label: 'label' }, idx: { labels: 'labels.idx' } };
  return {
    ...common,
    cluster: { workers: 1 },
    workload: {
      data: { file, format, ...told[format] },
      model: 'least-squares',
      batchSize: 1,
      computeTime: 0,
    },
    training: { learningRate: 0.1 },
    stop: { maxClocks: 2 },
  };
}
