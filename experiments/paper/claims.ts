import type { RunOutcome } from '../../src/simulation/index.ts';
import { type Pair, pairedRatio } from '../../src/studies/statistics/paired-ratio.ts';
import type { Figure, Row, Setting } from './figure.ts';
import { type CellKey, cell } from './figures/cells.ts';
import { factors } from './figures/fig10.ts';
import { bounds } from './figures/fig11.ts';
import { scales } from './figures/fig12.ts';
import { dynamicMemory } from './figures/fig13.ts';
import { metrics } from './figures/metrics.ts';
import { productionRuns } from './figures/production.ts';
import { regretRows } from './figures/regret.ts';
import {
  bestRate,
  byClock,
  criteriaOf,
  type RuleName,
  robustnessRuns,
  standard,
} from './figures/robustness.ts';
import { lambdaRuns, lambdas } from './figures/table4.ts';
import { type DataName, INTERVAL_FROM } from './plan.ts';
import { consgd, dynsgd, flexRr, petuum, type System, tableSystem } from './systems.ts';

/** A factor, and its 95% interval where there are runs enough. */
interface Ratio {
  readonly value: number | undefined;
  readonly low?: number | undefined;
  readonly high?: number | undefined;
  /** The run above the line missed the threshold: the factor is larger than `value`. */
  readonly atLeast?: boolean;
}

interface Claim {
  readonly id: string;
  readonly statement: string;
  /** Where the paper says it. */
  readonly page: number;
  /** The factor that the paper gives; 1 where it says that there is no effect. */
  readonly paper: number;
  /** The data on which it rests, where it rests on one of them. */
  readonly on?: DataName;
  readonly ours: (setting: Setting) => Promise<Ratio>;
}

type Of = (run: RunOutcome) => number;
const { 'run time': seconds, updates, 'per-update': perUpdate } = metrics;

/** How many times as much of something `above` takes as `below`, replication by replication. A run that missed counts with what it took until it was stopped. */
function ratio(above: readonly RunOutcome[], below: readonly RunOutcome[], of: Of): Ratio {
  if (below.some(({ status }) => status !== 'converged')) return { value: undefined };
  const pairs = above.map((run, k): Pair => [of(run), of(below[k]!)]);
  const { value, low, high } = pairedRatio(pairs) ?? { value: undefined };
  const atLeast = above.some(({ status }) => status !== 'converged');
  const known = pairs.length >= INTERVAL_FROM && !atLeast;
  return { value, ...(known && { low, high }), atLeast };
}

async function levels(key: Omit<CellKey, 'level'>, system: System, of: Of, setting: Setting): Promise<Ratio> {
  const [fast, slow] = [
    await cell({ ...key, level: 1 }, system, setting),
    await cell({ ...key, level: 2 }, system, setting),
  ];
  return ratio(slow.runs, fast.runs, of);
}

async function versus(key: CellKey, above: System, below: System, of: Of, setting: Setting): Promise<Ratio> {
  return ratio((await cell(key, above, setting)).runs, (await cell(key, below, setting)).runs, of);
}

/** How many times as long `above` takes on the production cluster. */
async function inProduction(above: System, below: System, setting: Setting): Promise<Ratio> {
  const [slow, fast] = [await productionRuns(above, setting), await productionRuns(below, setting)];
  return ratio(slow.runs, fast.runs, seconds);
}

const everyWorkload = (['LR', 'SVM'] as const).flatMap((model) =>
  (['URL', 'CTR'] as const).map((data) => ({ model, data })),
);
const url = { model: 'LR', data: 'URL' } as const;
const ctr = { model: 'LR', data: 'CTR' } as const;
const others = [
  'Spark BSP',
  'Petuum BSP',
  'TF BSP',
  'Petuum ASP',
  'TF ASP',
  'Petuum s3',
  'Petuum s10',
] as const;

/** The largest of several factors, and at least as large as it is known to be where one of them is. One that is unknown is left out, since nothing can be said of it. */
async function largest(ratios: readonly Promise<Ratio>[]): Promise<Ratio> {
  const known = (await Promise.all(ratios)).filter(({ value }) => value !== undefined);
  const [first = { value: undefined }, ...rest] = known;
  const most = rest.reduce((a, b) => (b.value! > a.value! ? b : a), first);
  return known.some(({ atLeast }) => atLeast) ? { value: most.value, atLeast: true } : most;
}

/** What a rule comes to at the rate that is best for it in the standard case, in another case over the standard one. */
async function sensitivity(
  rule: RuleName,
  change: { readonly staleness?: number; readonly workers?: number; readonly factor?: number },
  setting: Setting,
): Promise<Ratio> {
  const { factor = 1, ...rest } = change;
  const best = await bestRate(rule, setting);
  const here = await robustnessRuns({ ...standard, rule, rate: best }, setting);
  const there = await robustnessRuns(
    { ...standard, rule, ...rest, rate: Number((best * factor).toPrecision(3)) },
    setting,
  );
  const threshold = setting.calibration.thresholds['LR CTR'].objective;
  return ratioOf(
    there.runs.map((run) => criteriaOf(run, threshold).min_obj),
    here.runs.map((run) => criteriaOf(run, threshold).min_obj),
  );
}

function ratioOf(above: readonly number[], below: readonly number[]): Ratio {
  const { value, low, high } = pairedRatio(above.map((x, k): Pair => [x, below[k]!])) ?? { value: undefined };
  return above.length >= INTERVAL_FROM ? { value, low, high } : { value };
}

/** The objective of the fastest worker at clock s + 2, where it first synchronises, over that of the clock before. */
async function jump(rule: RuleName, setting: Setting): Promise<Ratio> {
  const { runs } = await robustnessRuns({ ...standard, rule }, setting);
  const at = (clock: number) => runs.map((run) => byClock(run)[clock]![1]);
  return ratioOf(at(standard.staleness + 2), at(standard.staleness + 1));
}

const table: readonly Claim[] = [
  {
    id: 'bsp-updates',
    statement: 'The updates that BSP needs do not depend on heterogeneity (largest ratio of HL 2 to HL 1)',
    page: 466,
    paper: 1,
    ours: (setting) =>
      largest(
        everyWorkload.flatMap((key) =>
          (['Spark BSP', 'Petuum BSP'] as const).map((name) =>
            levels(key, tableSystem(name), updates, setting),
          ),
        ),
      ),
  },
  {
    id: 'bsp-time',
    statement: 'The run time of BSP doubles from HL 1 to HL 2 (LR, URL)',
    page: 466,
    on: 'URL',
    paper: 1.98,
    ours: (setting) => levels(url, tableSystem('Spark BSP'), seconds, setting),
  },
  {
    id: 'asp-time',
    statement: 'ASP takes 6 times as long at HL 2 (LR, URL, Petuum)',
    page: 466,
    on: 'URL',
    paper: 6,
    ours: (setting) => levels(url, tableSystem('Petuum ASP'), seconds, setting),
  },
  {
    id: 'asp-updates',
    statement: 'ASP needs 4 times as many updates at HL 2 (LR, URL, Petuum)',
    page: 466,
    on: 'URL',
    paper: 4,
    ours: (setting) => levels(url, tableSystem('Petuum ASP'), updates, setting),
  },
  {
    id: 'ssp-time',
    statement: 'SSP with s = 10 takes 7 times as long at HL 2 (LR, URL)',
    page: 466,
    on: 'URL',
    paper: 7,
    ours: (setting) => levels(url, petuum(10), seconds, setting),
  },
  {
    id: 'ssp-updates',
    statement: 'SSP with s = 10 needs 4 times as many updates at HL 2 (LR, URL)',
    page: 466,
    on: 'URL',
    paper: 4,
    ours: (setting) => levels(url, petuum(10), updates, setting),
  },
  {
    id: 'ssp-per-update',
    statement: 'An update of SSP with s = 10 takes 1.8 times as long at HL 2 (LR, URL)',
    page: 466,
    on: 'URL',
    paper: 1.8,
    ours: (setting) => levels(url, petuum(10), perUpdate, setting),
  },
  {
    id: 'degradation',
    statement:
      'Existing systems become up to 10 times as slow under heterogeneity (largest ratio of HL 2 to HL 1)',
    page: 463,
    paper: 10,
    ours: (setting) =>
      largest(
        everyWorkload.flatMap((key) =>
          others.map((name) => levels(key, tableSystem(name), seconds, setting)),
        ),
      ),
  },
  {
    id: 'faster',
    statement:
      'ConSGD and DynSGD are up to 12 times as fast as Spark, Petuum and TensorFlow (largest ratio at HL 2, equal s where there is one)',
    page: 463,
    paper: 12,
    ours: (setting) =>
      largest(
        everyWorkload.flatMap((key) =>
          others.map((name) =>
            versus(
              { ...key, level: 2 },
              tableSystem(name),
              name.endsWith('s10') ? dynsgd(10) : dynsgd(3),
              seconds,
              setting,
            ),
          ),
        ),
      ),
  },
  {
    id: 'fewer-updates',
    statement: 'Up to 6 times fewer updates than SSP (largest ratio of Petuum to DynSGD at HL 2)',
    page: 463,
    paper: 6,
    ours: (setting) =>
      largest(
        everyWorkload.flatMap((key) =>
          [3, 10].map((s) => versus({ ...key, level: 2 }, petuum(s), dynsgd(s), updates, setting)),
        ),
      ),
  },
  {
    id: 'svm-behind',
    statement:
      'Petuum without barriers falls up to 5.5 times behind its BSP (largest ratio of times, SVM, HL 2)',
    page: 471,
    paper: 5.5,
    ours: (setting) =>
      largest(
        everyWorkload
          .filter(({ model }) => model === 'SVM')
          .flatMap((key) =>
            (['Petuum ASP', 'Petuum s3', 'Petuum s10'] as const).map((name) =>
              versus({ ...key, level: 2 }, tableSystem(name), tableSystem('Petuum BSP'), seconds, setting),
            ),
          ),
      ),
  },
  {
    id: 'ssp-degradation',
    statement: 'SSP with s = 10 becomes up to 12 times as slow (largest ratio of HL 2 to HL 1)',
    page: 471,
    paper: 12,
    ours: (setting) =>
      largest(everyWorkload.map((key) => levels(key, tableSystem('Petuum s10'), seconds, setting))),
  },
  ...(['URL', 'CTR'] as const).map((data): Claim => {
    return {
      id: `servers-${data.toLowerCase()}`,
      statement: `With barriers parameter servers are up to ${{ URL: 2.23, CTR: 5.47 }[data]} times as fast as Spark (largest ratio of Spark to Petuum BSP, ${data})`,
      page: 471,
      paper: { URL: 2.23, CTR: 5.47 }[data],
      ours: (setting) =>
        largest(
          everyWorkload
            .filter((key) => key.data === data)
            .flatMap((key) =>
              [1, 2].map((level) =>
                versus(
                  { ...key, level },
                  tableSystem('Spark BSP'),
                  tableSystem('Petuum BSP'),
                  seconds,
                  setting,
                ),
              ),
            ),
        ),
    };
  }),
  {
    id: 'alike',
    statement: 'At HL 1 methods hardly differ (updates of Petuum over DynSGD, LR, URL, s = 3)',
    page: 471,
    paper: 847 / 833,
    on: 'URL',
    ours: (setting) => versus({ ...url, level: 1 }, petuum(3), dynsgd(3), updates, setting),
  },
  {
    id: 'production-ssp',
    statement: 'Production cluster: Petuum with s = 3 is 1.57 times as fast as ASP',
    page: 472,
    paper: 1.57,
    ours: (setting) => inProduction(tableSystem('Petuum ASP'), petuum(3), setting),
  },
  {
    id: 'production-flexrr',
    statement: 'Production cluster: FlexRR is 1.2 times as fast as Petuum with s = 3',
    page: 472,
    paper: 1.2,
    ours: (setting) => inProduction(petuum(3), flexRr, setting),
  },
  {
    id: 'production-con',
    statement: 'Production cluster: ConSGD is 1.66 times as fast as FlexRR',
    page: 472,
    paper: 1.66,
    ours: (setting) => inProduction(flexRr, consgd(3), setting),
  },
  {
    id: 'production-dyn',
    statement: 'Production cluster: DynSGD is twice as fast as FlexRR',
    page: 472,
    paper: 2,
    ours: (setting) => inProduction(flexRr, dynsgd(3), setting),
  },
  {
    id: 'memory',
    statement: 'Versions take four times the memory of a server at s = 40 (DynSGD, s = 40 over s = 3)',
    page: 474,
    paper: 4.03 / 1.01,
    ours: async (setting) => ratioOf(await dynamicMemory(40, setting), await dynamicMemory(3, setting)),
  },
  {
    id: 'dyn-ctr',
    statement: 'DynSGD is 4.09 times as fast as Petuum (LR, CTR, HL 2, s = 3)',
    page: 471,
    on: 'CTR',
    paper: 4.09,
    ours: (setting) => versus({ ...ctr, level: 2 }, petuum(3), dynsgd(3), seconds, setting),
  },
  {
    id: 'dyn-url',
    statement: 'DynSGD is 1.7 times as fast as Petuum (LR, URL, HL 2, s = 3)',
    page: 471,
    on: 'URL',
    paper: 1.7,
    ours: (setting) => versus({ ...url, level: 2 }, petuum(3), dynsgd(3), seconds, setting),
  },
  {
    id: 'con-ctr',
    statement: 'ConSGD needs fewer updates than Petuum (LR, CTR, HL 2, s = 3)',
    page: 471,
    on: 'CTR',
    paper: 606 / 404,
    ours: (setting) => versus({ ...ctr, level: 2 }, petuum(3), consgd(3), updates, setting),
  },
  {
    id: 'dyn-con',
    statement: 'DynSGD needs fewer updates than ConSGD (LR, CTR, HL 2, s = 3)',
    page: 471,
    on: 'CTR',
    paper: 404 / 204,
    ours: (setting) => versus({ ...ctr, level: 2 }, consgd(3), dynsgd(3), updates, setting),
  },
  {
    id: 'dyn-con-10',
    statement: 'DynSGD needs fewer updates than ConSGD (LR, CTR, HL 2, s = 10)',
    page: 471,
    on: 'CTR',
    paper: 517 / 453,
    ours: (setting) => versus({ ...ctr, level: 2 }, consgd(10), dynsgd(10), updates, setting),
  },
  {
    id: 'rebound',
    statement: 'The objective of ConSGD rebounds where the fastest worker first synchronises, at clock s + 2',
    page: 472,
    on: 'CTR',
    paper: 0.0314 / 0.0239,
    ours: (setting) => jump('consgd', setting),
  },
  {
    id: 'dyn-drop',
    statement: 'The objective of DynSGD drops there',
    page: 472,
    on: 'CTR',
    paper: 0.0201 / 0.0239,
    ours: (setting) => jump('dynsgd', setting),
  },
  {
    id: 'ssp-rate',
    statement: 'SSPSGD needs a learning rate 60 times smaller than ConSGD',
    page: 472,
    on: 'CTR',
    paper: 60,
    ours: async (setting) => {
      return { value: (await bestRate('consgd', setting)) / (await bestRate('ssp', setting)) };
    },
  },
  ...(['ssp', 'consgd', 'dynsgd'] as const).flatMap((rule): Claim[] => {
    const name = { ssp: 'SSPSGD', consgd: 'ConSGD', dynsgd: 'DynSGD' }[rule];
    const suffers = rule === 'ssp';
    const [s, M] = [bounds.at(-1)!, scales.at(-1)!];
    return [
      {
        id: `${rule}-staleness`,
        statement: `${name}: ${suffers ? 'a larger staleness bound costs objective' : 'the staleness bound hardly matters'} (objective after 50 clocks, s = ${s} over s = 3)`,
        page: 473,
        on: 'CTR',
        paper: { ssp: 0.04899 / 0.02294, consgd: 0.02117 / 0.02093, dynsgd: 0.01902 / 0.01965 }[rule],
        ours: (setting) => sensitivity(rule, { staleness: s }, setting),
      },
      {
        id: `${rule}-workers`,
        statement: `${name}: ${suffers ? 'more workers cost objective' : 'the number of workers hardly matters'} (objective after 50 clocks, M = ${M} over M = 30)`,
        page: 473,
        on: 'CTR',
        paper: suffers ? 3.2 : 1,
        ours: (setting) => sensitivity(rule, { workers: M }, setting),
      },
      {
        id: `${rule}-rate-sensitivity`,
        statement: `${name}: ${suffers ? 'twice the best learning rate costs objective' : 'a third of the best learning rate hardly matters'} (objective after 50 clocks)`,
        page: 472,
        on: 'CTR',
        paper: { ssp: 0.0411 / 0.0227, consgd: 0.0204 / 0.0164, dynsgd: 0.0193 / 0.0159 }[rule],
        ours: (setting) => sensitivity(rule, { factor: suffers ? 2 : factors[rule][0]! }, setting),
      },
    ];
  }),
  {
    id: 'lambda',
    statement: 'A global learning rate of 1/M needs at most 1.27 times the clocks of the best',
    page: 473,
    on: 'CTR',
    paper: 14 / 11,
    ours: async (setting) => {
      const threshold = setting.calibration.thresholds['LR CTR'].objective;
      const clocksAt = async (lambda: (typeof lambdas)[number]) => {
        const { runs } = await lambdaRuns(lambda, setting);
        return runs.map((run) => criteriaOf(run, threshold).clocks);
      };
      const ours = await clocksAt('1/M');
      let least = ours;
      for (const lambda of lambdas) {
        const clocks = await clocksAt(lambda);
        if (sum(clocks) < sum(least)) least = clocks;
      }
      return ratioOf(ours, least);
    },
  },
  {
    id: 'regret',
    statement: 'The regret of the three rules stays below its bounds (largest part of a bound that is used)',
    page: 467,
    paper: 1,
    ours: () => {
      const rows = regretRows();
      const used = rows
        .filter(({ series }) => series === 'regret')
        .map((row, k) => Number(row.value) / Number(rows[2 * k + 1]!.value));
      return Promise.resolve({ value: Math.max(...used) });
    },
  },
];

function sum(values: readonly number[]): number {
  return values.reduce((a, b) => a + b, 0);
}

type Verdict = 'holds' | 'holds in direction' | 'does not hold' | 'unknown';

/**
 * Within a quarter of the paper's factor, or with it in the interval: it holds. On the same side of 1, for sure: in direction. An upper bound holds below it. Of a factor
 * that is at least so large only the direction can be known.
 */
export function verdictOf(
  { id, paper }: Pick<Claim, 'id' | 'paper'>,
  { value, low, high, atLeast = false }: Ratio,
): Verdict {
  if (value === undefined) return 'unknown';
  if (id === 'regret' || id === 'lambda') return value <= paper ? 'holds' : 'does not hold';
  const neutral = isNear(paper, 1);
  if (atLeast) {
    if (neutral || paper < 1) return value > NEAR ? 'does not hold' : 'unknown';
    return value > 1 ? 'holds in direction' : 'unknown';
  }
  const inside = low !== undefined && high !== undefined && low <= paper && paper <= high;
  if (inside || isNear(value, paper)) return 'holds';
  if (neutral) return 'does not hold';
  const bound = paper > 1 ? (low ?? value) > 1 : (high ?? value) < 1;
  return bound ? 'holds in direction' : 'does not hold';
}

/** A factor between two factors that are called alike. */
const NEAR = 1.25;

function isNear(a: number, b: number): boolean {
  return Math.max(a / b, b / a) <= NEAR;
}

/** A row for each claim that rests on one of the data sets alone. */
export function claimsOn(data: DataName, setting: Setting): Promise<readonly Row[]> {
  return judged(
    table.filter(({ on }) => on === data),
    setting,
  );
}

async function judged(those: readonly Claim[], setting: Setting): Promise<readonly Row[]> {
  const rows: Row[] = [];
  for (const claim of those) {
    const ours = await claim.ours(setting);
    const { id, statement, page, paper } = claim;
    const { value, low, high, atLeast = false } = ours;
    rows.push({
      claim: id,
      statement,
      page,
      paper,
      value,
      ci_low: low,
      ci_high: high,
      at_least: atLeast,
      verdict: verdictOf(claim, ours),
    });
  }
  return rows;
}

/** Each claim beside what was found. */
export const claims: Figure = {
  name: 'claims',
  title: 'Claims of the abstract and of the evaluation, and what the simulation says of them',
  columns: ['claim', 'statement', 'page', 'paper', 'value', 'ci_low', 'ci_high', 'at_least', 'verdict'],
  rows: (setting) => judged(table, setting),
  summary: (rows) =>
    rows.map(({ claim, verdict, value, paper, at_least }) => {
      const figure = typeof value === 'number' ? `${at_least ? '>' : ''}${value.toFixed(2)}` : '–';
      return `${String(verdict).padEnd(18)} ${String(claim).padEnd(24)} ${figure.padStart(8)}  paper ${Number(paper).toFixed(2)}`;
    }),
};
