/**
 * How often do the intervals of a study hold the truth? Prints the tables of docs/studies.md: `npx tsx scripts/measure-coverage.ts`. The first takes
 * a minute, the second, with whole simulations, several.
 */

import { log1p } from '../src/numerics/elementary.ts';
import { Streams } from '../src/random/streams.ts';
import { samplerOf } from '../src/random/variate.ts';
import { parseScenario } from '../src/scenarios/parse-scenario.ts';
import type { Replications, Scenario } from '../src/scenarios/scenario.ts';
import { prepare, TrainingRun } from '../src/simulation/index.ts';
import type { PlannedRun } from '../src/studies/planned-run.ts';
import { confidenceOf } from '../src/studies/replications.ts';
import { CONFIDENCE } from '../src/studies/statistics/interval.ts';
import { meanInterval } from '../src/studies/statistics/mean-interval.ts';
import { pending, resultOf, startStudy, withRun } from '../src/studies/study.ts';
import { designOf } from '../src/studies/study-design.ts';
import { summaryOf } from '../src/studies/study-summary.ts';

const until = 0.05;
const looks = [10, 15, 20, 25, 30, 35, 40, 45, 50, 55, 60];

/** Studies of normal log ratios: the share of intervals that hold 0, and the mean number of replications. */
function syntheticCoverage(spread: number, confidence: number, studies: number) {
  let held = 0;
  let total = 0;
  for (let study = 0; study < studies; study++) {
    const sampler = samplerOf(
      { normal: { mean: 100, sd: spread } },
      new Streams(study, 1).stream('log-ratio'),
    );
    const logs = Array.from({ length: 60 }, (_, r) => sampler.draw(0, r) - 100);
    for (const look of looks) {
      const { value, low, high } = meanInterval(logs.slice(0, look), confidence)!;
      if (look < 60 && high! - value > log1p(until)) continue;
      if (low! <= 0 && high! >= 0) held++;
      total += look;
      break;
    }
  }
  return { held: held / studies, mean: total / studies };
}

function printSynthetic(studies: number): void {
  console.log(
    '| spread of log ratios | replications, mean | held, made for 95% | held, made for 95.75% |\n|---|---|---|---|',
  );
  for (const spread of [0.03, 0.06, 0.08, 0.1, 0.11, 0.12, 0.14, 0.16, 0.2, 0.3]) {
    const plain = syntheticCoverage(spread, CONFIDENCE, studies);
    const wider = syntheticCoverage(spread, confidenceOf({ until, max: 60 }), studies);
    console.log(`| ${spread} | ${wider.mean.toFixed(1)} | ${percent(plain.held)} | ${percent(wider.held)} |`);
  }
}

/** M machines whose clocks take exponential times: a round of bsp takes H_M in the mean, M updates of asp take 1. */
const machines = 4;
const rounds = 50;
const truth = Array.from({ length: machines }, (_, k) => 1 / (k + 1)).reduce((sum, x) => sum + x);

const scenario = (replications: Replications): Scenario => {
  const { scenario: parsed } = parseScenario(
    JSON.stringify({
      name: 'coverage',
      replications,
      cluster: {
        workers: machines,
        stragglers: [{ kind: 'per-clock', factor: { exponential: { mean: 1 } } }],
      },
      workload: { model: 'none', parameters: 1, computeTime: { perBatch: '1 s' } },
      stop: { maxUpdates: machines * rounds },
      algorithms: ['bsp', 'asp'],
    }),
  );
  return parsed;
};

function simulatedCoverage(replications: Replications, studies: number) {
  const base = scenario(replications);
  let held = 0;
  let total = 0;
  for (let seed = 0; seed < studies; seed++) {
    const one = { ...base, seed };
    let study = startStudy(
      designOf({ scenario: one, document: {}, paths: [], points: [{ values: [], scenario: one }] }),
    );
    for (let wanted = pending(study); wanted.length > 0; wanted = pending(study)) {
      for (const plan of wanted) study = withRun(study, { plan, result: made(plan) });
    }
    const { speedUp, n } = summaryOf(resultOf(study))[1]!;
    if (speedUp!.low! <= truth && truth <= speedUp!.high!) held++;
    total += n;
  }
  return { held: held / studies, mean: total / studies };
}

function made(plan: PlannedRun) {
  const run = new TrainingRun(prepare(plan.scenario, undefined, plan.replication), plan.algorithm);
  while (run.advance(1e6));
  return run.result();
}

function printSimulated(studies: number): void {
  console.log('| replications | mean | intervals that hold H_4 |\n|---|---|---|');
  for (const replications of [
    10,
    20,
    { until: 0.05, max: 60 },
    { until: 0.03, max: 60 },
    { until: 0.02, max: 60 },
  ]) {
    const { held, mean } = simulatedCoverage(replications, studies);
    console.log(
      `| ${JSON.stringify(replications).replaceAll('"', '')} | ${mean.toFixed(1)} | ${percent(held)} |`,
    );
  }
}

const percent = (share: number) => `${(100 * share).toFixed(1)}%`;

printSynthetic(20_000);
printSimulated(4000);
