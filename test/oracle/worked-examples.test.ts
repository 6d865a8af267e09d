import { expect, test } from 'vitest';
import { DynamicRule } from '../../src/optimizers/server/dynamic.ts';
import { alone, viewOf } from '../support/holder.ts';
import { playExample } from './scripted-run.ts';
import { byVersionExample, designExample, type ExampleStep, paperExample } from './worked-examples.ts';

type Versions = 'by-clock' | 'by-version';

const examples: readonly (readonly [name: string, versions: Versions, steps: readonly ExampleStep[]])[] = [
  ['the design', 'by-clock', designExample],
  ['the design', 'by-version', byVersionExample],
  ['the paper', 'by-clock', paperExample],
];

test.each(examples)(
  'dynamic does what the example of %s says, versions %s: w, V and the versions kept, step by step',
  (_, readAs, steps) => {
    const workers = steps[0]!.versions.length;
    const rule = new DynamicRule(workers, 1, readAs);
    const parameters = new Float64Array(1);
    const clocks = new Array<number>(workers).fill(0);
    for (const { worker, update, w, versions, live } of steps) {
      if (update === undefined) rule.read(worker - 1, parameters, viewOf(clocks));
      else {
        const push = { worker: worker - 1, clock: clocks[worker - 1]!++ };
        rule.close(parameters, alone(update, push), viewOf(clocks));
      }
      expect({ w: parameters[0], versions: [...rule.versionOf], live: rule.liveVersions }).toEqual({
        w,
        versions,
        live,
      });
    }
  },
);

test.each(examples)(
  'a whole simulation with the clocks and pulls of the example of %s, versions %s, goes through its steps',
  (_, readAs, steps) => {
    const seen = playExample(steps, readAs).map(({ w, versions, live }) => ({ w, versions, live }));
    expect(seen).toEqual(steps.map(({ w, versions, live }) => ({ w, versions, live })));
  },
);

test('a version to which a pull has set a worker back is kept, though all are stamped with later ones', () => {
  const rule = new DynamicRule(2, 1);
  const parameters = new Float64Array(1);
  const clocks = [0, 0];
  const push = (worker: number, update: number) => {
    const given = { worker, clock: clocks[worker]!++ };
    rule.close(parameters, alone(update, given), viewOf(clocks));
  };
  push(0, 1); // version 0
  push(0, 1); // version 1; cmax 2
  rule.read(1, parameters, viewOf(clocks)); // V = (2, 2)
  push(1, 1); // version 2
  push(1, 1); // version 3
  push(1, 1); // version 4; V = (2, 5), clocks (2, 3)
  rule.read(0, parameters, viewOf(clocks)); // V = (3, 5)
  push(0, 5); // version 3: mean(1, 5); V = (4, 5), clocks (3, 3): min V has passed cmax
  expect(rule.liveVersions).toEqual([3, 4]);
  rule.read(0, parameters, viewOf(clocks)); // V = (3, 5): back again
  push(0, 9); // version 3: mean(1, 5, 9) = 5, and not 9 on top
  expect(parameters[0]).toBe(1 + 1 + 1 + 5 + 1);
});
