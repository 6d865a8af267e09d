import { variateOption } from '../../base/options.ts';
import { type SimTime, secondsToNanoseconds } from '../../engine/time.ts';
import { samplerOf } from '../../random/variate.ts';
import { defineFault } from './fault-model.ts';

/** A machine that comes later: nobody waits for it before, and it starts by a pull, at the clock of the slowest. */
export const lateJoin = defineFault({
  name: 'late-join',
  summary: 'A worker is not there at the start; it joins by a pull, at the clock of the slowest worker.',
  options: {
    at: variateOption({ description: 'When; drawn once per worker.', quantity: 'seconds', min: 0 }),
  },
  hits: 'workers',
  create: ({ at }, { stream }) => {
    const time = samplerOf(at, stream('at'));
    return { joinTime: (worker) => secondsToNanoseconds(time.draw(worker, 0)) as number as SimTime };
  },
});
