import { resolve } from 'node:path';
import { expect, test } from 'vitest';
import { failureReport } from '../../src/cli/failure-report.ts';
import { RunsFailed } from '../../src/cli/runs-failed.ts';

const own = resolve('src/simulation/worker-loop.ts');

/** An error with these frames, the innermost first. */
function thrown(message: string, ...frames: readonly string[]): Error {
  const error = new TypeError(message);
  error.stack = [`TypeError: ${message}`, ...frames.map((frame) => `    at ${frame}`)].join('\n');
  return error;
}

test.each([
  [
    'in the plugin',
    [`boom (/home/me/mine.ts:3:24)`, `WorkerLoop.#goOn (${own}:130:28)`],
    '/home/me/mine.ts:3:24',
  ],
  [
    'in what it calls',
    [`dot (${own}:1:2)`, 'Object.push (file:///home/me/mine.js:7:1)'],
    '/home/me/mine.js:7:1',
  ],
  [
    'in a plugin within the project',
    [`boom (${resolve('test/examples/growing.ts')}:4:5)`],
    'test/examples/growing.ts:4:5',
  ],
])(
  'an error %s is said with its place in the plugin first, and is for the user to mend',
  (_, frames, place) => {
    const report = failureReport(thrown('no luck', ...frames), ['test/examples/growing.ts']);
    expect(report.code).toBe(2);
    expect(report.text).toMatch(`${place}: no luck\nThe plugin threw this:\nTypeError: no luck\n    at `);
  },
);

test('a failed run is said in the same way', () => {
  const { stack } = thrown('no luck', 'boom (/home/me/mine.ts:3:24)');
  const { text } = failureReport(new RunsFailed(`m (replication 1): ${stack}\n1 of 3 runs failed`, true), []);
  expect(text).toMatch(
    '/home/me/mine.ts:3:24: no luck\nThe plugin threw this:\nm (replication 1): TypeError',
  );
});

test('an error that touches no plugin is a bug', () => {
  const frames = [
    `dot (${own}:1:2)`,
    'node:internal/process:1:2',
    `run (${resolve('node_modules/x/y.js')}:1:2)`,
  ];
  const { code, text } = failureReport(thrown('no luck', ...frames), ['mine.ts']);
  expect(code).toBe(1);
  expect(text).toMatch(/^This is a bug in Laggard .*Please report it/s);
});
