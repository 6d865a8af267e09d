import fc from 'fast-check';
import { expect, test } from 'vitest';
import { valuesOf } from '../../src/base/options.ts';
import type { FaultModel, Outage } from '../../src/cluster-model/faults/fault-model.ts';
import { faults } from '../../src/cluster-model/faults/index.ts';
import { NEVER, START } from '../../src/engine/time.ts';
import { Streams } from '../../src/random/streams.ts';
import { optionsOf } from '../../src/testing/arbitraries/option-values.ts';

const SUBJECTS = 3;
const OUTAGES = 12;

/** The first outages of one subject. */
function outagesOf(model: FaultModel, subject: number): Outage[] {
  const found: Outage[] = [];
  let end = START;
  for (let index = 0; index < OUTAGES; index++) {
    const outage = model.outage?.(subject, index, end);
    if (!outage) break;
    found.push(outage);
    end = outage.end;
    if (end === NEVER) break;
  }
  return found;
}

/** Everything a model says about one subject. */
function answersOf(model: FaultModel, subject: number) {
  return {
    outages: outagesOf(model, subject),
    hits: [0, 1, 2, 3].map((clock) => model.clockHit?.(subject, clock)),
    joinTime: model.joinTime?.(subject),
    losses: ([0, 1, 2] as const).map((kind) => model.messageLoss?.lostTransmissions(kind, subject, 2, 1)),
    detection: model.detection,
    checkpoint: model.checkpoints?.seconds.draw(subject, 1),
  };
}

for (const definition of faults.entries) {
  const models = fc.tuple(optionsOf(definition), fc.nat(1000)).map(([options, seed]) => ({
    options,
    make: () => {
      const streams = new Streams(seed, 1);
      return definition.create(valuesOf(definition.options, options), {
        stream: (purpose) => streams.stream(`fault/0/${purpose}`),
      });
    },
  }));

  test(`${definition.name}: outages are whole nanoseconds, start in order and end after they start`, () => {
    fc.assert(
      fc.property(models, fc.nat(SUBJECTS - 1), ({ make }, subject) => {
        let previous = START;
        for (const { start, end } of outagesOf(make(), subject)) {
          expect(Number.isSafeInteger(start)).toBe(true);
          expect(end === NEVER || Number.isInteger(end)).toBe(true);
          expect(start).toBeGreaterThanOrEqual(previous);
          expect(end).toBeGreaterThanOrEqual(start);
          previous = start;
        }
      }),
    );
  });

  test(`${definition.name}: hits lie within their clock, and times and counts are whole and not negative`, () => {
    fc.assert(
      fc.property(models, fc.nat(SUBJECTS - 1), ({ make }, subject) => {
        const { hits, joinTime = 0, losses, detection = NEVER, checkpoint = 0 } = answersOf(make(), subject);
        for (const hit of hits) {
          if (!hit) continue;
          expect(hit.part).toBeGreaterThan(0);
          expect(hit.part).toBeLessThan(1);
          expect(Number.isSafeInteger(hit.downtime) && hit.downtime >= 0).toBe(true);
        }
        expect(Number.isSafeInteger(joinTime) && joinTime >= 0).toBe(true);
        for (const lost of losses)
          expect(lost === undefined || (Number.isSafeInteger(lost) && lost >= 0)).toBe(true);
        expect(detection === NEVER || (Number.isSafeInteger(detection) && detection >= 0)).toBe(true);
        expect(checkpoint).toBeGreaterThanOrEqual(0);
      }),
    );
  });

  test(`${definition.name}: what it says depends on what is asked, not on what was asked before`, () => {
    fc.assert(
      fc.property(models, ({ make }) => {
        const model = make();
        const answers = [0, 1, 2].map((subject) => answersOf(model, subject));
        expect([2, 1, 0].map((subject) => answersOf(make(), subject)).toReversed()).toEqual(answers);
        expect([0, 1, 2].map((subject) => answersOf(model, subject))).toEqual(answers);
      }),
    );
  });

  test(`${definition.name}: it says something`, () => {
    fc.assert(
      fc.property(models, ({ make }) => {
        const { outage, clockHit, joinTime, messageLoss } = make();
        expect([outage, clockHit, joinTime, messageLoss].filter((it) => it !== undefined)).toHaveLength(1);
        if (definition.hits === 'shards') expect(clockHit ?? joinTime ?? messageLoss).toBeUndefined();
      }),
    );
  });
}

test('outages of a gap and a downtime of nothing end a nanosecond apart, so that time goes on', () => {
  const model = faults.get('crash').create({ gap: { empirical: [0, 1] }, downtime: 0 } as never, {
    stream: (purpose) => new Streams(1, 1).stream(purpose),
  });
  const ends = outagesOf(model, 0).map(({ end }) => end);
  expect(new Set(ends).size).toBe(OUTAGES);
});
