import type { Problem } from '../base/errors.ts';
import type { Scenario } from '../scenarios/scenario.ts';
import type { PreparedWorkload } from '../workloads/prepare-workload.ts';

/** Shards this much larger than the smallest are worth a word. */
const UNEVEN = 1.01;

/** What the user should know before runs of `scenario` on `workload`, though nothing is wrong. */
export function preparationWarnings(scenario: Scenario, workload: PreparedWorkload): readonly Problem[] {
  return [
    ...scaleWarnings(scenario),
    ...stepWarnings(scenario, workload),
    ...unevenShardWarnings(scenario, workload),
  ];
}

/** Results are not those of the job computed, and say so. */
function scaleWarnings({ workload }: Scenario): Problem[] {
  if (!('scale' in workload) || !workload.scale) return [];
  const { examples, parameters, nonzerosPerExample } = workload.scale;
  return [
    {
      path: 'workload.scale',
      message:
        `seconds and bytes are those of a job with ${examples} times the examples, ${parameters} times the parameters and ${nonzerosPerExample} times ` +
        'the nonzeros per example; objective, accuracy and updates are those of the data computed on',
    },
  ];
}

/**
 * The l2 term of a feature is spread over the M_j workers that hold it, so each applies l2·M/M_j; a step of η·l2·M/M_j ≥ 2
 * overshoots zero by more than it started from, and grows. Where η·l2 alone is that much, it concerns every feature.
 */
function stepWarnings({ algorithms, workload }: Scenario, { strongestL2 }: PreparedWorkload): Problem[] {
  const l2 = 'l2' in workload ? workload.l2 : 0;
  return algorithms.flatMap(({ label, learningRate }) => {
    const rate = learningRate?.initial ?? 0;
    if (rate * strongestL2 < 2) return [];
    if (rate * l2 >= 2) {
      return [
        {
          message: `${label}: η·l2 is ${(rate * l2).toPrecision(3)}, and from 2 on each step takes every weight further from zero than it was`,
          hint: 'lower learningRate or l2',
        },
      ];
    }
    return [
      {
        message:
          `${label}: η·l2·M/M_j is ${(rate * strongestL2).toPrecision(3)} for some feature j. A worker that holds a rare feature applies the ` +
          'l2 term for all that do not, and from 2 on each step takes the weight further from zero than it was',
        hint: 'lower learningRate or l2, or use workload.features: all',
      },
    ];
  });
}

function unevenShardWarnings(scenario: Scenario, { workers }: PreparedWorkload): Problem[] {
  const least = workers.reduce((size, { examples }) => Math.min(size, examples), Number.POSITIVE_INFINITY);
  const most = workers.reduce((size, { examples }) => Math.max(size, examples), 0);
  if (most <= least * UNEVEN || most - least <= 1) return [];
  const concerned = scenario.algorithms.filter(({ weights }) => weights !== 'examples');
  if (concerned.length === 0) return [];
  return [
    {
      message:
        `workers have between ${least} and ${most} examples: ${concerned.map(({ label }) => label).join(', ')} minimise the mean of ` +
        "the workers' objectives, which is not quite the objective reported",
      hint: 'bsp with weights: examples is exact',
    },
  ];
}
