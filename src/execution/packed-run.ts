import { createHash } from 'node:crypto';
import { z } from 'zod';
import type {
  CurvePoint,
  FaultsResult,
  RunOutcome,
  RunStatus,
  ServerFaultsResult,
  ServerResult,
  WorkerFaultsResult,
  WorkerResult,
} from '../simulation/run-result.ts';
import type { StalenessBin } from '../simulation/staleness-bins.ts';
import {
  amount,
  type Columns,
  count,
  DoubleReader,
  DoubleWriter,
  figure,
  optional,
  whole,
} from './number-columns.ts';
import { isOutcomeOf, type WantedRun } from './outcome-check.ts';

/** The fields of an outcome that are one number, or none. */
type Figures = Omit<
  RunOutcome,
  | 'algorithm'
  | 'protocol'
  | 'rule'
  | 'stalenessBound'
  | 'status'
  | 'digest'
  | 'staleness'
  | 'curve'
  | 'workers'
  | 'servers'
  | 'faults'
>;

/** The fields that are words, and the key of the run. */
const wordsSchema = z.strictObject({
  key: z.string(),
  algorithm: z.string(),
  protocol: z.string(),
  rule: z.string(),
  stalenessBound: z.union([z.number(), z.literal('unbounded'), z.null()]),
  status: z.enum(['converged', 'stopped', 'diverged'] satisfies RunStatus[]),
  digest: z.string().regex(/^[0-9a-f]{64}$/),
});

type Words = z.infer<typeof wordsSchema>;

const curveColumns: Columns<CurvePoint> = {
  time: count,
  updates: count,
  clocksMin: count,
  clocksMax: count,
  objective: optional(figure),
  accuracy: optional(amount),
  testLoss: optional(figure),
};

const figureColumns: Columns<Figures> = {
  learningRate: optional(amount),
  pushWeight: optional(amount),
  seed: count,
  replication: whole,
  ...curveColumns,
  stalenessMean: optional(amount),
  stalenessMax: optional(count),
  versionStalenessMean: optional(amount),
  bytesPushed: amount,
  bytesPulled: amount,
  events: count,
};

const stalenessColumns: Columns<StalenessBin> = {
  from: count,
  to: count,
  count,
};

const workerColumns: Columns<WorkerResult> = {
  speed: amount,
  clocks: count,
  compute: count,
  communicate: count,
  wait: count,
  down: count,
  idle: count,
  stalenessMean: optional(amount),
  stalenessMax: optional(count),
};

const serverColumns: Columns<ServerResult> = {
  utilisation: amount,
  queueMean: amount,
  waitMeanSeconds: amount,
  messages: count,
  bytesIn: amount,
  bytesOut: amount,
  versionsMax: optional(count),
  versionsBytesMax: optional(amount),
};

const faultColumns: Columns<Omit<FaultsResult, 'workers' | 'servers'>> = {
  updatesLost: count,
  updatesDropped: count,
};

const workerFaultColumns: Columns<WorkerFaultsResult> = {
  crashes: count,
  clocksLost: count,
  computeLost: count,
  recovery: count,
  evictions: count,
  messagesLost: count,
};

const serverFaultColumns: Columns<ServerFaultsResult> = {
  crashes: count,
  down: count,
  checkpoints: count,
  pushesLost: count,
  pushesDropped: count,
};

/** Names the layout: what has another is made again. */
export const PACKED_FORMAT = 'laggard-run-4';
const MAGIC = `${PACKED_FORMAT}\n`;
const DIGEST_BYTES = 32;

/**
 * The outcome of the run with `key` as bytes, to be kept in a file, handed from thread to thread without a copy, or sent to another
 * machine: the name of the layout, the words as JSON, the numbers as doubles, and the SHA-256 of all that.
 */
export function packRun(key: string, outcome: RunOutcome): Uint8Array<ArrayBuffer> {
  const { algorithm, protocol, rule, stalenessBound = null, status, digest } = outcome;
  const words: Words = { key, algorithm, protocol, rule, stalenessBound, status, digest };
  const numbers = new DoubleWriter();
  numbers.rows([outcome], figureColumns);
  numbers.rows(outcome.staleness, stalenessColumns);
  numbers.rows(outcome.curve, curveColumns);
  numbers.rows(outcome.workers, workerColumns);
  numbers.rows(outcome.servers, serverColumns);
  writeFaults(numbers, outcome.faults);
  const head = new TextEncoder().encode(`${MAGIC}${JSON.stringify(words)}\n`);
  const doubles = numbers.bytes();
  const packed = new Uint8Array(head.length + doubles.length + DIGEST_BYTES);
  packed.set(head);
  packed.set(doubles, head.length);
  packed.set(checksum(packed.subarray(0, -DIGEST_BYTES)), packed.length - DIGEST_BYTES);
  return packed;
}

/** The outcome of a run; undefined where the bytes are damaged, of another layout or another run, or hold what no run has. */
export function unpackRun(wanted: WantedRun, packed: Uint8Array): RunOutcome | undefined {
  const body = packed.subarray(0, -DIGEST_BYTES);
  if (packed.length < DIGEST_BYTES || !checksum(body).equals(packed.subarray(-DIGEST_BYTES)))
    return undefined;
  try {
    const { key, outcome } = read(body);
    return key === wanted.key && isOutcomeOf(wanted, outcome) ? outcome : undefined;
  } catch {
    return undefined; // whoever has sealed it has not written it by packRun
  }
}

/** @throws where the bytes are not of this layout. */
function read(body: Uint8Array): { readonly key: string; readonly outcome: RunOutcome } {
  const end = body.indexOf(LINE_FEED, MAGIC.length) + 1;
  const head = new TextDecoder().decode(body.subarray(0, end));
  if (!head.startsWith(MAGIC)) throw new RangeError('another layout');
  const { key, stalenessBound, ...words } = wordsSchema.parse(JSON.parse(head.slice(MAGIC.length)));
  const numbers = new DoubleReader(body.subarray(end));
  const outcome = {
    ...words,
    stalenessBound: stalenessBound ?? undefined,
    ...(numbers.rows(figureColumns)[0] as Figures),
    staleness: numbers.rows(stalenessColumns) as StalenessBin[],
    curve: numbers.rows(curveColumns) as CurvePoint[],
    workers: numbers.rows(workerColumns) as WorkerResult[],
    servers: numbers.rows(serverColumns) as ServerResult[],
    ...readFaults(numbers),
  };
  numbers.end();
  return { key, outcome };
}

/** One row of totals, or none where there are no faults; then what each worker and shard has to say. */
function writeFaults(numbers: DoubleWriter, faults: FaultsResult | undefined): void {
  numbers.rows(faults ? [faults] : [], faultColumns);
  numbers.rows(faults?.workers ?? [], workerFaultColumns);
  numbers.rows(faults?.servers ?? [], serverFaultColumns);
}

function readFaults(numbers: DoubleReader): Pick<RunOutcome, 'faults'> {
  const [totals] = numbers.rows(faultColumns) as Pick<FaultsResult, 'updatesLost' | 'updatesDropped'>[];
  const workers = numbers.rows(workerFaultColumns) as WorkerFaultsResult[];
  const servers = numbers.rows(serverFaultColumns) as ServerFaultsResult[];
  return totals ? { faults: { ...totals, workers, servers } } : {};
}

const LINE_FEED = 10;

function checksum(bytes: Uint8Array): Buffer {
  return createHash('sha256').update(bytes).digest();
}
