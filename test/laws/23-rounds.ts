import fc from 'fast-check';
import type { ServerRuleDefinition } from '../../src/optimizers/server/server-rule.ts';
import type { Catalogue } from '../../src/scenarios/catalogue.ts';
import {
  algorithmOf,
  anywhereRules,
  averageRules,
  roundProtocols,
  timingTrials,
  trials,
  workerCountOf,
} from '../../src/testing/arbitraries/index.ts';
import { assertSameRun } from '../../src/testing/assertions/same.ts';
import { demandSame } from '../../src/testing/compare.ts';
import { comparable } from '../oracle/comparable.ts';
import { plainly } from '../oracle/plain-simulator.ts';
import { replacing } from '../support/replacing.ts';
import { lawOf } from './law.ts';

const anyRule = fc.oneof(averageRules, anywhereRules);
const algorithms = fc.tuple(roundProtocols, anyRule).map(([protocol, rule]) => algorithmOf(protocol, rule));
const plain = plainly();

/** The corners at which nobody is left out. */
export const roundsOfAllAreBsp = lawOf(
  'k-async of all workers, and backup-workers without any, are bsp, event for event and bit for bit, with any rule',
  fc.record({ trial: fc.oneof(trials(), timingTrials()), rule: anyRule }),
  ({ simulate }, { trial, rule }) => {
    const { learningRate } = trial.scenario.algorithms[0]!;
    const runOf = (name: string, options = {}) =>
      simulate(trial, {
        algorithm: { ...algorithmOf({ name, options }, rule), ...(learningRate && { learningRate }) },
      });
    const bsp = runOf('bsp');
    assertSameRun(runOf('k-async', { wait: workerCountOf(trial.scenario.cluster) }), bsp);
    assertSameRun(runOf('backup-workers', { backups: 0 }), bsp);
  },
);

export const roundsAgreeWithPlain = lawOf(
  'where rounds leave workers out the simulator agrees with a slow and obvious one, event for event and bit for bit',
  fc.oneof(trials({ algorithms }), timingTrials({ algorithms })),
  ({ simulate }, trial) => {
    const found = simulate(trial);
    const expected = plain(trial);
    demandSame(found.trace, expected.trace, 'the trace');
    demandSame(comparable(found.result), comparable(expected.result), 'the result');
  },
);

/** Of one shard, since the rule of a shard does not know which it is. */
export const everyPushHasOneFate = lawOf(
  'every push is applied, held at the end, or refused, exactly once',
  trials({
    algorithms: fc.oneof(
      algorithms,
      anyRule.map((rule) => algorithmOf({ name: 'bsp', options: {} }, rule)),
    ),
    maxShards: 1,
    stops: 'clocks',
  }),
  ({ simulate, catalogue }, trial) => {
    const applied: string[] = [];
    const { trace, result } = simulate(trial, { catalogue: noting(catalogue, applied) });
    fc.pre(result.status === 'stopped');
    const refused: string[] = [];
    let held: string[] = [];
    for (const { event } of trace) {
      if (event.kind === 'push-handled') held.push(`${event.worker}/${event.clock}`);
      if (event.kind === 'push-refused') refused.push(`${event.worker}/${event.clock}`);
      if (event.kind === 'round-closed') {
        demandSame(event.pushes, held.length, `pushes of round ${event.round}`);
        held = [];
      }
    }
    const workers = result.workers.length;
    const clocks = trial.scenario.stop.maxClocks!;
    const all = Array.from({ length: workers * clocks }, (_, k) => `${Math.floor(k / clocks)}/${k % clocks}`);
    demandSame([...applied, ...refused, ...held].sort(), all.sort(), 'the fates of all pushes');
    demandSame(result.updates, applied.length + held.length, 'the number of updates');
    demandSame(result.faults?.updatesDropped ?? 0, refused.length, 'the number of updates dropped');
  },
);

/** The same catalogue, whose rules note what they are given. */
function noting(catalogue: Catalogue, applied: string[]): Catalogue {
  const watched = (definition: ServerRuleDefinition): ServerRuleDefinition => ({
    ...definition,
    create: (options, context) => {
      const rule = definition.create(options, context);
      const close = rule.close.bind(rule);
      rule.close = (parameters, held, view) => {
        for (const { worker, clock } of held) applied.push(`${worker}/${clock}`);
        close(parameters, held, view);
      };
      return rule;
    },
  });
  const serverRules = catalogue.serverRules.entries.reduce(
    (registry, definition) => replacing(registry, watched(definition)),
    catalogue.serverRules,
  );
  return { ...catalogue, serverRules };
}
