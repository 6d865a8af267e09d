import fc from 'fast-check';
import { expect, test } from 'vitest';
import { valuesOf } from '../../src/base/options.ts';
import { serverRules } from '../../src/optimizers/server/index.ts';
import { optionsOf } from '../../src/testing/arbitraries/option-values.ts';
import { RuleRunner } from '../optimizers/server/rule-runner.ts';

const WORKERS = 3;
const PARAMETERS = 7;

/** What happens at a server: a worker pulls (`update: null`), or pushes values at some of the parameters. */
interface Happening {
  readonly worker: number;
  /** [PARAMETERS]; undefined where a parameter is not carried. */
  readonly update: readonly (number | undefined)[] | null;
}

const value = fc.oneof(
  { arbitrary: fc.double({ min: -100, max: 100, noNaN: true }), weight: 3 },
  { arbitrary: fc.constantFrom(0, -0), weight: 1 },
);
const update = fc.array(fc.option(value, { nil: undefined }), {
  minLength: PARAMETERS,
  maxLength: PARAMETERS,
});

/** Pushes and pulls in any order. */
const anyhow: fc.Arbitrary<Happening[]> = fc.array(
  fc.record({ worker: fc.nat(WORKERS - 1), update: fc.option(update, { freq: 3, nil: null }) }),
  { maxLength: 40, size: 'max' },
);

/** Rounds: everybody pushes once, in any order, and pulls before the next round. */
const inRounds: fc.Arbitrary<Happening[]> = fc
  .array(
    fc.tuple(
      fc.shuffledSubarray([0, 1, 2], { minLength: WORKERS, maxLength: WORKERS }),
      fc.array(update, { minLength: WORKERS, maxLength: WORKERS }),
    ),
    { maxLength: 10 },
  )
  .map((rounds) =>
    rounds.flatMap(([order, updates]) => [
      ...order.map((worker, k): Happening => ({ worker, update: updates[k]! })),
      ...order.map((worker): Happening => ({ worker, update: null })),
    ]),
  );

/** The same update as a list of what is carried, or as all parameters with zeros where there is nothing. */
function sparse(update: readonly (number | undefined)[]) {
  const carried = [...update.keys()].filter((index) => update[index] !== undefined);
  return {
    values: Float64Array.from(carried, (index) => update[index]!),
    indices: Uint32Array.from(carried),
  };
}

function dense(update: readonly (number | undefined)[]) {
  return { values: Float64Array.from(update, (value) => value ?? 0), indices: null };
}

const size = { workers: WORKERS, parameters: PARAMETERS, exampleShares: [0.5, 0.3, 0.2] };

for (const { name, needsRounds, options } of serverRules.entries) {
  const happenings = needsRounds ? inRounds : anyhow;
  const forAll = (check: (options: Readonly<Record<string, unknown>>, story: readonly Happening[]) => void) =>
    fc.assert(fc.property(optionsOf({ options }), happenings, check));

  /** Parameters after every step of the story. */
  function history(
    given: Readonly<Record<string, unknown>>,
    story: readonly Happening[],
    how: (rule: RuleRunner, worker: number, update: readonly (number | undefined)[]) => void,
    parameters = PARAMETERS,
  ): Float64Array[] {
    const rule = new RuleRunner(name, given, { ...size, parameters });
    return story.map(({ worker, update }) => {
      if (update === null) rule.pull(worker);
      else how(rule, worker, update);
      return rule.parameters.slice();
    });
  }

  test(`${name}: a parameter that is not carried counts as zero, to the last bit`, () => {
    // Adding a zero changes no bit of a parameter unless it is −0, which none becomes that starts at 0: x + (−x) is +0.
    forAll((given, story) => {
      const asSparse = history(given, story, (rule, worker, update) => rule.push(worker, sparse(update)));
      const asDense = history(given, story, (rule, worker, update) => rule.push(worker, dense(update)));
      expect(asSparse).toEqual(asDense);
    });
  });

  test(`${name}: it keeps no hold of what is lent to it`, () => {
    const lent = { values: new Float64Array(PARAMETERS), indices: new Uint32Array(PARAMETERS) };
    forAll((given, story) => {
      const kept = history(given, story, (rule, worker, update) => rule.push(worker, sparse(update)));
      const reused = history(given, story, (rule, worker, update) => {
        const { values, indices } = sparse(update);
        lent.values.set(values);
        lent.indices.set(indices);
        const view = (array: Float64Array | Uint32Array) => array.subarray(0, values.length);
        rule.push(worker, {
          values: view(lent.values) as Float64Array,
          indices: view(lent.indices) as Uint32Array,
        });
        lent.values.fill(Number.NaN);
        lent.indices.fill(0);
      });
      expect(reused).toEqual(kept);
    });
  });

  test(`${name}: equal pushes of workers that take turns move the parameters by its weight each`, () => {
    fc.assert(
      fc.property(optionsOf({ options }), fc.integer({ min: 1, max: 9 }), (given, workers) => {
        const rule = new RuleRunner(name, given, { workers, parameters: 1 });
        const round = () => {
          for (let worker = 0; worker < workers; worker++) {
            rule.pushScalar(worker, 1);
            rule.pull(worker);
          }
          return rule.parameters[0]!;
        };
        const first = round(); // nobody has pulled before it
        for (let k = 0; k < 3; k++) round();
        const definition = serverRules.get(name);
        const weight = definition.pushWeight!(valuesOf(options, given), workers);
        expect((round() - first) / (4 * workers * weight)).toBeCloseTo(1, 9);
      }),
    );
  });

  test(`${name}: it leaves what is lent to it as it was`, () => {
    forAll((given, story) => {
      history(given, story, (rule, worker, update) => {
        const lent = sparse(update);
        rule.push(worker, lent);
        expect(lent).toEqual(sparse(update));
      });
    });
  });

  test(`${name}: parameters split over two shards are those of one`, () => {
    forAll((given, story) => {
      const whole = history(given, story, (rule, worker, update) => rule.push(worker, sparse(update)));
      const part = (from: number, to: number) =>
        history(
          given,
          story,
          (rule, worker, update) => rule.push(worker, sparse(update.slice(from, to))),
          to - from,
        );
      const [low, high] = [part(0, 3), part(3, PARAMETERS)];
      expect(low.map((parameters, step) => Float64Array.of(...parameters, ...high[step]!))).toEqual(whole);
    });
  });

  test(`${name}: two servers of one run do not share anything`, () => {
    forAll((given, story) => {
      const alone = history(given, story, (rule, worker, update) => rule.push(worker, dense(update)));
      const other = new RuleRunner(name, given, size);
      const beside = history(given, story, (rule, worker, update) => {
        if (!needsRounds) other.push((worker + 1) % WORKERS, dense(update.toReversed()));
        rule.push(worker, dense(update));
      });
      expect(beside).toEqual(alone);
    });
  });

  test(`${name}: a push of zeros by everybody moves nothing`, () => {
    const rule = new RuleRunner(name, {}, size);
    rule.parameters.set([1, -2, 3, 0, 5e-324, -1e300, 7]);
    const before = rule.parameters.slice();
    for (let worker = 0; worker < WORKERS; worker++) {
      rule.push(worker, { values: new Float64Array(PARAMETERS), indices: null });
      rule.pull(worker);
    }
    expect(rule.parameters).toEqual(before);
  });
}
