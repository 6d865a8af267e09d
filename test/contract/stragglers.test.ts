import fc from 'fast-check';
import { expect, test } from 'vitest';
import { valuesOf } from '../../src/base/options.ts';
import { stragglers } from '../../src/cluster-model/stragglers/index.ts';
import type { StragglerModel } from '../../src/cluster-model/stragglers/straggler-model.ts';
import { NEVER, type SimTime } from '../../src/engine/time.ts';
import { optionsOf } from '../../src/testing/arbitraries/option-values.ts';
import { stragglerContext } from '../cluster-model/context.ts';

const WORKERS = 3;

interface Question {
  readonly worker: number;
  readonly time: number;
  readonly clock: number;
}

/** Up to 40 ms: some ten episodes of the lengths that are drawn, and instants near to each other. */
const questions = fc.array(
  fc.record({ worker: fc.nat(WORKERS - 1), time: fc.nat(40_000_000), clock: fc.nat(6) }),
  { minLength: 1, maxLength: 12 },
);

/** Everything a model says about one instant. */
function answerOf(model: StragglerModel, { worker, time, clock }: Question) {
  return {
    factor: model.factorAt(worker, time as SimTime, clock),
    change: model.nextChange(worker, time as SimTime),
    delay: model.delayOf?.(worker, clock),
    lastingFactor: model.lastingFactor?.(worker),
    lastingDelay: model.lastingDelay?.(worker),
    recorded: model.recordedSeconds?.(worker, clock),
    lastingSeconds: model.lastingSeconds?.(worker),
    transit: model.transitOf?.(worker, clock),
    lastingTransit: model.lastingTransit?.(worker),
  };
}

for (const definition of stragglers.entries) {
  const models = fc.tuple(optionsOf(definition), fc.nat(1000)).map(([options, seed]) => {
    return {
      options,
      make: () =>
        definition.create(
          valuesOf(definition.options, options),
          stragglerContext({
            workerCount: WORKERS,
            seed,
            delayForHeterogeneity: (level) => level / 10,
          }),
        ),
    };
  });
  const forAll = (check: (make: () => StragglerModel, asked: readonly Question[]) => void) =>
    fc.assert(fc.property(models, questions, ({ make }, asked) => check(make, asked)));

  test(`${definition.name}: a worker is slower by a factor that is positive and finite, and by a delay that is not negative`, () => {
    forAll((make, asked) => {
      const model = make();
      for (const question of asked) {
        const answer = answerOf(model, question);
        const { factor, delay = 0, lastingFactor = 1, lastingDelay = 0 } = answer;
        for (const value of [factor, lastingFactor]) {
          expect(value).toBeGreaterThan(0);
          expect(value).toBeLessThan(Number.POSITIVE_INFINITY);
        }
        const { recorded = 0, lastingSeconds = 0, transit = 0, lastingTransit = 0 } = answer;
        for (const value of [delay, lastingDelay, recorded, lastingSeconds, transit, lastingTransit])
          expect(value).toBeGreaterThanOrEqual(0);
      }
    });
  });

  test(`${definition.name}: the next change lies in the future, at a whole nanosecond or never`, () => {
    forAll((make, asked) => {
      const model = make();
      for (const { worker, time } of asked) {
        const change = model.nextChange(worker, time as SimTime);
        expect(change).toBeGreaterThan(time);
        expect(change === NEVER || Number.isInteger(change)).toBe(true);
      }
    });
  });

  test(`${definition.name}: within a clock the factor stays the same up to the next change`, () => {
    forAll((make, asked) => {
      const model = make();
      for (const question of asked) {
        const { factor, change } = answerOf(model, question);
        const last = Math.min(change - 1, question.time + 50_000_000);
        for (const part of [0, 0.1, 0.5, 0.9, 1]) {
          const time = Math.floor(question.time + part * (last - question.time));
          expect(model.factorAt(question.worker, time as SimTime, question.clock)).toBe(factor);
          expect(model.nextChange(question.worker, time as SimTime)).toBe(change);
        }
      }
    });
  });

  test(`${definition.name}: what it says depends on what is asked, not on what was asked before`, () => {
    forAll((make, asked) => {
      const model = make();
      const answers = asked.map((question) => answerOf(model, question));
      const backwards = make();
      expect(
        asked
          .toReversed()
          .map((question) => answerOf(backwards, question))
          .toReversed(),
      ).toEqual(answers);
      // And one at a time, each by a model that has heard no other question.
      expect(asked.map((question) => answerOf(make(), question))).toEqual(answers);
    });
  });

  test(`${definition.name}: after going back in time it says what it said then`, () => {
    forAll((make, asked) => {
      const model = make();
      const answers = asked.map((question) => answerOf(model, question));
      for (let worker = 0; worker < WORKERS; worker++) model.factorAt(worker, 100_000_000 as SimTime, 0);
      expect(asked.map((question) => answerOf(model, question))).toEqual(answers);
    });
  });
}
