import { addScaled } from './add-scaled.ts';
import { defineServerRule } from './server-rule.ts';

/**
 * w ← w + u / (τ + 1), τ the staleness of the push at this shard. Later work calls this DynSGD (dist-keras, FLeet); it
 * is not the rule of the SIGMOD 2017 paper, which is `dynamic`.
 */
export const inverseStaleness = defineServerRule({
  name: 'inverse-staleness',
  summary: 'Divides every update by its staleness plus one.',
  reference: 'Hermans, dist-keras, 2016',
  options: {},
  // Where M equal workers take turns, M − 1 pushes of others come between two of one worker.
  pushWeight: (_, workerCount) => 1 / workerCount,
  create: () => ({
    close: (parameters, held) => {
      for (const push of held) addScaled(parameters, 1 / (push.staleness + 1), push);
    },
  }),
});
