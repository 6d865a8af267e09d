import { registryOf } from '../../base/registry.ts';
import { average } from './average.ts';
import { constant } from './constant.ts';
import { dynamic } from './dynamic.ts';
import { inverseStaleness } from './inverse-staleness.ts';
import type { ServerRuleDefinition } from './server-rule.ts';
import { sum } from './sum.ts';

/** The server rules that a scenario may name. */
export const serverRules = registryOf<ServerRuleDefinition>('server rule')(
  sum,
  constant,
  average,
  dynamic,
  inverseStaleness,
);
