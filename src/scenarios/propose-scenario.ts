import { InputError } from '../base/errors.ts';
import type { RecordedTimes } from '../cluster-model/inputs/recorded-times.ts';
import { fitAll, type RatedFit } from '../random/fitting/index.ts';

/** Which columns of a record to fit. */
export interface ProposalOptions {
  readonly compute: string;
  /** Left out where the record has none. */
  readonly communicate?: string;
  /** Seconds that a time of 1 in the record stands for. */
  readonly unit: number;
}

/** One quantity that varies, and the distributions that it may have, the best first. */
export interface FittedPart {
  readonly title: string;
  /** Values that were fitted. */
  readonly count: number;
  readonly fits: readonly RatedFit[];
}

/** What a record of times suggests. */
export interface Proposal {
  readonly parts: readonly FittedPart[];
  /** Correlation of a worker's clock with its next one; undefined where workers have too few. */
  readonly autocorrelation: number | undefined;
  /** A scenario without mathematics that behaves so: YAML. */
  readonly text: string;
}

/** Fewer values than this are not fitted. */
const LEAST_VALUES = 8;

/**
 * Takes the compute times of a record apart into what lasts (a worker's mean over the mean of all) and what comes and goes (a clock over its
 * worker's mean), fits both, and halves of communication times as latencies, and puts the best into a scenario.
 * @throws InputError where a column is missing or too few values differ.
 */
export function proposeScenario(record: RecordedTimes, options: ProposalOptions, source: string): Proposal {
  const { table, workers } = record;
  const times = table.numbers(options.compute, { above: 0 }).map((time) => time * options.unit);
  const groups = workers.map(({ rows }) => Float64Array.from(rows, (row) => times[row]!));
  const means = Float64Array.from(groups, meanOf);
  const mean = meanOf(means);
  const ratios = groups.map((group, k) => group.map((time) => time / means[k]!));
  const lasting = part(
    'between workers: mean compute time over the mean of all',
    means.map((own) => own / mean),
  );
  const passing = part(
    "from clock to clock: compute time over the worker's mean",
    ratios.filter(({ length }) => length > 1).flatMap((group) => [...group]),
  );
  const latency =
    options.communicate === undefined
      ? undefined
      : part(
          'latency: half of the communication time, in seconds',
          table.numbers(options.communicate, { min: 0 }).map((time) => (time * options.unit) / 2),
        );
  const parts = [lasting, passing, latency].filter((fitted) => fitted !== undefined);
  if (parts.length === 0) {
    throw new InputError({
      file: table.file,
      message: 'too few different times to fit',
      allowed: `at least ${LEAST_VALUES}, of several workers or of several clocks each`,
    });
  }
  const autocorrelation = autocorrelationOf(ratios);
  return {
    parts,
    autocorrelation,
    text: scenarioText({
      source,
      mean,
      workerCount: workers.length,
      lasting,
      passing,
      latency,
      autocorrelation,
    }),
  };
}

function part(title: string, values: ArrayLike<number>): FittedPart | undefined {
  if (values.length < LEAST_VALUES) return undefined;
  const fits = fitAll(values);
  return fits.length > 0 ? { title, count: values.length, fits } : undefined;
}

/** Of lag 1, over all workers with three clocks and more. */
function autocorrelationOf(ratios: readonly Float64Array[]): number | undefined {
  let products = 0;
  let squares = 0;
  for (const group of ratios.filter(({ length }) => length > 2)) {
    for (let k = 1; k < group.length; k++) products += (group[k - 1]! - 1) * (group[k]! - 1);
    for (const ratio of group) squares += (ratio - 1) * (ratio - 1);
  }
  return squares > 0 ? products / squares : undefined;
}

function meanOf(values: Float64Array): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

interface ScenarioParts {
  readonly source: string;
  readonly mean: number;
  readonly workerCount: number;
  readonly lasting: FittedPart | undefined;
  readonly passing: FittedPart | undefined;
  readonly latency: FittedPart | undefined;
  readonly autocorrelation: number | undefined;
}

function scenarioText(given: ScenarioParts): string {
  const { source, mean, workerCount, lasting, passing, latency } = given;
  const stragglers = [
    lasting && `    - { kind: constant, slowdown: ${flow(lasting)} } # lasting differences between workers`,
    passing && `    - { kind: per-clock, factor: ${flow(passing)} } # from clock to clock`,
  ].filter((line) => line !== undefined);
  return [
    `# Proposed from ${source}; take from it what you need.`,
    ...remarks(given).map((line) => `# ${line}`),
    'name: fitted',
    `description: ${JSON.stringify(`Clocks distributed as in ${source}.`)}`,
    'cluster:',
    `  workers: ${workerCount}`,
    ...(latency ? [`  network: { latency: ${flow(latency)} }`] : []),
    ...(stragglers.length > 0 ? ['  stragglers:', ...stragglers] : []),
    'workload:',
    '  model: none',
    '  parameters: 1',
    `  computeTime: { perBatch: ${digits(mean)} }`,
    'stop: { maxClocks: 100 }',
    'algorithms: [bsp, { name: ssp, staleness: 3 }, asp]',
    '',
  ].join('\n');
}

/** What somebody who reads the scenario should know about it. */
function remarks({ lasting, passing, latency, autocorrelation }: ScenarioParts): readonly string[] {
  const said = [lasting, passing, latency].flatMap((fitted) => {
    if (!fitted) return [];
    const [best] = fitted.fits;
    return `${fitted.title}: ${best!.distribution}, Kolmogorov-Smirnov distance ${best!.distance.toFixed(3)} over ${fitted.count} values`;
  });
  if (autocorrelation !== undefined && autocorrelation > 0.2) {
    said.push(
      `Clocks in a row are alike (correlation ${autocorrelation.toFixed(2)}), which per-clock draws forget: episodes, markov or a trace keep it.`,
    );
  }
  if (latency)
    said.push(
      'A push and the pull behind it draw a latency each and the later one counts, so that pulls come out somewhat longer.',
    );
  return said;
}

/** `{ lognormal: { median: 1.02, sigma: 0.31 } }` */
function flow({ fits: [best] }: FittedPart): string {
  const parameters = Object.entries(best!.parameters).map(([name, value]) => `${name}: ${digits(value)}`);
  return `{ ${best!.distribution}: { ${parameters.join(', ')} } }`;
}

/** Six digits say more than any sample does. */
function digits(value: number): string {
  return String(Number(value.toPrecision(6)));
}
