import type { AlgorithmSpec, Scenario, StopSpec, TuneSpec } from '../../scenarios/scenario.ts';

/** By how much successive halving cuts the rates that are left, and lengthens the runs of those. */
const FACTOR = 3;

/** One round of a search: how many rates run, and for which part of the budget. */
export interface TuningRound {
  readonly rates: number;
  readonly part: number;
}

/** How an algorithm of a scenario is tuned: the common settings, and what it says itself; undefined where it keeps its rate. */
export function tuningOf({ tune }: Scenario, algorithm: AlgorithmSpec): TuneSpec | undefined {
  if (!tune || algorithm.tune === 'none') return undefined;
  return { ...tune, ...algorithm.tune };
}

/**
 * The rounds of a search. A grid has one, in which every rate runs to the end. Successive halving (Jamieson and Talwalkar, AISTATS
 * 2016) keeps the best third of the rates, rounded up, and gives it three times the budget, until three or fewer rates have all of it.
 */
export function roundsOf({ search, learningRate }: TuneSpec): readonly TuningRound[] {
  const sizes = [learningRate.length];
  while (search === 'halving' && sizes.at(-1)! > FACTOR) sizes.push(Math.ceil(sizes.at(-1)! / FACTOR));
  let part = 1;
  const rounds = sizes.toReversed().map((rates): TuningRound => {
    const round = { rates, part };
    part /= FACTOR;
    return round;
  });
  return rounds.toReversed();
}

/** Runs that a search makes in all. */
export function tuningRunsOf(tuning: TuneSpec): number {
  return roundsOf(tuning).reduce((sum, { rates }) => sum + rates * tuning.replications, 0);
}

/** The limits of a run in a round that has this part of the budget. */
export function limitsOf({ stop }: Scenario, { budget }: TuneSpec, part: number): TuneSpec['budget'] {
  const { maxClocks, maxUpdates, maxTime } = Object.keys(budget).length > 0 ? budget : stop;
  return {
    ...(maxClocks !== undefined && { maxClocks: Math.ceil(maxClocks * part) }),
    ...(maxUpdates !== undefined && { maxUpdates: Math.ceil(maxUpdates * part) }),
    ...(maxTime !== undefined && { maxTime: maxTime * part }),
  };
}

/** The scenario of a tuning run. One that is judged by its objective has no target at which to stop early. */
export function tuningScenario(scenario: Scenario, tuning: TuneSpec, part: number): Scenario {
  const { objective, gap, accuracy } = scenario.stop;
  const target: StopSpec = {
    ...(objective !== undefined && { objective }),
    ...(gap !== undefined && { gap }),
    ...(accuracy !== undefined && { accuracy }),
  };
  const stop = { ...(tuning.by === 'objective' ? {} : target), ...limitsOf(scenario, tuning, part) };
  return { ...scenario, stop };
}

/** The algorithm with another learning rate (the first value of its schedule), and nothing left to tune. */
export function withRate(algorithm: AlgorithmSpec, rate: number | undefined): AlgorithmSpec {
  const { tune: _, learningRate, ...rest } = algorithm;
  if (!learningRate) return rest as AlgorithmSpec;
  return {
    ...rest,
    learningRate: rate === undefined ? learningRate : { ...learningRate, initial: rate },
  } as AlgorithmSpec;
}
