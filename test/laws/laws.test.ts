import { test } from 'vitest';
import * as sameBytes from './01-same-bytes.ts';
import * as bspIsTimeless from './02-bsp-is-timeless.ts';
import * as sequentialSgd from './03-sequential-sgd.ts';
import * as equalAlgorithms from './04-equal-algorithms.ts';
import * as boundedLead from './05-bounded-lead.ts';
import * as dynamic from './06-dynamic.ts';
import * as unitsOfTime from './07-units-of-time.ts';
import * as timeAccount from './08-time-account.ts';
import * as exactlyOnce from './11-exactly-once.ts';
import * as queues from './12-queues.ts';
import * as network from './13-network.ts';
import * as commonChance from './14-common-chance.ts';
import * as plainSimulator from './15-plain-simulator.ts';
import { demandKept, type Law, real } from './law.ts';

const laws: Law[] = [
  sameBytes,
  bspIsTimeless,
  sequentialSgd,
  equalAlgorithms,
  boundedLead,
  dynamic,
  unitsOfTime,
  timeAccount,
  exactlyOnce,
  queues,
  network,
  commonChance,
  plainSimulator,
].flatMap((module) => Object.values(module) as Law[]);

test.each(laws)('$name', (law) => demandKept(law, real));
