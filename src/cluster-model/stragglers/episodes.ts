import { variateOption } from '../../base/options.ts';
import { after, type Duration, type SimTime, START, secondsToNanoseconds } from '../../engine/time.ts';
import { distributionOf, type Sampler, samplerOf } from '../../random/variate.ts';
import { defineStraggler } from './straggler-model.ts';

/** In seconds. Every episode is a step of work for whoever computes through it. */
const SHORTEST_CYCLE = 1e-6;

/** Slow for a while, well for a while: episode k begins a drawn gap after episode k − 1 has ended and lasts a drawn duration. */
export const episodes = defineStraggler({
  name: 'episodes',
  summary: 'Slow for a drawn duration after a drawn gap, again and again.',
  options: {
    gap: variateOption({ description: 'Time between episodes.', quantity: 'seconds', min: 0 }),
    duration: variateOption({ description: 'Length of an episode.', quantity: 'seconds', min: 0 }),
    slowdown: variateOption({ description: 'Factor; drawn for every episode.', above: 0 }),
  },
  affects: ['compute', 'network'],
  contradiction: ({ gap, duration }, known) =>
    distributionOf(gap, known).mean + distributionOf(duration, known).mean < SHORTEST_CYCLE
      ? 'gap and duration together are below a microsecond in the mean: too many episodes to follow'
      : undefined,
  create: (options, { workerCount, stream }) => {
    const gap = samplerOf(options.gap, stream('gap'));
    const duration = samplerOf(options.duration, stream('duration'));
    const slowdown = samplerOf(options.slowdown, stream('slowdown'));
    const courses = Array.from({ length: workerCount }, (_, worker) => new Course(worker, gap, duration));
    return {
      factorAt: (worker, time) => {
        const course = courses[worker]!;
        course.moveTo(time);
        return time >= course.start ? slowdown.draw(worker, course.episode) : 1;
      },
      nextChange: (worker, time) => {
        const course = courses[worker]!;
        course.moveTo(time);
        return time < course.start ? course.start : course.end;
      },
    };
  },
});

/** Where one worker is in its sequence of episodes: the current or next episode is [start, end), in nanoseconds. */
class Course {
  episode = -1;
  start = START;
  end = START;
  #previousEnd = START;
  readonly #worker: number;
  readonly #gap: Sampler;
  readonly #duration: Sampler;

  constructor(worker: number, gap: Sampler, duration: Sampler) {
    this.#worker = worker;
    this.#gap = gap;
    this.#duration = duration;
    this.#next();
  }

  /** Goes to the first episode that ends after `time`, from the beginning if that lies in the past. */
  moveTo(time: SimTime): void {
    if (time < this.#previousEnd) this.#rewind();
    while (this.end <= time) this.#next();
  }

  #next(): void {
    this.episode += 1;
    this.#previousEnd = this.end;
    this.start = after(this.end, secondsToNanoseconds(this.#gap.draw(this.#worker, this.episode)));
    const length = secondsToNanoseconds(this.#duration.draw(this.#worker, this.episode));
    // A gap and a duration of zero together would never get past an instant: one nanosecond is the least of a cycle.
    const cycle = this.start + length - this.#previousEnd;
    this.end = after(this.#previousEnd, Math.max(cycle, 1) as Duration);
  }

  #rewind(): void {
    this.episode = -1;
    this.end = START;
    this.#next();
  }
}
