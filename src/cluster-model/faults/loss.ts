import { numberOption, variateOption } from '../../base/options.ts';
import { NEVER, type SimTime, secondsToNanoseconds } from '../../engine/time.ts';
import { samplerOf } from '../../random/variate.ts';
import { defineFault } from './fault-model.ts';

/** A worker goes and never comes back. The shards drop it after `detection`; until then the others wait for it as their protocol says. */
export const loss = defineFault({
  name: 'loss',
  summary: 'A worker is lost for good; the shards drop it from their tables when they have noticed.',
  options: {
    at: variateOption({ description: 'When; drawn once per worker.', quantity: 'seconds', min: 0 }),
    detection: numberOption({
      description: 'After so long without it the shards drop the worker.',
      quantity: 'seconds',
      min: 0,
    }),
  },
  hits: 'workers',
  create: ({ at, detection }, { stream }) => {
    const time = samplerOf(at, stream('at'));
    return {
      detection: secondsToNanoseconds(detection),
      outage: (worker, index) => {
        if (index > 0) return undefined;
        return { start: secondsToNanoseconds(time.draw(worker, 0)) as number as SimTime, end: NEVER };
      },
    };
  },
});
