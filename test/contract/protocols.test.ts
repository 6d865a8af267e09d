import fc from 'fast-check';
import { expect, test } from 'vitest';
import { valuesOf } from '../../src/base/options.ts';
import { protocols } from '../../src/protocols/index.ts';
import type { Protocol, PullRequest, WorkerView } from '../../src/protocols/protocol.ts';
import { Streams } from '../../src/random/streams.ts';
import { optionsOf } from '../../src/testing/arbitraries/option-values.ts';
import { viewOf } from '../support/holder.ts';

const WORKERS = 4;

const clocks = fc.array(fc.nat(9), { minLength: WORKERS, maxLength: WORKERS });
const worker = fc.nat(WORKERS - 1);
const pull: fc.Arbitrary<PullRequest> = fc
  .record({ worker, clock: fc.integer({ min: 1, max: 12 }) })
  .map((request) => Object.freeze(request));
const workerView: fc.Arbitrary<WorkerView> = fc
  .record({ worker, clock: fc.integer({ min: 1, max: 12 }), behind: fc.nat(12) })
  .map(({ worker, clock, behind }) =>
    Object.freeze({ worker, clock, cachedMinClock: Math.max(0, clock - behind), workerCount: WORKERS }),
  );

for (const definition of protocols.entries) {
  const created = fc.tuple(optionsOf(definition), fc.nat(99)).map(
    ([options, seed]) =>
      () =>
        definition.create(valuesOf(definition.options, options), {
          workerCount: WORKERS,
          stream: new Streams(seed, 1).stream('protocol'),
        }),
  );
  const make = (given: () => Protocol) => given();

  test(`${definition.name}: the same question has the same answer, twice, and from another instance that was asked other things`, () => {
    const questions = fc.array(fc.tuple(workerView, pull, clocks), { maxLength: 10 });
    const ask = (
      protocol: Protocol,
      [view, request, counted]: readonly [WorkerView, PullRequest, number[]],
    ) => [protocol.needsPull(view), protocol.admitPull(request, viewOf(counted))];
    fc.assert(
      fc.property(created, questions, (given, asked) => {
        const protocol = make(given);
        const answers = asked.map((question) => ask(protocol, question));
        expect(asked.map((question) => ask(protocol, question))).toEqual(answers);
        const other = make(given);
        expect(
          asked
            .toReversed()
            .map((question) => ask(other, question))
            .toReversed(),
        ).toEqual(answers);
      }),
    );
  });

  test(`${definition.name}: a pull that is admitted stays admitted when more pushes are counted`, () => {
    fc.assert(
      fc.property(created, pull, clocks, worker, (given, request, counted, pushing) => {
        const protocol = make(given);
        if (!protocol.admitPull(request, viewOf(counted))) return;
        const later = counted.map((clock, k) => (k === pushing ? clock + 1 : clock));
        expect(protocol.admitPull(request, viewOf(later))).toBe(true);
      }),
    );
  });

  test(`${definition.name}: nobody waits for ever: the slowest worker is always admitted`, () => {
    fc.assert(
      fc.property(created, clocks, worker, (given, counted, pulling) => {
        const least = Math.min(...counted);
        const clock = Math.max(1, least);
        const all = counted.map((one, k) => (k === pulling ? clock : Math.max(one, clock)));
        expect(make(given).admitPull({ worker: pulling, clock }, viewOf(all))).toBe(true);
      }),
    );
  });

  test(`${definition.name}: what a worker knows better does not make it pull more`, () => {
    fc.assert(
      fc.property(created, workerView, (given, view) => {
        const protocol = make(given);
        if (protocol.needsPull(view)) return;
        expect(protocol.needsPull({ ...view, cachedMinClock: view.cachedMinClock + 1 })).toBe(false);
      }),
    );
  });

  if (definition.asksAgain === 'when-slowest-moves') {
    test(`${definition.name}: parked pulls need only be asked again when the slowest clock moves`, () => {
      fc.assert(
        fc.property(created, pull, clocks, clocks, (given, request, some, others) => {
          // Two servers that agree in the slowest clock and in nothing else.
          const shift = Math.min(...some) - Math.min(...others);
          const moved = others.map((clock) => clock + Math.max(0, shift));
          const base = some.map((clock) => clock + Math.max(0, -shift));
          expect(Math.min(...moved)).toBe(Math.min(...base));
          const protocol = make(given);
          expect(protocol.admitPull(request, viewOf(moved))).toBe(protocol.admitPull(request, viewOf(base)));
        }),
      );
    });
  }
}
