import { InputError } from '../base/errors.ts';
import { type Columns, columnNames } from '../base/options.ts';
import type { CsvTable } from '../cluster-model/inputs/csv-table.ts';
import { type RecordColumns, recordedWorkers } from '../cluster-model/inputs/recorded-times.ts';
import { groupsOf } from '../random/fitting/groups.ts';
import { LONGEST_RUN } from './checks.ts';
import { digits, type FittedPart, fittedPart, LEAST_VALUES, meanOf } from './fitted-part.ts';
import { measuredTimes } from './measured-times.ts';
import { parseScenario } from './parse-scenario.ts';
import { alikeRemarks, fitRemark, groupRemarks, LATER_COUNTS } from './proposal-remarks.ts';
import { type MachineGroup, type Outline, type PartName, scenarioText } from './proposal-text.ts';

/** Which columns of a record to fit, and what they are called. */
export interface ProposalOptions extends RecordColumns {
  readonly compute: Columns;
  /** Left out where the record has none. */
  readonly communicate?: Columns;
  /** Seconds that a time of 1 in the record stands for. */
  readonly unit: number;
}

/** What a record of times suggests. */
export interface Proposal {
  readonly parts: readonly FittedPart[];
  /** What somebody who reads the scenario should know: how well what fits, what was left out, which machines are alike. */
  readonly remarks: readonly string[];
  /** The fastest first; a single one where machines do not fall into groups. */
  readonly groups: readonly MachineGroup[];
  /** Correlation of a worker's clock with its next one; undefined where workers have too few. */
  readonly autocorrelation: number | undefined;
  /** A scenario without mathematics that behaves so: YAML that has passed the checks. */
  readonly text: string;
}

/**
 * Takes the compute times of a record apart into groups of machines, what lasts (a worker's mean over that of its group) and what comes and goes (a
 * clock over its worker's mean), fits the latter two, and halves of communication times as latencies, and puts the best into a scenario.
 * @throws InputError where a column is missing or too few values differ.
 */
export function proposeScenario(table: CsvTable, options: ProposalOptions, source: string): Proposal {
  const record = recordedWorkers(table, options);
  const computing = measuredTimes(record, 'compute', options.compute, options);
  const means = Float64Array.from(computing.groups, meanOf);
  const groups = groupsOf(means);
  const groupMeans = groups.map((members) => meanOf(Float64Array.from(members, (k) => means[k]!)));
  refuseEndless(table, groupMeans.at(-1) ?? 0);
  const outline: Outline = {
    source,
    groups: groups.map((members, g) => ({
      names: members.toSorted((a, b) => a - b).map((k) => computing.names[k]!),
      mean: groupMeans[g]!,
    })),
  };
  const ratios = computing.groups.map((group, k) => group.map((time) => time / means[k]!));
  const partOf = (key: PartName, title: string, values: ArrayLike<number>) =>
    fittedPart(title, values, (flow) => isScenario(scenarioText({ ...outline, flows: { [key]: flow } })));
  const lasting = partOf(
    'lasting',
    groups.length > 1
      ? 'between workers of a group: mean compute time over that of the group'
      : 'between workers: mean compute time over the mean of all',
    groups.flatMap((members, g) => members.map((k) => means[k]! / groupMeans[g]!)),
  );
  const passing = partOf(
    'passing',
    "from clock to clock: compute time over the worker's mean",
    ratios.filter(({ length }) => length > 1).flatMap((group) => [...group]),
  );
  const communicating =
    options.communicate === undefined
      ? undefined
      : measuredTimes(record, 'communicate', options.communicate, options);
  const latency =
    communicating &&
    partOf(
      'latency',
      'latency: half of the communication time, in seconds',
      communicating.groups.flatMap((group) => [...group].map((time) => time / 2)),
    );
  const parts = [lasting, passing, latency].filter((part) => part !== undefined);
  if (parts.length === 0) {
    throw new InputError({
      file: table.file,
      message: 'too few different times to fit',
      allowed: `at least ${LEAST_VALUES} above 0, of several workers or of several clocks each`,
    });
  }
  const autocorrelation = autocorrelationOf(ratios);
  const remarks = [
    ...parts.map(fitRemark),
    ...groupRemarks(outline.groups),
    ...[computing.zeros, communicating?.zeros].filter((said) => said !== undefined),
    ...alikeRemarks(autocorrelation),
    ...(latency ? [LATER_COUNTS] : []),
    replayRemark(options, source),
  ];
  const flows = { lasting: lasting?.flow, passing: passing?.flow, latency: latency?.flow };
  return {
    parts,
    remarks,
    groups: outline.groups,
    autocorrelation,
    text: scenarioText({ ...outline, flows, remarks }),
  };
}

/** A hundred clocks of the slowest machines must end; times in nanoseconds that were taken for seconds would not. */
function refuseEndless({ file }: CsvTable, slowest: number): void {
  if (!(slowest * 100 > LONGEST_RUN)) return; // also where there are none
  throw new InputError({
    file,
    message: `times of ${digits(slowest)} s in the mean`,
    allowed: 'clocks of which a hundred end within 104 days',
    hint: '--unit says what a time of 1 stands for',
  });
}

/** How to have the record itself instead of distributions. */
function replayRemark(options: ProposalOptions, source: string): string {
  const { worker, clock, order, compute, communicate, unit } = options;
  const named = (option: string, columns: Columns, fallback: string) => {
    const names = columnNames(columns);
    if (names.length === 0 || names.join() === fallback) return [];
    return [`${option}: ${names.length === 1 ? names[0] : `[${names.join(', ')}]`}`];
  };
  const entry = [
    'kind: trace',
    `file: ${source}`,
    ...named('worker', worker, 'worker'),
    ...named('clock', clock, ''),
    ...(order === 'file' ? ['order: file'] : []),
    ...named('compute', compute, 'compute_s'),
    ...(communicate === undefined ? [] : ['affects: [compute, network]']),
    ...named('communicate', communicate ?? [], 'communicate_s'),
    ...(unit === 1 ? [] : [`unit: ${unit} s`]),
  ];
  return `To replay the record itself, with computeTime: 0 and workers of speed 1: stragglers: [{ ${entry.join(', ')} }]`;
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

function isScenario(text: string): boolean {
  try {
    parseScenario(text);
    return true;
  } catch (error) {
    if (error instanceof InputError) return false;
    throw error;
  }
}
