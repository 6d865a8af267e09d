/**
 * How often do the intervals of a study hold the truth? Prints the tables of docs/studies.md: `npx tsx scripts/measure-coverage.ts`. The first takes
 * a minute, the second, with whole simulations, several.
 */

import { exp, log1p } from '../src/numerics/elementary.ts';
import { Streams } from '../src/random/streams.ts';
import { samplerOf } from '../src/random/variate.ts';
import { parseScenario } from '../src/scenarios/parse-scenario.ts';
import type { Replications, Scenario } from '../src/scenarios/scenario.ts';
import { prepare, TrainingRun } from '../src/simulation/index.ts';
import type { PlannedRun } from '../src/studies/planned-run.ts';
import { confidenceOf, mostReplications, replicationsWanted } from '../src/studies/replications.ts';
import { CONFIDENCE, type Estimate } from '../src/studies/statistics/interval.ts';
import { halfWidth, meanInterval, positiveMeanInterval } from '../src/studies/statistics/mean-interval.ts';
import { pending, resultOf, startStudy, withRun } from '../src/studies/study.ts';
import { designOf } from '../src/studies/study-design.ts';
import type { FinishedRun } from '../src/studies/study-result.ts';
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
      const seen = logs.slice(0, look);
      if (look < 60 && halfWidth(seen, confidence) > log1p(until)) continue;
      if (holds(meanInterval(seen, confidence)!, 0)) held++;
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

/** Of times with a lognormal distribution of mean 1: the shares of intervals of the mean that hold it, and the mean number of replications. */
function meanCoverage(sigma: number, replications: Replications, studies: number) {
  const held = { student: 0, logarithm: 0 };
  let total = 0;
  const lognormal = { median: exp((-sigma * sigma) / 2), sigma };
  const confidence = confidenceOf(replications);
  for (let study = 0; study < studies; study++) {
    const sampler = samplerOf({ lognormal }, new Streams(study, 1).stream('time'));
    const times = Array.from({ length: mostReplications(replications) }, (_, r) => sampler.draw(0, r));
    const n = replicationsWanted(replications, [runsTaking(times)]);
    const seen = times.slice(0, n);
    if (holds(meanInterval(seen, confidence)!, 1)) held.student++;
    if (holds(positiveMeanInterval(seen, confidence)!, 1)) held.logarithm++;
    total += n;
  }
  return { student: held.student / studies, logarithm: held.logarithm / studies, mean: total / studies };
}

function holds({ low, high }: Estimate, value: number): boolean {
  return low! <= value && value <= high!;
}

/** Finished runs that took these times, as far as a decision about their number looks at them. */
function runsTaking(times: readonly number[]): readonly FinishedRun[] {
  const plan = { scenario: { stop: { objective: 1 } } };
  return times.map((time) => ({ plan, result: { status: 'converged', time: time * 1e9 } }) as FinishedRun);
}

function printMeans(studies: number): void {
  console.log(
    '| σ of the logarithm of a time | replications | mean | Student on the times | on the logarithm of the mean |\n|---|---|---|---|---|',
  );
  for (const sigma of [0.1, 0.3, 0.6, 1]) {
    for (const replications of [5, 10, 20, { until, max: 60 }]) {
      const { student, logarithm, mean } = meanCoverage(sigma, replications, studies);
      console.log(
        `| ${sigma} | ${nameOf(replications)} | ${mean.toFixed(1)} | ${percent(student)} | ${percent(logarithm)} |`,
      );
    }
  }
}

function nameOf(replications: Replications): string {
  return JSON.stringify(replications).replaceAll('"', '');
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
  let heldTime = 0;
  let total = 0;
  for (let seed = 0; seed < studies; seed++) {
    const one = { ...base, seed };
    let study = startStudy(
      designOf({ scenario: one, document: {}, paths: [], points: [{ values: [], scenario: one }] }),
    );
    for (let wanted = pending(study); wanted.length > 0; wanted = pending(study)) {
      for (const plan of wanted) study = withRun(study, { plan, result: made(plan) });
    }
    const [bsp, asp] = summaryOf(resultOf(study));
    if (holds(asp!.speedUp!, truth)) held++;
    if (holds(bsp!.timePerUpdate!, truth / machines)) heldTime++;
    total += asp!.n;
  }
  return { held: held / studies, heldTime: heldTime / studies, mean: total / studies };
}

function made(plan: PlannedRun) {
  const run = new TrainingRun(prepare(plan.scenario, undefined, plan.replication), plan.algorithm);
  while (run.advance(1e6));
  return run.result();
}

function printSimulated(studies: number): void {
  console.log(
    "| replications | mean | intervals of the speed-up that hold H_4 | of bsp's time per update that hold H_4 / 4 |\n|---|---|---|---|",
  );
  for (const replications of [
    5,
    10,
    20,
    { until: 0.05, max: 60 },
    { until: 0.03, max: 60 },
    { until: 0.02, max: 60 },
  ]) {
    const { held, heldTime, mean } = simulatedCoverage(replications, studies);
    console.log(`| ${nameOf(replications)} | ${mean.toFixed(1)} | ${percent(held)} | ${percent(heldTime)} |`);
  }
}

const percent = (share: number) => `${(100 * share).toFixed(1)}%`;

printSynthetic(20_000);
printMeans(20_000);
printSimulated(4000);
