import { registryOf } from '../../base/registry.ts';
import { coLocated } from './co-located.ts';
import { constant } from './constant.ts';
import { delay } from './delay.ts';
import { diurnal } from './diurnal.ts';
import { episodes } from './episodes.ts';
import { expression } from './expression.ts';
import { markov } from './markov.ts';
import { perClock } from './per-clock.ts';
import { profile } from './profile.ts';
import type { StragglerDefinition } from './straggler-model.ts';
import { trace } from './trace.ts';
import { warmUp } from './warm-up.ts';

/** The kinds of straggler that a scenario may name. */
export const stragglers = registryOf<StragglerDefinition>('kind of straggler')(
  constant,
  delay,
  perClock,
  episodes,
  markov,
  coLocated,
  warmUp,
  diurnal,
  expression,
  profile,
  trace,
);
