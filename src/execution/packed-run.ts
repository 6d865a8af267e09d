import { createHash } from 'node:crypto';
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
import { DoubleReader, DoubleWriter, keysOf } from './number-columns.ts';

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

/** The fields that are words. */
interface Words {
  readonly algorithm: string;
  readonly protocol: string;
  readonly rule: string;
  readonly stalenessBound: number | 'unbounded' | null;
  readonly status: RunStatus;
  readonly digest: string;
}

const figureKeys = keysOf<Figures>({
  learningRate: true,
  pushWeight: true,
  seed: true,
  replication: true,
  time: true,
  updates: true,
  clocksMin: true,
  clocksMax: true,
  objective: true,
  accuracy: true,
  testLoss: true,
  stalenessMean: true,
  stalenessMax: true,
  versionStalenessMean: true,
  bytesPushed: true,
  bytesPulled: true,
  events: true,
});

const stalenessKeys = keysOf<StalenessBin>({ from: true, to: true, count: true });

const curveKeys = keysOf<CurvePoint>({
  time: true,
  updates: true,
  clocksMin: true,
  clocksMax: true,
  objective: true,
  accuracy: true,
  testLoss: true,
});

const workerKeys = keysOf<WorkerResult>({
  speed: true,
  clocks: true,
  compute: true,
  communicate: true,
  wait: true,
  down: true,
  idle: true,
  stalenessMean: true,
  stalenessMax: true,
});

const serverKeys = keysOf<ServerResult>({
  utilisation: true,
  queueMean: true,
  waitMeanSeconds: true,
  messages: true,
  bytesIn: true,
  bytesOut: true,
  versionsMax: true,
  versionsBytesMax: true,
});

const faultKeys = keysOf<Omit<FaultsResult, 'workers' | 'servers'>>({
  updatesLost: true,
  updatesDropped: true,
});

const workerFaultKeys = keysOf<WorkerFaultsResult>({
  crashes: true,
  clocksLost: true,
  computeLost: true,
  recovery: true,
  evictions: true,
  messagesLost: true,
});

const serverFaultKeys = keysOf<ServerFaultsResult>({
  crashes: true,
  down: true,
  checkpoints: true,
  pushesLost: true,
  pushesDropped: true,
});

/** Names the layout; another layout gets another name, and what has the old one is made anew. */
const MAGIC = 'laggard-run-4\n';
const DIGEST_BYTES = 32;

/**
 * The outcome of a run as bytes, to be kept in a file, handed from thread to thread without a copy, or sent to another machine:
 * a name, the words as JSON, the numbers as doubles, and the SHA-256 of all that.
 */
export function packRun(outcome: RunOutcome): Uint8Array<ArrayBuffer> {
  const { algorithm, protocol, rule, stalenessBound = null, status, digest } = outcome;
  const words: Words = { algorithm, protocol, rule, stalenessBound, status, digest };
  const numbers = new DoubleWriter();
  numbers.rows([outcome], figureKeys);
  numbers.rows(outcome.staleness, stalenessKeys);
  numbers.rows(outcome.curve, curveKeys);
  numbers.rows(outcome.workers, workerKeys);
  numbers.rows(outcome.servers, serverKeys);
  writeFaults(numbers, outcome.faults);
  const head = new TextEncoder().encode(`${MAGIC}${JSON.stringify(words)}\n`);
  const doubles = numbers.bytes();
  const packed = new Uint8Array(head.length + doubles.length + DIGEST_BYTES);
  packed.set(head);
  packed.set(doubles, head.length);
  packed.set(checksum(packed.subarray(0, -DIGEST_BYTES)), packed.length - DIGEST_BYTES);
  return packed;
}

/** What `packRun` was given; undefined where the bytes are not whole, or not of this layout. */
export function unpackRun(packed: Uint8Array): RunOutcome | undefined {
  const body = packed.subarray(0, -DIGEST_BYTES);
  if (packed.length < DIGEST_BYTES || !checksum(body).equals(packed.subarray(-DIGEST_BYTES)))
    return undefined;
  const end = body.indexOf(LINE_FEED, MAGIC.length) + 1;
  const head = new TextDecoder().decode(body.subarray(0, end));
  if (!head.startsWith(MAGIC)) return undefined;
  const { stalenessBound, ...words } = JSON.parse(head.slice(MAGIC.length)) as Words;
  const numbers = new DoubleReader(body.subarray(end));
  return {
    ...words,
    stalenessBound: stalenessBound ?? undefined,
    ...(numbers.rows(figureKeys)[0] as Figures),
    staleness: numbers.rows(stalenessKeys) as StalenessBin[],
    curve: numbers.rows(curveKeys) as CurvePoint[],
    workers: numbers.rows(workerKeys) as WorkerResult[],
    servers: numbers.rows(serverKeys) as ServerResult[],
    ...readFaults(numbers),
  };
}

/** One row of totals, or none where there are no faults; then what each worker and shard has to say. */
function writeFaults(numbers: DoubleWriter, faults: FaultsResult | undefined): void {
  numbers.rows(faults ? [faults] : [], faultKeys);
  numbers.rows(faults?.workers ?? [], workerFaultKeys);
  numbers.rows(faults?.servers ?? [], serverFaultKeys);
}

function readFaults(numbers: DoubleReader): Pick<RunOutcome, 'faults'> {
  const [totals] = numbers.rows(faultKeys) as Pick<FaultsResult, 'updatesLost' | 'updatesDropped'>[];
  const workers = numbers.rows(workerFaultKeys) as WorkerFaultsResult[];
  const servers = numbers.rows(serverFaultKeys) as ServerFaultsResult[];
  return totals ? { faults: { ...totals, workers, servers } } : {};
}

const LINE_FEED = 10;

function checksum(bytes: Uint8Array): Buffer {
  return createHash('sha256').update(bytes).digest();
}
