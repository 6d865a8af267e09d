import { numberOption, variateOption } from '../../base/options.ts';
import { after, type SimTime, START, secondsToNanoseconds } from '../../engine/time.ts';
import { distributionOf, type Sampler, samplerOf } from '../../random/variate.ts';
import { SHORTEST_CYCLE } from './on-off.ts';
import { type Pieces, stepCourses } from './step-courses.ts';
import { defineStraggler } from './straggler-model.ts';

/**
 * Jobs of others that come to the worker's machine and leave it: with k of them there the machine is shared by k + 1, and the worker is
 * k + 1 times slower. With exponential gaps the number of jobs is that of an M/G/∞ queue, which starts empty.
 */
export const coLocated = defineStraggler({
  name: 'co-located',
  summary: 'Shares its machine with jobs that come and go: k of them make it k + 1 times slower.',
  options: {
    gap: variateOption({ description: 'Time between two arrivals of jobs.', quantity: 'seconds', min: 0 }),
    duration: variateOption({ description: 'How long a job stays.', quantity: 'seconds', min: 0 }),
    weight: numberOption({
      description: "What a job takes, relative to the worker's own demand: the factor is 1 + weight · k.",
      above: 0,
      default: 1,
    }),
  },
  affects: ['compute', 'network'],
  contradiction: ({ gap }, known) =>
    distributionOf(gap, known).mean < SHORTEST_CYCLE
      ? 'gap is below a microsecond in the mean: too many jobs to follow'
      : undefined,
  create: (options, { workerCount, stream }) => {
    const gap = samplerOf(options.gap, stream('gap'));
    const duration = samplerOf(options.duration, stream('duration'));
    return stepCourses(workerCount, (worker) => jobPieces(worker, gap, duration, options.weight));
  },
});

/** Between two arrivals or departures the number of jobs stays the same. */
function jobPieces(worker: number, gap: Sampler, duration: Sampler, weight: number): Pieces {
  let job = 0;
  let arrival = after(START, secondsToNanoseconds(gap.draw(worker, job)));
  /** Of the jobs that are there, ascending. */
  const departures: SimTime[] = [];
  return () => {
    const factor = 1 + weight * departures.length;
    const departure = departures[0];
    if (departure !== undefined && departure <= arrival) {
      departures.shift();
      return { end: departure, factor };
    }
    const end = arrival;
    insert(departures, after(arrival, secondsToNanoseconds(duration.draw(worker, job))));
    job += 1;
    arrival = after(arrival, secondsToNanoseconds(gap.draw(worker, job)));
    return { end, factor };
  };
}

function insert(sorted: SimTime[], time: SimTime): void {
  let place = sorted.length;
  while (place > 0 && sorted[place - 1]! > time) place -= 1;
  sorted.splice(place, 0, time);
}
