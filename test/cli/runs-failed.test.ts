import { expect, test } from 'vitest';
import { runsFailed } from '../../src/cli/runs-failed.ts';
import type { RunFailure } from '../../src/execution/run-failure.ts';
import { pending, startStudy } from '../../src/studies/study.ts';
import { designFor, scenarioOf } from '../report/fixtures.ts';

const [plan] = pending(startStudy(designFor(scenarioOf(['bsp']))));
const failed = (...failures: readonly RunFailure[]) =>
  runsFailed(
    failures.map((failure) => ({ plan: plan!, failure })),
    9,
    'out/x',
  );

test('equal reasons are said once, and code is blamed only where it is to blame', () => {
  const lost: RunFailure = { text: 'given up', isNoBug: true };
  const { message, isBug } = failed(lost, lost);
  expect(message).toBe(
    'bsp (replication 1), bsp (replication 1): given up\n2 of 9 runs failed; the others are in out/x. The same command tries only the failed ones again.',
  );
  expect(isBug).toBe(false);
  expect(failed(lost, { text: 'TypeError' }).isBug).toBe(true);
});
