import { nanosecondsToSeconds } from '../../src/engine/time.ts';
import { parseScenario } from '../../src/scenarios/parse-scenario.ts';
import type { Scenario } from '../../src/scenarios/scenario.ts';
import { prepare, type TrainingEvent, TrainingRun } from '../../src/simulation/index.ts';

/** A push that has arrived. Times in nanoseconds. */
export interface Push {
  readonly worker: number;
  readonly clock: number;
  readonly bytes: number;
  readonly sent: number;
  readonly arrived: number;
}

/** The pushes of a run of the scenario's first algorithm, in the order of sending. */
export function pushesOf(scenario: Scenario, replication = 1): Push[] {
  const sent: Omit<Push, 'arrived'>[] = [];
  const arrivals = new Map<string, number>();
  const observe = (event: TrainingEvent, time: number) => {
    if (event.kind === 'push-sent') sent.push({ ...event, sent: time });
    if (event.kind === 'push-arrived') arrivals.set(`${event.worker} ${event.clock}`, time);
  };
  const run = new TrainingRun(prepare(scenario, undefined, replication), scenario.algorithms[0]!, {
    observers: [{ observe }],
  });
  while (run.advance(100_000));
  return sent.flatMap(({ worker, clock, bytes, sent: time }) => {
    const arrived = arrivals.get(`${worker} ${clock}`);
    return arrived === undefined ? [] : [{ worker, clock, bytes, sent: time, arrived }];
  });
}

/** Pushes of 1000 bytes to one shard, each of which takes 1 ms through its card; workers' cards are unlimited. */
function scenarioOf(workers: number, clock: string, contention: string, stop: string): Scenario {
  return parseScenario(`
name: validation
cluster:
  workers: ${workers}
  servers: { bandwidth: 1 MB/s }
  network: { contention: ${contention}, headerBytes: 0, valueBytes: 1000 }
  stragglers: [${clock}]
workload: { model: none, parameters: 1, computeTime: { perBatch: 1 s } }
stop: { ${stop} }
algorithms: [{ name: ssp, staleness: unbounded }]
`).scenario;
}

/** The part of docs/validation.md about networks: our figures, computed now, beside what they should be. */
export function networkValidation(): string {
  return [incastTable(), queueTable()].join('\n\n');
}

function incastTable(): string {
  const rows = [1, 2, 16, 256].flatMap((workers) =>
    (['nic', 'fair-share'] as const).map((contention) => {
      const delays = pushesOf(scenarioOf(workers, '', contention, 'maxClocks: 1')).map(delayOf);
      const first = contention === 'nic' ? 1 : workers;
      return [contention, `${workers}`, ms(first), ms(Math.min(...delays)), ms(workers), ms(Math.max(...delays))];
    }),
  );
  return table(['contention', 'M', 'first: theory, ms', 'ours', 'last: theory, ms', 'ours'], rows);
}

const REPLICATIONS = 20;
const WORKERS = 400;

function queueTable(): string {
  const rows = [0.3, 0.6, 0.8].flatMap((load) =>
    (['nic', 'fair-share'] as const).map((contention) => {
      const theory = contention === 'nic' ? 1 + load / (2 * (1 - load)) : 1 / (1 - load);
      const factor = (WORKERS * 1e-3) / load;
      const clock = `{ kind: per-clock, factor: { exponential: { mean: ${factor} } } }`;
      const scenario = scenarioOf(WORKERS, clock, contention, 'maxUpdates: 2500');
      const means = Array.from({ length: REPLICATIONS }, (_, k) => mean(pushesOf(scenario, k + 1).map(delayOf)));
      const average = mean(means);
      const squares = means.reduce((sum, value) => sum + (value - average) ** 2, 0);
      const error = Math.sqrt(squares / (REPLICATIONS - 1) / REPLICATIONS);
      const z = (average - theory) / error;
      return [contention, `${load}`, theory.toFixed(4), average.toFixed(4), error.toFixed(4), z.toFixed(1)];
    }),
  );
  return table(['contention', 'load', 'theory, ms', 'ours', 'standard error', 'off by so many'], rows);
}

/** Milliseconds. */
function delayOf({ sent, arrived }: Push): number {
  return nanosecondsToSeconds(arrived - sent) * 1e3;
}

function ms(value: number): string {
  return `${value}`;
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}
