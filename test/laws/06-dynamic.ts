import fc from 'fast-check';
import type { TraceEntry } from '../../src/explanation/trace-entry.ts';
import type {
  KeptVersions,
  PushedUpdate,
  ServerRule,
  ServerRuleDefinition,
} from '../../src/optimizers/server/server-rule.ts';
import type { Catalogue } from '../../src/scenarios/catalogue.ts';
import {
  algorithmOf,
  oneOf,
  protocolDrafts,
  sspProtocols,
  trials,
} from '../../src/testing/arbitraries/index.ts';
import { demand, demandClose, demandSame } from '../../src/testing/compare.ts';
import { StampedVersions } from '../oracle/stamped-versions.ts';
import { alone } from '../support/holder.ts';
import { replacing } from '../support/replacing.ts';
import { lawOf } from './law.ts';

const versionsOptions = fc.constantFrom('by-clock', 'by-version');

/** A push of a worker, or a pull that is answered. */
type Step = { readonly kind: 'push' | 'pull'; readonly worker: number };

/**
 * Any sequence of pushes and pulls: what a rule is told does not depend on the protocol. In bursts of one worker, so that some fall
 * far behind and catch up.
 */
const histories = oneOf(1, 8).chain((workers) =>
  fc.record({
    workers: fc.constant(workers),
    versions: versionsOptions,
    steps: fc
      .array(fc.record({ worker: oneOf(0, workers - 1), pulls: fc.boolean(), pushes: oneOf(0, 4) }), {
        maxLength: 20,
        size: 'max',
      })
      .map((bursts) => bursts.flatMap(stepsOf)),
  }),
);

function stepsOf({ worker, pulls, pushes }: { worker: number; pulls: boolean; pushes: number }): Step[] {
  const pushed = Array.from({ length: pushes }, (): Step => ({ kind: 'push', worker }));
  return pulls ? [{ kind: 'pull', worker }, ...pushed] : pushed;
}

/**
 * Law 6. Every push is a unit vector of its own, so that the parameters are the weights of the pushes. A weight is revised at most
 * 80 times, each time to within a unit in the last place of a number below 1: 1e-13 is ten times what that adds up to.
 */
export const weightsOfVersions = lawOf(
  'dynamic: the pushes stamped with one version have equal weights, which sum to 1, whatever came in between',
  histories,
  ({ catalogue }, { workers, versions, steps }) => {
    const pushes = steps.filter(({ kind }) => kind === 'push');
    const stamps = new StampedVersions(workers, { versions });
    const weights = new Float64Array(pushes.length);
    const rule = makeRule(catalogue, versions, workers, pushes.length);
    let next = 0;
    for (const { kind, worker } of steps) {
      if (kind === 'pull') {
        stamps.pull(worker);
        rule.read?.(worker, weights, stamps.view);
        continue;
      }
      const unit = Float64Array.from(pushes, (_, place) => (place === next ? 1 : 0));
      const clock = stamps.clockOf(worker);
      stamps.push(worker, next);
      rule.close(weights, alone({ values: unit, indices: null }, { worker, clock }), stamps.view);
      demandClose(weights, stamps.weights(pushes.length), 1e-13, 'weights');
      next += 1;
    }
  },
);

/** Law 6. Each of at most 8 terms of a mean of numbers up to 1 is off by a few units in the last place: below 1e-13. */
export const orderWithinVersion = lawOf(
  'dynamic: in which order the pushes of one version arrive does not matter, to rounding',
  fc.integer({ min: 2, max: 8 }).chain((workers) =>
    fc.record({
      versions: versionsOptions,
      updates: fc.array(fc.double({ min: -1, max: 1, noNaN: true }), {
        minLength: workers,
        maxLength: workers,
      }),
      order: fc.shuffledSubarray(
        Array.from({ length: workers }, (_, worker) => worker),
        { minLength: workers },
      ),
    }),
  ),
  ({ catalogue }, { versions, updates, order }) => {
    const after = (sequence: readonly number[]) => {
      const parameters = new Float64Array(1);
      const rule = makeRule(catalogue, versions, updates.length, 1);
      const stamps = new StampedVersions(updates.length);
      for (const worker of sequence) {
        stamps.push(worker, worker);
        rule.close(parameters, alone(updates[worker]!, { worker }), stamps.view);
      }
      return parameters;
    };
    demandClose(after(order), after([...order].sort((a, b) => a - b)), 1e-13, 'parameters');
  },
);

/**
 * Law 6, in whole simulations: what arrives at each shard, recorded, and added up by the definition. At most 40 pushes of numbers of
 * the order of the parameters are revised, each revision right to a unit in the last place of these: 1e-12 is generous.
 */
export const sumOfMeans = lawOf(
  'dynamic: the parameters are w0 plus the means of the updates stamped with each version, at every shard',
  fc.tuple(trials(), protocolDrafts, versionsOptions),
  (subject, [trial, protocol, versions]) => {
    const recorded: Recording[] = [];
    const catalogue = recording(subject.catalogue, recorded);
    const { learningRate } = trial.scenario.algorithms[0]!;
    const rule = { name: 'dynamic', options: { versions } };
    const algorithm = { ...algorithmOf(protocol, rule), learningRate: learningRate! };
    const { result, trace } = subject.simulate(trial, { algorithm, catalogue });
    const { holds = false } = subject.catalogue.protocols.get(protocol.name);
    recorded.forEach(({ log }, shard) => {
      demandSame(log, eventsAt(trace, shard, holds), `what the rule of shard ${shard} is told`);
    });
    fc.pre(result.parameters.every(Number.isFinite));
    const { initial } = subject.prepare(trial).workload!;
    const expected = recorded.flatMap(({ stamps, updates, first }) =>
      Array.from(stamps.sumOfMeans(updates), (moved, j) => initial[first + j]! + moved),
    );
    demandClose(result.parameters, expected, 1e-12, 'parameters');
  },
);

/**
 * What a shard keeps after each push: a version takes d_s values of 8 B, or 12 B for each of those that its updates have carried where these are
 * fewer than half. And Theorem 3 of the paper, as far as it goes: it allows s + 1 versions, one for each clock between the slowest and the fastest. So it is where everybody's
 * version is its clock. But a worker that pulls gets the fastest clock, up to σ + 1 above the slowest (σ = s, or s + 1 with pullRule: paper), and pushes up to
 * σ + 1 times before its next pull: 2σ + 2 versions can be live, and no more.
 */
export const versionsKept = lawOf(
  'dynamic: a shard keeps at most 2σ + 2 versions, and results say the most that they took',
  fc.tuple(trials({ stops: 'clocks' }), sspProtocols, versionsOptions),
  (subject, [trial, protocol, versions]) => {
    const recorded: Recording[] = [];
    const catalogue = recording(subject.catalogue, recorded);
    const { learningRate } = trial.scenario.algorithms[0]!;
    const rule = { name: 'dynamic', options: { versions } };
    const algorithm = { ...algorithmOf(protocol, rule), learningRate: learningRate! };
    const { servers } = subject.simulate(trial, { algorithm, catalogue }).result;
    const { scale } = trial.scenario.workload as { scale?: { parameters: number } };
    const { staleness, pullRule } = protocol.options as { staleness: number | 'unbounded'; pullRule: string };
    recorded.forEach(({ kept }, shard) => {
      const found = servers[shard]!;
      const most = (numbers: readonly number[]) => (numbers.length === 0 ? undefined : Math.max(...numbers));
      const bytes = kept.map(({ dense, sparse }) => {
        const timed = (count: number) => Math.round(count * (scale?.parameters ?? 1));
        return 8 * timed(dense) + 12 * timed(sparse);
      });
      demandSame(found.versionsMax, most(kept.map(({ count }) => count)), `versions of shard ${shard}`);
      demandSame(found.versionsBytesMax, most(bytes), `bytes of versions of shard ${shard}`);
      if (staleness === 'unbounded' || versions === 'by-version' || found.versionsMax === undefined) return;
      const bound = 2 * (pullRule === 'paper' ? staleness + 1 : staleness) + 2;
      demand(
        found.versionsMax <= bound,
        () => `shard ${shard} has kept ${found.versionsMax} versions, more than ${bound}`,
      );
    });
  },
);

/** The versions that are kept now, by the definition. */
function keptNow(stamps: StampedVersions, carried: readonly ReadonlySet<number>[]): KeptVersions {
  let [dense, sparse] = [0, 0];
  const live = stamps.live();
  for (const version of live) {
    const { size } = new Set(stamps.versions.get(version)!.flatMap((push) => [...carried[push]!]));
    if (size < stamps.size / 2) sparse += size;
    else dense += stamps.size;
  }
  return { count: live.length, dense, sparse };
}

/** Pushes handled and pulls answered by a shard, in order. */
function eventsAt(trace: readonly TraceEntry[], shard: number, holds: boolean): string[] {
  let held: number[] = [];
  return trace.flatMap(({ event }) => {
    if (!('shard' in event) || event.shard !== shard) return [];
    if (event.kind === 'pull-answered') return [`pull ${event.worker}`];
    if (event.kind === 'push-handled') held.push(event.worker);
    if (event.kind !== (holds ? 'round-closed' : 'push-handled')) return [];
    const round = held.sort((a, b) => a - b).map((worker) => `push ${worker}`);
    held = [];
    return round;
  });
}

interface Recording {
  /** What the rule was told. */
  readonly log: string[];
  readonly stamps: StampedVersions;
  readonly updates: Float64Array[];
  /** After each push. */
  readonly kept: KeptVersions[];
  /** The first parameter of the shard. */
  readonly first: number;
}

/** The same catalogue, whose rule `dynamic` also writes down what it is told; shards are made in order. */
function recording(catalogue: Catalogue, recorded: Recording[]): Catalogue {
  const definition = catalogue.serverRules.get('dynamic');
  const recorder: ServerRuleDefinition = {
    ...definition,
    create: (options, context): ServerRule => {
      const rule = definition.create(options, context);
      const last = recorded.at(-1);
      const first = last ? last.first + last.stamps.size : 0;
      const { workerCount, parameterCount } = context;
      const { versions } = options as { versions: string };
      const stamps = new StampedVersions(workerCount, { size: parameterCount, versions });
      const updates: Float64Array[] = [];
      const log: string[] = [];
      const kept: KeptVersions[] = [];
      const carried: Set<number>[] = [];
      recorded.push({ stamps, updates, kept, first, log });
      return {
        close: (parameters, held, view) => {
          for (const push of held) {
            log.push(`push ${push.worker}`);
            stamps.push(push.worker, updates.length);
            updates.push(denseUpdate(push, parameterCount));
            carried.push(new Set(push.indices ?? Array.from({ length: parameterCount }, (_, k) => k)));
          }
          rule.close(parameters, held, view);
          kept.push(keptNow(stamps, carried));
        },
        get kept() {
          return rule.kept!;
        },
        read: (worker, parameters, view) => {
          log.push(`pull ${worker}`);
          stamps.pull(worker);
          rule.read?.(worker, parameters, view);
        },
      };
    },
  };
  return { ...catalogue, serverRules: replacing(catalogue.serverRules, recorder) };
}

function denseUpdate({ values, indices }: PushedUpdate, size: number): Float64Array {
  const update = new Float64Array(size);
  values.forEach((value, k) => {
    update[indices === null ? k : indices[k]!] = value;
  });
  return update;
}

function makeRule({ serverRules }: Catalogue, versions: string, workerCount: number, parameterCount: number) {
  const exampleShares = new Float64Array(workerCount).fill(1 / workerCount);
  return serverRules.get('dynamic').create({ versions }, { workerCount, parameterCount, exampleShares });
}
