import { choiceOption, variateOption } from '../../base/options.ts';
import { distributionOf, samplerOf } from '../../random/variate.ts';
import { onOffPieces, SHORTEST_CYCLE } from './on-off.ts';
import { stepCourses } from './step-courses.ts';
import { defineStraggler } from './straggler-model.ts';

/**
 * On/off interference: a worker is quiet or disturbed and stays so for a drawn holding time. With exponential holding times that is a
 * Markov chain in continuous time; any others make it semi-Markov. Started in its long-run state, it is disturbed at time 0 with
 * probability mean(disturbed) / (mean(quiet) + mean(disturbed)). The first holding time is drawn whole, which is exact for exponential ones.
 */
export const markov = defineStraggler({
  name: 'markov',
  summary: 'Disturbed on and off, each state held for a drawn time.',
  options: {
    quiet: variateOption({
      description: 'How long the undisturbed state is held.',
      quantity: 'seconds',
      min: 0,
    }),
    disturbed: variateOption({
      description: 'How long the disturbed state is held.',
      quantity: 'seconds',
      min: 0,
    }),
    slowdown: variateOption({
      description: 'Factor while disturbed; drawn anew for each disturbance.',
      above: 0,
    }),
    start: choiceOption(['stationary', 'quiet', 'disturbed'], {
      description: 'State at time 0; stationary draws it with the long-run share of each.',
      default: 'stationary',
    }),
  },
  affects: ['compute', 'network'],
  contradiction: ({ quiet, disturbed, start }, known) => {
    const mean = distributionOf(quiet, known).mean + distributionOf(disturbed, known).mean;
    if (mean < SHORTEST_CYCLE)
      return 'quiet and disturbed together are below a microsecond in the mean: too many changes to follow';
    return start !== 'quiet' && start !== 'disturbed' && mean === Number.POSITIVE_INFINITY
      ? 'holding times without a mean have no long-run shares to start with: give start'
      : undefined;
  },
  create: (options, { workerCount, stream }) => {
    const quiet = samplerOf(options.quiet, stream('quiet'));
    const disturbed = samplerOf(options.disturbed, stream('disturbed'));
    const slowdown = samplerOf(options.slowdown, stream('slowdown'));
    const starts = stream('start');
    const share = disturbed.mean / (quiet.mean + disturbed.mean);
    const startsDisturbed = (worker: number) =>
      options.start === 'disturbed' || (options.start === 'stationary' && starts.uniform(worker, 0) < share);
    return stepCourses(workerCount, (worker) => {
      const skipsFirst = startsDisturbed(worker);
      return onOffPieces(worker, {
        off: (subject, cycle) => (skipsFirst && cycle === 0 ? 0 : quiet.draw(subject, cycle)),
        on: disturbed.draw,
        factor: slowdown.draw,
      });
    });
  },
});
