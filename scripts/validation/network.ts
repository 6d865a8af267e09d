import { FairRates } from '../../src/cluster-model/fair-rates.ts';
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
  return [
    'M workers push at once to one shard, through whose card a push takes a millisecond. One at a time, the k-th push arrives after k ms; when all share, all arrive after M ms.',
    incastTable(),
    `Pushes at random (${WORKERS} workers with exponential clocks, who never pull) to the same shard, from sending to arrival. One at a time the card is M/D/1, with a mean of S + ρS / (2(1 − ρ)) (Pollaczek and Khinchine); shared equally it is M/G/1 with processor sharing, with a mean of S / (1 − ρ) (Kleinrock 1976). Means of ${REPLICATIONS} replications, over pushes 1,001 to 3,000 of 4,000.`,
    queueTable(),
    'Max-min fair rates solved by hand: capacities of links, the links of each flow (and the limit that it has), and what progressive filling gives.',
    ratesTable(),
  ].join('\n\n');
}

interface Solved {
  readonly capacities: readonly number[];
  /** The links of each flow, and its limit. */
  readonly flows: readonly (readonly [links: readonly number[], limit?: number])[];
  readonly byHand: readonly number[];
}

const SOLVED: readonly Solved[] = [
  // Link 0 is full first, at 5 each; what is left of link 1 goes to the flow that has no other.
  { capacities: [10, 20], flows: [[[0, 1]], [[0]], [[1]]], byHand: [5, 5, 15] },
  // Link 2 is full at 1 each; then link 1 has 5 left for one flow, and link 0 has 6.
  { capacities: [8, 6, 3], flows: [[[0, 2]], [[0, 2]], [[1, 2]], [[1]], [[0]]], byHand: [1, 1, 1, 5, 6] },
  // The first wants 2 of the 4 that are its share.
  { capacities: [12], flows: [[[0], 2], [[0]], [[0]]], byHand: [2, 5, 5] },
  // A rack of two cards of 10 behind an uplink of 8, and a card outside, to a server of 12: 4, 4, and the other 4; without the uplink's limit the same.
  { capacities: [10, 10, 8, 10, 12], flows: [[[0, 2, 4]], [[1, 2, 4]], [[3, 4]]], byHand: [4, 4, 4] },
  // The same with a server of 20: the uplink is full at 4 each, and the one outside has all of its card.
  { capacities: [10, 10, 8, 10, 20], flows: [[[0, 2, 4]], [[1, 2, 4]], [[3, 4]]], byHand: [4, 4, 10] },
];

function ratesTable(): string {
  const rows = SOLVED.map(({ capacities, flows, byHand }) => {
    const rates = new FairRates(Float64Array.from(capacities), 3);
    flows.forEach(([links, limit], flow) => {
      rates.start(flow, Int32Array.from(links), links.length, limit);
    });
    rates.update();
    const inWords = flows.map(
      ([links, limit]) => `${links.join('+')}${limit === undefined ? '' : ` (≤ ${limit})`}`,
    );
    const ours = [...rates.rates.subarray(0, flows.length)];
    return [capacities.join(', '), inWords.join(', '), byHand.join(', '), ours.join(', ')];
  });
  return table(['capacities', 'flows over links', 'by hand', 'ours'], rows);
}

function incastTable(): string {
  const rows = [1, 2, 16, 256].flatMap((workers) =>
    (['nic', 'fair-share'] as const).map((contention) => {
      const delays = pushesOf(scenarioOf(workers, '', contention, 'maxClocks: 1')).map(delayOf);
      const first = contention === 'nic' ? 1 : workers;
      return [
        contention,
        `${workers}`,
        ms(first),
        ms(Math.min(...delays)),
        ms(workers),
        ms(Math.max(...delays)),
      ];
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
      const scenario = scenarioOf(WORKERS, clock, contention, 'maxUpdates: 4000');
      const means = Array.from({ length: REPLICATIONS }, (_, k) =>
        mean(
          pushesOf(scenario, k + 1)
            .slice(1000, 3000)
            .map(delayOf),
        ),
      );
      const average = mean(means);
      const squares = means.reduce((sum, value) => sum + (value - average) ** 2, 0);
      const error = Math.sqrt(squares / (REPLICATIONS - 1) / REPLICATIONS);
      const z = (average - theory) / error;
      return [
        contention,
        `${load}`,
        theory.toFixed(4),
        average.toFixed(4),
        error.toFixed(4),
        z.toFixed(1).replace('-0.0', '0.0'),
      ];
    }),
  );
  return table(['contention', 'load', 'theory, ms', 'ours', 'standard error', 'standard errors off'], rows);
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
