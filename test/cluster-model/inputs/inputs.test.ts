import { expect, test } from 'vitest';
import { CsvTable } from '../../../src/cluster-model/inputs/csv-table.ts';
import { recordedTimes, recordedWorkers } from '../../../src/cluster-model/inputs/recorded-times.ts';
import { type CourseOptions, speedCourse } from '../../../src/cluster-model/inputs/speed-course.ts';
import { speedProfile } from '../../../src/cluster-model/inputs/speed-profile.ts';

function courseOf(text: string, options: Partial<CourseOptions> = {}) {
  return speedCourse(speedProfile.parse(text, 'f'), {
    unit: 1,
    start: 'zero',
    loopAfter: undefined,
    ...options,
  });
}

const STEPS = '0 1\n11 0.5\n20 0.8\n';
/** In nanoseconds. */
const COURSE = { times: [0, 11e9, 20e9], factors: [1, 2, 1.25] };

test.each([
  ['LOOPAFTER last', `${STEPS}LOOPAFTER 5\n`],
  ['LOOPAFTER first', `LOOPAFTER 5\n${STEPS}`],
  ['PERIODICITY last', `${STEPS}PERIODICITY 25\n`],
  ['PERIODICITY first', `PERIODICITY 25 words\n${STEPS}`],
  [
    'comments, blank lines, tabs, words behind the numbers, returns',
    '\uFEFF# peak\r\n% speed\r\n\r\n0\t1.0\r\n  11   0.5   from here on, half # as fast\r\n20 0.8\r\nLOOPAFTER 5 s\r\n',
  ],
])('SimGrid reads it, and so do we: a round of 25 s, %s', (_, text) => {
  expect(courseOf(text)).toEqual({ ...COURSE, period: 25e9 });
});

test('of equal instants the last counts, as in SimGrid, whose events of one date come in their order', () => {
  expect(courseOf('0 1\n5 0.5\n5 0.25\n')).toMatchObject({ times: [0, 5e9, 5e9], factors: [1, 2, 4] });
});

test('a speed of 0 suspends, as long as the machine goes on at some time', () => {
  const still = '0 1\n11 0\n';
  expect(courseOf(`${still}20 1\n`).factors).toEqual([1, Number.POSITIVE_INFINITY, 1]);
  expect(courseOf(`${still}LOOPAFTER 2\n`).period).toBe(13e9);
  expect(courseOf(still, { loopAfter: 2 }).period).toBe(13e9);
  expect(() => courseOf(still)).toThrow('f:2: a speed of 0 to the end: the machine never goes on');
  // The line of full speed lasts for no time at all.
  expect(() => courseOf('0 1\n0 0\n5 0\nPERIODICITY 10\n')).toThrow('never goes on');
});

test('a profile as CSV: times with speeds, or with factors; commas, semicolons or tabs', () => {
  const expected = { times: [0, 1.5e9], factors: [1, 4] };
  expect(courseOf('time,speed\n0,1\n1.5,0.25\n')).toMatchObject(expected);
  expect(courseOf('# made up\nfactor;time\n1;0\n4;1.5\n')).toMatchObject(expected);
  expect(courseOf('time\tspeed\n0\t1\n1.5\t0.25\n')).toMatchObject(expected);
});

test('times of any epoch and unit begin with start: first at 0, to the nanosecond', () => {
  const first = { start: 'first' } as const;
  expect(courseOf('time,speed\n1557792000,1\n1557792000.000000001,2\n', first).times).toEqual([0, 1]);
  const nanoseconds = 'time,speed\n1557792000000000001,1\n1557792000000000003,2\n';
  expect(courseOf(nanoseconds, { ...first, unit: 1e-9 }).times).toEqual([0, 2]);
  const calendar = 'time,speed\n2019-05-14T00:00:00Z,1\n2019-05-14 02:00:05.5+02:00,2\n';
  expect(courseOf(calendar, first).times).toEqual([0, 5.5e9]);
  expect(courseOf('0 1\n1500 2\n', { unit: 1e-3 }).times).toEqual([0, 1.5e9]);
  expect(() => courseOf(calendar)).toThrow('f:2: calendar times, without start: first');
});

const FORM = 'allowed: a time and a speed, or LOOPAFTER or PERIODICITY and a length';

test.each([
  ['1 1\n0.5 2\n', 'f:2: time 0.5 (allowed: the time of the line before, or later)'],
  ['-1 1\n', 'f:1: time -1 (allowed: a time >= 0)'],
  [
    '0 1\n1 -2\n',
    'f:2: a speed below 0, or beyond what a double holds (allowed: 0, for a machine that stands still, or a number > 0)',
  ],
  ['0 1\n1 fast\n', `f:2: fast is not a number (${FORM})`],
  ['0 1\n7\n', `f:2: 7 (${FORM})`],
  ['0 1\nloopafter 5\n', `f:2: loopafter is not a number (${FORM}; did you mean LOOPAFTER?)`],
  [
    '0,1\n',
    'f:1: the first line names no columns (allowed: a line with the names of the columns, or such a comment right above the first row)',
  ],
  ['0 1\nPERIODICITY 0\n', 'f:2: PERIODICITY 0 (allowed: a length > 0)'],
  [
    '0 1\n20 1\nPERIODICITY 15\n',
    'f:2: time 20, with PERIODICITY 15 (allowed: no line later than the period)',
  ],
  ['PERIODICITY 15\n0 1\nLOOPAFTER 2\n', 'f:3: LOOPAFTER, where the file says already when it begins again'],
  [
    '0 1\nLOOPAFTER 0\n',
    'f:1: the file begins again before it has ended, or at once (allowed: a period of a nanosecond or more, not shorter than the time of the last line)',
  ],
  [
    '0 UNIF 0.5 1\n',
    `f:1: UNIF: a profile that is drawn by chance is not read (${FORM}; the stragglers markov, episodes and per-clock draw speeds)`,
  ],
  ['# nothing\n', 'f: no lines (allowed: at least one)'],
  [
    'time,value\n0,1\n',
    'f:1: the columns are not those of a profile (allowed: time and either speed or factor)',
  ],
  ['time,factor\n0,0\n', 'f:2: factor: 0 (allowed: a number > 0)'],
  ['time,speed\nnoon,1\n', 'f:2: time: noon (allowed: a number, or a time such as 2019-05-14T00:00:05Z)'],
])('a broken profile is refused with its line: %j', (text, message) => {
  expect(messageOf(() => courseOf(text))).toBe(message);
});

function messageOf(work: () => unknown): string {
  try {
    work();
  } catch (error) {
    return (error as Error).message;
  }
  return 'nothing';
}

type Columns = Partial<Parameters<typeof recordedWorkers>[1]>;

function workersIn(text: string, columns: Columns = {}) {
  const { workers } = recordedWorkers(recordedTimes.parse(text, 'f'), {
    worker: 'worker',
    clock: [],
    order: 'clock',
    written: (option, names) => `${option}: ${names.join()}`,
    ...columns,
  });
  return workers.map(({ name, rows }) => [name, [...rows]]);
}

test('a record of times is sorted by worker and by clock, whatever the order of its rows', () => {
  expect(workersIn('clock,worker,compute_s\n2,9,1\n1,9,1\n1,3,1\n0,9,1\n')).toEqual([
    ['3', [2]],
    ['9', [3, 1, 0]],
  ]);
  expect(workersIn('worker,compute_s\n0,5\n0,4\n')).toEqual([['0', [0, 1]]]);
  expect(workersIn('worker,time\n0,2019-05-14T00:00:01Z\n0,2019-05-14T01:00:00+02:00\n')).toEqual([
    ['0', [1, 0]],
  ]);
});

test('workers with names come in the order of their first rows, under any name of the column', () => {
  const text = 'machine\tstep\ts\nnode-b\t1\t1\nnode-a\t0\t\nnode-b\t0\t1\n';
  expect(workersIn(text, { worker: 'machine' })).toEqual([
    ['node-b', [2, 0]],
    ['node-a', [1]],
  ]);
});

const TWICE = 'worker,attempt,iteration,s\n0,0,0,1\n0,0,1,1\n0,1,0,1\n';

test('a key that comes twice is never sorted: both lines are named, and the ways out', () => {
  expect(messageOf(() => workersIn(TWICE))).toBe(
    'f:4: iteration 0 comes twice for worker 0, on lines 2 and 4 (allowed: each key once: clock: attempt,iteration orders by several columns, order: file takes the rows as they stand)',
  );
  const rows = [['0', [0, 1, 2]]];
  expect(workersIn(TWICE, { clock: ['attempt', 'iteration'] })).toEqual(rows);
  expect(workersIn(TWICE, { order: 'file' })).toEqual(rows);
  // Where it takes the epoch to tell the rows apart, it orders first.
  expect(workersIn(TWICE.replace('attempt', 'epoch'))).toEqual(rows);
});

test.each([
  ['worker,a\n0,1\n0\n', 'f:3: 1 field (allowed: 2, as the first line has)'],
  ['worker,a,a\n0,1,2\n', 'f:1: the column a is named twice'],
  ['worker,a\n', 'f: no rows (allowed: at least one)'],
  ['', 'f: no line that names the columns'],
  [
    'name: x\na: { b, c }\n',
    'f:1: one column, name: x (allowed: two or more, separated by commas, semicolons or tabs)',
  ],
  ['wroker,a\n0,1\n', 'f: no column worker (allowed: wroker, a; did you mean wroker?)'],
  [
    'host,a\n0,1\n',
    'f: no column worker (allowed: host, a; say which column names the worker: worker: host)',
  ],
  ['worker,a\n0.5,1\n', 'f:2: worker: 0.5 (allowed: a whole number >= 0, or a name)'],
  ['worker,a\n0,1\n\n-1,1\n', 'f:4: worker: -1 (allowed: a whole number >= 0, or a name)'],
  ['worker,a\n,1\n', 'f:2: worker: nothing'],
  [
    'worker,clock\n0,1\n0,2019-05-14\n',
    'f:3: clock: 2019-05-14 (allowed: all numbers, or all calendar times)',
  ],
  [
    'worker,a\n"0,1\n',
    'f:2: a quote is opened and never closed (allowed: fields in double quotes as a whole, quotes within doubled)',
  ],
])('a broken record is refused with its line: %j', (text, message) => {
  expect(messageOf(() => workersIn(text))).toBe(message);
});

test('a column of numbers names the line of what is none', () => {
  const table = new CsvTable('worker,time\n0,1\n0,n/a\n0,\n', 'f');
  expect(() => table.numbers('time')).toThrow('f:3: time: n/a is not a number (allowed: a number)');
});
