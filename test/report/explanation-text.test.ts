import { expect, test } from 'vitest';
import { Explanation } from '../../src/explanation/explanation.ts';
import { explanationText } from '../../src/report/explanation-text.ts';
import { plain } from '../../src/report/paint.ts';
import { builtinCatalogue } from '../../src/scenarios/catalogue.ts';
import { prepare } from '../../src/simulation/index.ts';
import { type Overrides, scenarioWith } from '../fixtures.ts';
import { designFor } from './fixtures.ts';

/** What is said of a scenario without mathematics, in lines of 100 characters. */
function textOf(overrides: Overrides, whatIfs = false): string {
  const scenario = scenarioWith({ workload: { model: 'none' }, ...overrides });
  const design = designFor(scenario);
  const explanation = new Explanation(design, design.points[0]!, {
    catalogue: builtinCatalogue,
    prepare: (planned) => prepare(planned.scenario, undefined, planned.replication),
    whatIfs,
  });
  while (explanation.advance(1000));
  return explanationText(explanation.result(), {
    width: 100,
    paint: plain,
    folder: 'out/x',
    files: ['path.csv'],
  });
}

test('a run of slow machines is told: the cause, the table, the workers, the path, what would have been', () => {
  const workers = [
    { count: 1, speed: 1 },
    { count: 2, speed: 0.25 },
  ];
  expect(textOf({ cluster: { workers }, stop: { maxClocks: 2 } }, true)).toBe(
    `test

bsp stopped after 8.00 s of simulated time. Slow machines are the main cause: 6.00 s of that (75%)
is what workers 1 and 2 (speed 0.25) took longer than the fastest machine (speed 1) would have.

cause                                   time  share
computing, as on the fastest machine  2.00 s  25.0%
slow machines                         6.00 s  75.0%

A worker spends, in the mean, 25% computing at the speed of the fastest machine, 50% more because
its machine is slower, 13% waiting at the gate and 13% idle after its last clock.

What led to the end:
     0 s  worker 2's clock 0 (4.00 s, machine x4), its push, which lets worker 1 go
  4.00 s  worker 1's clock 1 (4.00 s, machine x4), its push

What would have been otherwise (time per update):
  what if                              change        to
  all machines as fast as the fastest    −75%  333.3 ms

Results: out/x (path.csv)
`,
  );
});

test.each([
  [
    { cluster: { stragglers: [{ kind: 'delay', duration: 5, workers: [2] }] } },
    /Stragglers are the main cause: 25\.00 s of that \(83%\) is by how much they slowed worker 2\./,
  ],
  [
    { cluster: { workers: 1, network: { latency: 3 } } },
    /The network is the main cause: for 27\.00 s of that \(84%\) messages were under way/,
  ],
  [
    { cluster: { workers: 1, servers: { perPush: 4 } } },
    /Busy servers are the main cause: for 16\.00 s of that \(64%\) messages waited/,
  ],
  [
    { cluster: { faults: [{ kind: 'crash', workers: [0], at: [0.5], downtime: 20 }] } },
    /Faults are the main cause: 20\.50 s of that/,
  ],
  [{ cluster: { workers: 1 } }, /All of it is computing, as fast as on the fastest machine\./],
  [
    { stop: { maxClocks: undefined, maxTime: '0.5 s' } },
    /After the last update came 500\.0 ms of that \(100%\), until the limit\./,
  ],
])('what costs most is named: %j', (overrides, sentence) => {
  expect(textOf(overrides).replaceAll('\n', ' ')).toMatch(sentence);
});

test('of a long path the beginning and the end are told, and whose clocks come between', () => {
  const text = textOf({ cluster: { workers: 1 }, stop: { maxClocks: 20 } });
  expect(text).toMatch(/clock 2 .*\n +… {2}14 clocks more: 14 of worker 0\n .*clock 17/);
});

test('algorithms are set beside the first', () => {
  const workers = [
    { count: 1, speed: 1 },
    { count: 1, speed: 0.5 },
  ];
  const text = textOf({ cluster: { workers }, algorithms: ['bsp', 'asp'], stop: { maxClocks: 4 } });
  expect(text.replaceAll('\n', ' ')).toContain(
    'asp is 1.00x as fast as bsp: 1.00x by hardware efficiency (time per update) times 1.00x by statistical efficiency (updates).',
  );
});
