import { digits } from './fitted-part.ts';

/** Machines whose mean compute times are alike. */
export interface MachineGroup {
  /** As the record calls them. */
  readonly names: readonly string[];
  /** Of the means of its machines, in seconds. */
  readonly mean: number;
}

/** The parts of a proposal that may be drawn. */
export type PartName = 'lasting' | 'passing' | 'latency';

/** What every proposal from a record has in common. */
export interface Outline {
  readonly source: string;
  readonly groups: readonly MachineGroup[];
}

/** An outline and what is filled in. */
export interface ProposalTexts extends Outline {
  readonly flows: { readonly [K in PartName]?: string | undefined };
  readonly remarks?: readonly string[];
}

/** A scenario without mathematics: YAML. */
export function scenarioText({
  source,
  groups,
  flows: { lasting, passing, latency },
  remarks = [],
}: ProposalTexts): string {
  const [fastest] = groups;
  const stragglers = [
    lasting && `    - { kind: constant, slowdown: ${lasting} } # lasting differences between workers`,
    passing && `    - { kind: per-clock, factor: ${passing} } # from clock to clock`,
  ].filter((line) => line !== undefined);
  return [
    `# Proposed from ${source}; take from it what you need.`,
    ...remarks.map((line) => `# ${line}`),
    'name: fitted',
    `description: ${JSON.stringify(`Clocks distributed as in ${source}.`)}`,
    'cluster:',
    ...workerLines(groups),
    ...(latency ? [`  network: { latency: ${latency} }`] : []),
    ...(stragglers.length > 0 ? ['  stragglers:', ...stragglers] : []),
    'workload:',
    '  model: none',
    '  parameters: 1',
    `  computeTime: { perBatch: ${digits(fastest!.mean)} s }`,
    'stop: { maxClocks: 100 }',
    'algorithms: [bsp, { name: ssp, staleness: 3 }, asp]',
    '',
  ].join('\n');
}

/** The fastest group is the reference machine. */
function workerLines(groups: readonly MachineGroup[]): readonly string[] {
  const [fastest] = groups;
  if (groups.length === 1) return [`  workers: ${fastest!.names.length}`];
  return [
    '  workers:',
    ...groups.map(
      ({ names, mean }) => `    - { count: ${names.length}, speed: ${digits(fastest!.mean / mean)} }`,
    ),
  ];
}
