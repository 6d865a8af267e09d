import { registryOf } from '../../base/registry.ts';
import { crash } from './crash.ts';
import type { FaultDefinition } from './fault-model.ts';
import { lateJoin } from './late-join.ts';
import { loss } from './loss.ts';
import { messageLoss } from './message-loss.ts';
import { serverCrash } from './server-crash.ts';

/** The kinds of fault that a scenario may name. */
export const faults = registryOf<FaultDefinition>('kind of fault')(
  crash,
  loss,
  lateJoin,
  serverCrash,
  messageLoss,
);
