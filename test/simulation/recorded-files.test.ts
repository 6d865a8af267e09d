import { describe, expect, test } from 'vitest';
import { simulate } from '../../src/studies/simulate.ts';

/** Runs bsp on machines without a network, whose stragglers are in a file. Returns what came of it. */
function run(
  straggler: string,
  text: string,
  { workers = 1, compute = '0', stop = '{ maxClocks: 40 }', algorithm = 'bsp' } = {},
) {
  const scenario = `
name: recorded
cluster: { workers: ${workers}, stragglers: [ { file: f, ${straggler} } ] }
workload: { model: none, parameters: 1, computeTime: { perClock: ${compute} } }
stop: ${stop}
algorithms: [${algorithm}]
`;
  const { runs, warnings } = simulate(scenario, { files: { f: new TextEncoder().encode(text) } });
  const { time, updates, workers: spent } = runs[0]!.result;
  return { seconds: time / 1e9, updates, warnings, computing: spent.map((worker) => worker.compute / 1e9) };
}

describe('profiles', () => {
  const steps = '0 1\n11 0.5\n20 0.8\n';
  // A round of 25 s does 11 + 9/2 + 5·0.8 = 19.5 of 40 s of work: 39 in 50 s, and 1 more at full speed.
  test.each([
    [`${steps}LOOPAFTER 5\n`, 51],
    [`${steps}PERIODICITY 25\n`, 51],
    // 11 + 4.5 + 12·0.8 = 25.1 in 32 s; 14.9 more take 11 s and 3.9/0.5 = 7.8 s.
    [`${steps}LOOPAFTER 12\n`, 50.8],
    // 11 + 0 + 4 = 15 in 25 s, twice; 10 more at full speed.
    ['0 1\n11 0\n20 0.8\nLOOPAFTER 5\n', 60],
  ])('40 clocks of a second: %j', (text, seconds) => {
    expect(run('kind: profile', text, { compute: '1 s' }).seconds).toBe(seconds);
  });

  test('a machine that stands still loses nothing: the clock goes on where it was', () => {
    const { seconds, computing } = run('kind: profile', '0 1\n0.25 0\n7 1\n', {
      compute: '1 s',
      stop: '{ maxClocks: 1 }',
    });
    expect([seconds, computing]).toEqual([7.75, [7.75]]);
  });

  test('a machine suspended beyond the end of time never ends its clock', () => {
    const late = '0 0\n9007200 1\n';
    expect(() => run('kind: profile', late, { compute: '1 s' })).toThrow('more than 104 days');
  });

  // At half speed 5 s do 2.5 clocks, at a quarter 5 s do 1.25, and 6.25 more take as many seconds: 16.25 s.
  const relative = 'time,speed\n0,0.5\n5,0.25\n10,1\n';
  const epoch = 'time,speed\n1557792000,0.5\n1557792005,0.25\n1557792010,1\n';
  const ten = { workers: 2, compute: '1 s', stop: '{ maxClocks: 10 }' };
  test('times since 1970 act from the first one on, or are warned about', () => {
    expect(run('kind: profile, workers: [1]', relative, ten)).toMatchObject({ seconds: 16.25, warnings: [] });
    expect(run('kind: profile, workers: [1], start: first', epoch, ten)).toMatchObject({
      seconds: 16.25,
      warnings: [],
    });
    const { seconds, warnings } = run('kind: profile, workers: [1]', epoch, ten);
    expect(seconds).toBe(10);
    expect(warnings).toMatchObject([{ path: 'cluster.stragglers[0]', file: 'f', line: 2 }]);
    expect(warnings[0]!.message).toContain('the profile changes nothing');
  });

  test('a first change at or after maxTime changes nothing', () => {
    const warned = (maxTime: string) =>
      run('kind: profile', '0 1\n5 0.5\n', { compute: '1 s', stop: `{ maxTime: ${maxTime} }` }).warnings
        .length;
    expect(['4 s', '5 s', '5001 ms'].map(warned)).toEqual([1, 1, 0]);
  });

  test('messages of a suspended worker would never arrive', () => {
    expect(() => run('kind: profile, affects: [network]', '0 1\n1 0\n2 1\n', { compute: '1 s' })).toThrow(
      'f:2: cluster.stragglers[0]: a speed of 0 suspends computing, and does not go with affects: [network]',
    );
  });
});

describe('traces', () => {
  test('clocks that are counted anew in each epoch: the first three are those of epoch 0', () => {
    const rows = [0, 1].flatMap((worker) =>
      [0, 1].flatMap((epoch) => [0, 1, 2].map((k) => `${worker},${epoch},${k},${epoch === 0 ? 3 : 1}\n`)),
    );
    const text = `worker,epoch,iteration,compute_s\n${rows.join('')}`;
    expect(run('kind: trace', text, { workers: 2, stop: '{ maxClocks: 3 }' })).toMatchObject({
      seconds: 9,
      warnings: [],
    });
  });

  // max(1, 3) + max(2, 4)
  const two = { workers: 2, stop: '{ maxClocks: 2 }' };
  test.each([
    ['kind: trace', 'worker,clock,compute_s\nnode-a7,0,1\nnode-a7,1,2\nnode-b2,0,3\nnode-b2,1,4\n'],
    ['kind: trace, worker: machine_id', 'machine_id,step,compute_s\n0,0,1\n0,1,2\n1,0,3\n1,1,4\n'],
    [
      'kind: trace, worker: host, compute: [began, ended]',
      'host;step;began;ended\na;0;2019-05-14T00:00:00Z;2019-05-14T00:00:01Z\na;1;2019-05-14T00:00:04Z;2019-05-14T00:00:06Z\nb;0;2019-05-14T00:00:00Z;2019-05-14T00:00:03Z\nb;1;2019-05-14T00:00:04Z;2019-05-14T00:00:08Z\n',
    ],
    [
      'kind: trace, unit: 1 ns, compute: [began, ended]',
      'worker,began,ended\n0,1557792000000000001,1557792001000000001\n0,1557792004000000000,1557792006000000000\n1,1557792000000000000,1557792003000000000\n1,1557792004000000000,1557792008000000000\n',
    ],
  ])('%s: 3 s and 4 s', (straggler, text) => {
    expect(run(straggler, text, two)).toMatchObject({ seconds: 7, computing: [3, 7], warnings: [] });
  });

  test('a column that nothing reads is remarked on, unless it is ignored', () => {
    const text = 'worker,clock,compute_s,communicate_s,loss\n0,0,1,2,3\n';
    expect(run('kind: trace', text).warnings).toEqual([
      {
        file: 'f',
        line: 1,
        path: 'cluster.stragglers[0]',
        message: 'nothing reads the columns communicate_s, loss',
      },
    ]);
    expect(run('kind: trace, affects: [compute, network], ignore: loss', text).warnings).toEqual([]);
    expect(() => run('kind: trace, ignore: lsos', text)).toThrow('no column lsos');
  });

  test('clocks that are as long as recorded need no computeTime, with a limit of time alone', () => {
    const text = 'worker,clock,compute_s\n0,0,1\n0,1,1\n1,0,1\n1,1,1\n';
    const given = { workers: 2, stop: '{ maxTime: 10 s }', algorithm: 'asp' };
    expect(run('kind: trace', text, given)).toMatchObject({ seconds: 10, updates: 20 });
    expect(() => run('kind: trace', text.replaceAll(',1\n', ',0\n'), given)).toThrow(
      'simulated time stands still',
    );
  });
});
