import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Cause } from '../../src/explanation/causes.ts';
import type { Change } from '../../src/explanation/changes.ts';
import type { CriticalPath } from '../../src/explanation/critical-path.ts';
import { excessOf, isProven, type Saving, savings, timeIsAMaximumOfSums } from './savings.ts';

test.each(savings)('$name: a change saves no more than the path spent on its causes', (saving) => {
  fc.assert(
    fc.property(timeIsAMaximumOfSums, (trial) => {
      fc.pre(isProven(saving, trial));
      expect(excessOf(trial, saving)).toBeLessThanOrEqual(0);
    }),
    { numRuns: 200 },
  );
});

const [withoutStragglers] = savings as [Saving];

function isNoticed(saving: Saving, spentOn?: (path: CriticalPath, cause: Cause) => number): boolean {
  const law = fc.property(timeIsAMaximumOfSums, (trial) => excessOf(trial, saving, spentOn) <= 0);
  return fc.check(law, { numRuns: 200 }).failed;
}

test('a change that takes the clocks of a trace away with it is noticed', () => {
  const change: Change = (prepared) => ({ ...prepared, stragglers: [] });
  expect(isNoticed({ ...withoutStragglers, change })).toBe(true);
});

test('causes that give slowed messages to the network are noticed', () => {
  const ofClocks = ({ steps, spent }: CriticalPath, cause: Cause) =>
    cause !== 'straggler'
      ? spent[cause]
      : steps
          .filter(({ kind }) => kind === 'clock')
          .flatMap(({ shares }) => shares)
          .reduce((sum, share) => sum + (share.cause === 'straggler' ? share.length : 0), 0);
  expect(isNoticed(withoutStragglers, ofClocks)).toBe(true);
});
