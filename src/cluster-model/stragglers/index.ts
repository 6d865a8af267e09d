import { registryOf } from '../../base/registry.ts';
import { constant } from './constant.ts';
import { delay } from './delay.ts';
import { episodes } from './episodes.ts';
import { perClock } from './per-clock.ts';
import type { StragglerDefinition } from './straggler-model.ts';

/** The kinds of straggler that a scenario may name. */
export const stragglers = registryOf<StragglerDefinition>('kind of straggler')(
  constant,
  delay,
  perClock,
  episodes,
);
