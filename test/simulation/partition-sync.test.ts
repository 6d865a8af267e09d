import fc from 'fast-check';
import { expect, test } from 'vitest';
import { DynamicRule, dynamic } from '../../src/optimizers/server/dynamic.ts';
import type { ServerRuleDefinition } from '../../src/optimizers/server/server-rule.ts';
import { builtinCatalogue } from '../../src/scenarios/catalogue.ts';
import type { AlgorithmSpec } from '../../src/scenarios/scenario.ts';
import { algorithmOf, sspProtocols, trials } from '../../src/testing/arbitraries/index.ts';
import { simulate } from '../../src/testing/trial.ts';
import { alone, viewOf } from '../support/holder.ts';
import { replacing } from '../support/replacing.ts';
import { linesOf, observed, scripted } from './runs.ts';

/** What each clock adds. */
const UPDATES = [
  [6, 4],
  [2, 10],
];

function run(of: 'server' | 'fastest-worker', reportEvery = '150 ns') {
  return observed(
    scripted(
      { update: (worker, clock) => UPDATES[worker]![clock]! },
      {
        workload: { features: 'all', batchSize: 1 },
        training: { learningRate: 1, evaluate: { every: '1 updates', of } },
        stop: { maxClocks: 2 },
        algorithms: [
          {
            ...{ name: 'synced', protocol: 'asp', rule: 'dynamic' },
            ...{ partitionSync: 'stable-version', reportEvery },
          },
        ],
      },
    ),
  );
}

/** A header of 10 B takes 20 ns, a message with the one value 21. Worker 1 takes 200 ns for a clock; w starts at 1. */
test('a worker asks the master first, and pulls what belongs to versions below the stable one', () => {
  const { lines } = run('server');
  expect(lines.filter((line) => /master|pull-sent|handled|evaluated|pulled/.test(line))).toEqual(
    linesOf(`
      0 evaluated 1
      100 master-asked w0 c1
      121 push-handled w0 c0 s0 stale 0
      121 evaluated 7                           # version 0: 6
      140 master-answered w0 c1 version 0       # asked at 120: the shard had said nothing yet
      140 pull-sent w0 c1 s0
      181 pulled w0 c1 min 0                    # without version 0
      200 master-asked w1 c1
      221 push-handled w1 c0 s0 stale 1
      221 evaluated 5                           # version 0: mean(6, 2)
      240 master-answered w1 c1 version 1       # asked at 220: at 150 the fastest had finished a clock
      240 pull-sent w1 c1 s0
      281 pulled w1 c1 min 1
      302 push-handled w0 c1 s0 stale 1         # version 0, not 1: mean(6, 2, 4)
      302 evaluated 5
      502 push-handled w1 c1 s0 stale 1         # version 1: 10
      502 evaluated 15
    `),
  );
});

test('what a shard has come to since its last report is not told, even if it is asked for long after', () => {
  const { lines } = run('server', '500 ns');
  // Worker 1 asks at 220 ns: the shard, at version 1 since 121 ns, has reported at 0 alone. So its 10 is one more update
  // of version 0: 1 + mean(6, 2, 4, 10).
  expect(lines.filter((line) => /master-answered|502 evaluated/.test(line))).toEqual([
    '140 master-answered w0 c1 version 0',
    '240 master-answered w1 c1 version 0',
    '502 evaluated 6.5',
  ]);
});

test('the replica of a worker that was told version 0 has none of the updates on it, its own included', () => {
  const { lines } = run('fastest-worker');
  // 1 + 6 after clock 0; then 1 again, and 4.
  expect(lines.filter((line) => line.includes('evaluated')).slice(0, 3)).toEqual([
    '0 evaluated 1',
    '100 evaluated 7',
    '281 evaluated 5',
  ]);
});

/** Versions 0, 1 and 2 with means 4, 3 and 5, as in the worked example of the design after its fifth step. */
function fiveSteps() {
  const rule = new DynamicRule(3, 1);
  const w = new Float64Array(1);
  const clocks = [0, 0, 0];
  const push = (worker: number, update: number) => {
    const given = { worker, clock: clocks[worker]!++ };
    rule.close(w, alone(update, given), viewOf(clocks));
  };
  push(0, 6);
  push(0, 3);
  push(1, 2);
  rule.read(1, w, viewOf(clocks));
  push(1, 5);
  return { rule, w, push };
}

test('dynamic: an answer as of a version has w0 and the means of the versions below it', () => {
  const { rule, w } = fiveSteps();
  const answerAt = (version: number) => {
    const answer = w.slice();
    rule.pullStable(2, version, answer);
    return [answer[0], rule.versionOf[2]];
  };
  expect([0, 1, 2, 3].map(answerAt)).toEqual([
    [0, 0],
    [4, 1],
    [7, 2],
    [12, 3],
  ]);
});

test('dynamic: what may still be given to a worker is kept, and what was overtaken is the lowest that is', () => {
  const { rule, w, push } = fiveSteps();
  rule.keepFrom(1);
  rule.pullStable(2, 2, w.slice());
  push(2, 9); // version 2: all are past version 1 now, which a report may still name
  expect(rule.liveVersions).toEqual([1, 2]);
  rule.keepFrom(2);
  push(2, 1); // version 3
  expect(rule.liveVersions).toEqual([2, 3]);
  const answer = w.slice();
  rule.pullStable(0, 1, answer);
  expect([answer[0], rule.versionOf[0]]).toEqual([4 + 3, 2]);
});

/** A rule that adds up anew, by the definition, what every answer has to be: w0 = 0 here. */
class CheckedRule extends DynamicRule {
  readonly stamped = new Map<number, Float64Array[]>();
  readonly #size: number;
  answers = 0;

  constructor(workerCount: number, size: number) {
    super(workerCount, size);
    this.#size = size;
  }

  override close(...[parameters, held, view]: Parameters<DynamicRule['close']>): void {
    for (const push of held) {
      const version = this.versionOf[push.worker]!;
      const dense = new Float64Array(this.#size);
      push.values.forEach((value, k) => {
        dense[push.indices?.[k] ?? k] = value;
      });
      this.stamped.set(version, [...(this.stamped.get(version) ?? []), dense]);
    }
    super.close(parameters, held, view);
  }

  override pullStable(worker: number, version: number, answer: Float64Array): void {
    super.pullStable(worker, version, answer);
    this.answers += 1;
    expect(this.versionOf[worker]).toBeGreaterThanOrEqual(version);
    // Up to 40 updates of the order of 1, each revised and taken out to within a rounding.
    expectClose(answer, this.below(this.versionOf[worker]!));
  }

  /** The means of the versions below `version`, added up. */
  below(version: number): Float64Array {
    const sum = new Float64Array(this.#size);
    for (const [stamp, updates] of this.stamped) {
      if (stamp >= version) continue;
      for (const update of updates) {
        for (let j = 0; j < sum.length; j++) sum[j]! += update[j]! / updates.length;
      }
    }
    return sum;
  }
}

function expectClose(found: Float64Array, expected: Float64Array): void {
  const most = expected.reduce((least, value) => Math.max(least, Math.abs(value)), 1);
  expect(found.every((value, j) => Math.abs(value - expected[j]!) <= 1e-12 * most)).toBe(true);
}

test('on any cluster an answer has the versions below the one that the worker gets, all of each, and no version comes back', () => {
  const cases = fc.tuple(
    trials({ minWorkers: 2, stops: 'clocks', maxClocks: 6, training: { initial: 0 } }),
    fc.oneof(sspProtocols, fc.constant({ name: 'asp', options: {} })),
    fc.constantFrom(1e-6, 1e-3, 1e-2),
  );
  let answers = 0;
  fc.assert(
    fc.property(cases, ([trial, protocol, reportEvery]) => {
      const made: CheckedRule[] = [];
      const checked: ServerRuleDefinition = {
        ...dynamic,
        create: (_, { workerCount, parameterCount }) => {
          made.push(new CheckedRule(workerCount, parameterCount));
          return made.at(-1)!;
        },
      };
      const catalogue = {
        ...builtinCatalogue,
        serverRules: replacing(builtinCatalogue.serverRules, checked),
      };
      const { learningRate } = trial.scenario.algorithms[0]!;
      const algorithm: AlgorithmSpec = {
        ...algorithmOf(protocol, { name: 'dynamic', options: { versions: 'by-clock' } }),
        ...{ partitionSync: 'stable-version', reportEvery, learningRate: learningRate! },
      };
      const { result, trace } = simulate(trial, { algorithm, catalogue });
      const all = made.flatMap((rule) => [...rule.below(Number.POSITIVE_INFINITY)]);
      expectClose(result.parameters, Float64Array.from(all));
      const asked = trace.filter(({ event }) => event.kind === 'master-asked').length;
      expect(trace.filter(({ event }) => event.kind === 'pull-sent').length).toBe(asked * made.length);
      answers += made.reduce((sum, rule) => sum + rule.answers, 0);
    }),
    { numRuns: 100 },
  );
  expect(answers).toBeGreaterThan(100);
});
