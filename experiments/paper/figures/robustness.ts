import type { RunOutcome } from '../../../src/simulation/index.ts';
import { documentFor, rateGrid } from '../documents.ts';
import type { Row, Setting } from '../figure.ts';
import type { Found } from '../laboratory.ts';
import { measured } from '../statistics.ts';
import { consgd, dynsgd, petuum, type System } from '../systems.ts';

/** Clocks of the fastest worker after which a run of the robustness studies ends [P 472]. */
export const CLOCKS = 50;

export type RuleName = 'ssp' | 'consgd' | 'dynsgd';

/** The three rules at a staleness bound, by the names of the paper's series. */
export const rules: Readonly<Record<RuleName, (staleness: number) => System>> = {
  ssp: petuum,
  consgd,
  dynsgd,
};

export const seriesNames: Readonly<Record<RuleName, string>> = {
  ssp: 'SSPSGD',
  consgd: 'ConSGD',
  dynsgd: 'DynSGD',
};

/** One study of Section 7.4: logistic regression on CTR at HL = 2, for 50 clocks. */
export interface Study {
  readonly rule: RuleName;
  readonly staleness: number;
  readonly workers: number;
  readonly decayed: boolean;
  /** Undefined: the best is searched for. */
  readonly rate: number | undefined;
  /** Makes the algorithm another one. */
  readonly algorithm?: Readonly<Record<string, unknown>>;
  readonly suffix?: string;
  /** By how much smaller the rates of the search are than those for updates that are averaged. */
  readonly shrink?: number;
}

export const standard = { staleness: 3, workers: 30, decayed: false, rate: undefined };

/** 50 clocks of a study, at its rate or at that with which the median run ends lowest. */
export async function robustnessRuns(study: Study, setting: Setting): Promise<Found> {
  const { plan, calibration, laboratory } = setting;
  const { rule, staleness, workers, decayed, rate, algorithm, suffix = '', shrink } = study;
  const plain = rules[rule](staleness);
  const system = algorithm ? { ...plain, algorithm: { ...plain.algorithm, ...algorithm } } : plain;
  const name = [rule, `s${staleness}`, `m${workers}`, decayed ? 'decayed' : 'fixed'].join('-') + suffix;
  const question = { model: 'LR', data: 'CTR', level: 2, workers, maxClocks: CLOCKS, decayed } as const;
  const rates = rateGrid(plan.rates, shrink ?? (system.sums ? workers : 1));
  const search = {
    ...question,
    toThreshold: false,
    replications: 1,
    rate: rates,
    tuning: { by: 'objective', replications: plan.searchSeeds },
  } as const;
  const best = async () => {
    const { tunings } = await laboratory.run(
      documentFor(`${name}-search`, search, system, calibration, plan),
    );
    return tunings[0]!.learningRate;
  };
  const chosen = rate ?? (await best());
  const fixed = { ...question, toThreshold: false, replications: plan.replications, rate: chosen };
  return laboratory.run(documentFor(`${name}-rate${chosen}`, fixed, system, calibration, plan));
}

/** The rate that is best for a rule in the standard case. */
export async function bestRate(rule: RuleName, setting: Setting): Promise<number> {
  const { runs } = await robustnessRuns({ ...standard, rule }, setting);
  return runs[0]!.learningRate!;
}

/** The objective of the fastest worker at the end of each clock, which are counted from 0 as in Algorithm 1. The first evaluation of a curve is that of the start. */
export function byClock({ curve }: RunOutcome): readonly (readonly [clock: number, objective: number])[] {
  return curve.slice(1, CLOCKS + 1).map(({ objective }, clock) => [clock, objective!] as const);
}

/** The three criteria of Fig 8 [P 472]. */
export interface Criteria {
  /** Mean of the last five objectives. */
  readonly min_obj: number;
  /** Their standard deviation: what the paper calls variance is of its size. */
  readonly var_obj: number;
  /** First clock at which the threshold is met; `CLOCKS` where it never is. */
  readonly clocks: number;
}

/** As charts call them. */
export const criterionTitles: Readonly<Record<keyof Criteria, string>> = {
  min_obj: 'min_obj: mean of the last five objectives',
  var_obj: 'var_obj: their standard deviation',
  clocks: 'clocks to the threshold',
};

export function criteriaOf(run: RunOutcome, threshold: number): Criteria {
  const all = byClock(run);
  const last = all.slice(-5).map(([, objective]) => objective);
  const mean = last.reduce((sum, x) => sum + x, 0) / last.length;
  const variance = last.reduce((sum, x) => sum + (x - mean) * (x - mean), 0) / last.length;
  const arrival = all.find(([, objective]) => objective <= threshold)?.[0] ?? CLOCKS;
  return { min_obj: mean, var_obj: Math.sqrt(variance), clocks: Math.min(CLOCKS, arrival) };
}

/** One row for each criterion, with `keys` before it. */
export function criteriaRows(keys: Row, { runs }: Found, { calibration }: Setting): readonly Row[] {
  const threshold = calibration.thresholds['LR CTR'].objective;
  const criteria = runs.map((run) => criteriaOf(run, threshold));
  return (['min_obj', 'var_obj', 'clocks'] as const).map((criterion) => ({
    ...keys,
    criterion,
    source: 'simulated',
    ...measured(criteria.map((each) => each[criterion])),
    learning_rate: runs[0]?.learningRate,
  }));
}

/** The mean curve over the runs, clock by clock. */
export function curveRows(keys: Row, { runs }: Found): readonly Row[] {
  const curves = runs.map((run) => new Map(byClock(run)));
  const clocks = [...curves[0]!.keys()];
  return clocks.map((clock) => ({
    ...keys,
    clock,
    source: 'simulated',
    ...measured(curves.map((curve) => curve.get(clock))),
  }));
}
