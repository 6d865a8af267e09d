import type { RunOutcome } from '../../../src/simulation/index.ts';
import { bars } from '../charts.ts';
import { modelBytes, SERVERS } from '../documents.ts';
import type { Figure, Row, Setting } from '../figure.ts';
import type { Found } from '../laboratory.ts';
import { measured } from '../statistics.ts';
import { type RuleName, robustnessRuns, standard } from './robustness.ts';

interface Server {
  readonly name: string;
  readonly rule: RuleName;
  readonly staleness: number;
  readonly filtered?: boolean;
  /** The paper's memory of it, in per cent of a machine [P 474]. */
  readonly printed: number;
}

const servers: readonly Server[] = [
  { name: 'SSPSGD, s = 3', rule: 'ssp', staleness: 3, printed: 0.99 },
  { name: 'ConSGD, s = 3', rule: 'consgd', staleness: 3, printed: 0.92 },
  { name: 'DynSGD, s = 3', rule: 'dynsgd', staleness: 3, printed: 1.01 },
  { name: 'DynSGD, s = 40', rule: 'dynsgd', staleness: 40, printed: 4.03 },
  { name: 'DynSGD, s = 40, filter', rule: 'dynsgd', staleness: 40, filtered: true, printed: 2.4 },
];

/** What drops changes that are too small to send [P 469]. */
const filter = { algorithm: { compression: { kind: 'threshold', threshold: 1e-6 } }, suffix: '-filtered' };

/** Runs in which the servers keep what the rule needs. */
function memoryRuns(
  { rule, staleness, filtered = false }: Pick<Server, 'rule' | 'staleness' | 'filtered'>,
  setting: Setting,
): Promise<Found> {
  const study = { ...standard, rule, staleness, rate: RATE[rule], ...(filtered && filter) };
  return robustnessRuns(study, setting);
}

/** Memory of a server under DynSGD, of each run, relative to its parameters. */
export async function dynamicMemory(staleness: number, setting: Setting): Promise<readonly number[]> {
  return (await memoryRuns({ rule: 'dynsgd', staleness }, setting)).runs.map(relative);
}

/** Bytes of a server over those of its parameters, at its fullest, of the fullest server. */
function relative({ servers: shards }: RunOutcome): number {
  const versions = Math.max(...shards.map(({ versionsBytesMax }) => versionsBytesMax ?? 0));
  return 1 + (versions * SERVERS) / modelBytes('CTR');
}

/** How many versions Theorem 3 lets live at once, cmax − cmin + 1; and what holds with the jumps of its Algorithm 1 (docs/model.md). */
const theorem3 = (staleness: number) => staleness + 1;
const derived = (staleness: number) => 2 * (staleness + 1) + 2;

/** One rate for all: memory is a matter of when, and of which parameters. */
const RATE: Readonly<Record<RuleName, number>> = { ssp: 0.5, consgd: 16, dynsgd: 16 };

/** Memory of a server, relative to one that keeps the parameters alone. */
export const fig13: Figure = {
  name: 'fig13',
  title: 'Fig 13: memory of a server with multi-versioned parameters (LR, CTR, HL 2, M = 30)',
  columns: ['server', 'source', 'value', 'ci_low', 'ci_high', 'versions_max', 'page'],
  rows: async (setting) => {
    const rows: Row[] = [];
    for (const { name, ...server } of servers) {
      const { runs } = await memoryRuns(server, setting);
      const live = runs.flatMap((run) => run.servers.map(({ versionsMax }) => versionsMax ?? 0));
      rows.push({
        server: name,
        source: 'simulated',
        ...measured(runs.map(relative)),
        versions_max: Math.max(...live),
      });
    }
    return [...rows, ...printed(), ...boundRows()];
  },
  chart: () => ({
    ...bars({ group: 'server', value: 'value', yTitle: 'memory of a server / its parameters' }),
    width: { step: 22 },
  }),
};

function printed(): readonly Row[] {
  const base = servers[0]!.printed;
  return servers.map(({ name, printed: memory }) => ({
    server: name,
    source: 'paper',
    value: memory / base,
    page: 474,
  }));
}

function boundRows(): readonly Row[] {
  const bounds = [
    ['Theorem 3', theorem3],
    ['bound', derived],
  ] as const;
  return bounds.flatMap(([source, versionsAt]) =>
    servers
      .filter(({ rule }) => rule === 'dynsgd')
      .map(({ name, staleness }) => {
        const versions = versionsAt(staleness);
        return { server: name, source, value: 1 + versions, versions_max: versions, page: 468 };
      }),
  );
}
