import { expect, test } from 'vitest';
import { CsvTable } from '../../../src/cluster-model/inputs/csv-table.ts';
import { recordedTimes } from '../../../src/cluster-model/inputs/recorded-times.ts';
import { speedProfile } from '../../../src/cluster-model/inputs/speed-profile.ts';

test('a profile in SimGrid’s form: comments, blank lines, tabs; its values scale the speed', () => {
  const text = '\uFEFF# peak speed\n\n0\t1.0\n11   0.5 # half\r\n20 0.8\nPERIODICITY 12\n';
  expect(speedProfile.parse(text, 'f')).toEqual({
    times: [0, 11e9, 20e9],
    factors: [1, 2, 1.25],
    loopAfter: 12,
  });
});

test('a profile as CSV: times with speeds, or with factors', () => {
  expect(speedProfile.parse('time,speed\n0,1\n1.5,0.25\n', 'f')).toEqual({
    times: [0, 1.5e9],
    factors: [1, 4],
    loopAfter: undefined,
  });
  expect(speedProfile.parse('# made up\nfactor,time\n4,1.5\n', 'f')).toMatchObject({
    times: [1.5e9],
    factors: [4],
  });
});

test.each([
  ['0 1\n0 2\n', 'f:2: time 0 (allowed: later than the line before, by a nanosecond at least)'],
  ['1 1\n0.5 2\n', 'f:2: time 0.5 (allowed: later than the line before, by a nanosecond at least)'],
  ['-1 1\n', 'f:1: time -1 (allowed: a time >= 0)'],
  [
    '0 1\n# then\n1 0\n',
    'f:3: a speed of 0, below it or beyond what a double holds (allowed: a number > 0; a machine that stands still for a while is a fault)',
  ],
  ['0 1\n1 fast\n', 'f:2: fast is not a number'],
  ['0 1 2\n', 'f:1: 0 1 2 (allowed: a time and a speed, or LOOPAFTER and seconds)'],
  ['0 1\nLOOPAFTER 0\n', 'f: LOOPAFTER 0 (allowed: a number of seconds > 0)'],
  ['0 1\nLOOPAFTER 2\n3 1\n', 'f:3: a line after LOOPAFTER'],
  ['# nothing\n', 'f: no lines (allowed: at least one)'],
  [
    'time,value\n0,1\n',
    'f:1: the columns are not those of a profile (allowed: time and either speed or factor)',
  ],
  ['time,speed\n0,0\n', 'f:2: speed: 0 (allowed: a number > 0)'],
])('a broken profile is refused with its line: %j', (text, message) => {
  expect(() => speedProfile.parse(text, 'f')).toThrow(
    new RegExp(`^${message.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}$`),
  );
});

test('a record of times is sorted by worker and by clock, whatever the order of its rows', () => {
  const { workers } = recordedTimes.parse('clock,worker,compute_s\n2,9,1\n1,9,1\n1,3,1\n1,9,1\n', 'f');
  expect(workers.map(({ id, rows }) => [id, [...rows]])).toEqual([
    [3, [2]],
    [9, [1, 3, 0]], // clock 1 twice, in the order of the file
  ]);
  expect([...recordedTimes.parse('worker,compute_s\n0,5\n0,4\n', 'f').workers[0]!.rows]).toEqual([0, 1]);
});

test.each([
  ['worker,a\n0,1\n0\n', 'f:3: 1 fields where the first line names 2'],
  ['worker,a,a\n0,1,2\n', 'f:1: the column a is named twice'],
  ['worker,a\n', 'f: no rows (allowed: at least one)'],
  ['', 'f: no line that names the columns'],
  ['wroker,a\n0,1\n', 'f: no column worker (allowed: wroker, a; did you mean wroker?)'],
  ['worker,a\n0.5,1\n', 'f:2: worker: 0.5 (allowed: a whole number >= 0)'],
  ['worker,a\n0,1\n\n-1,1\n', 'f:4: worker: -1 (allowed: a whole number >= 0)'],
  [
    'worker,a\n"0,1\n',
    'f:2: a quote is opened and never closed (allowed: fields in double quotes as a whole, quotes within doubled)',
  ],
])('a broken record is refused with its line: %j', (text, message) => {
  const start = message.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  expect(() => recordedTimes.parse(text, 'f')).toThrow(new RegExp(`^${start}$`));
});

test('a column of numbers names the line of what is none', () => {
  const table = new CsvTable('worker,time\n0,1\n0,n/a\n0,\n', 'f');
  expect(() => table.numbers('time')).toThrow('f:3: time: n/a is not a number (allowed: a number)');
});
