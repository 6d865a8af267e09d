import { expect, test } from 'vitest';
import { toyAt } from './toy.ts';

test('the toy: asp with sum, and bsp with average', () => {
  // Worker 0 pushes at 2, 4, 6 and 8, worker 1 at 5, worker 2 at 9, each −½(r − a) of the w it read.
  expect(toyAt('asp', 2, 4, 5, 6, 8, 9)).toEqual([8, 4, -2, -4, -2, -6]);
  expect(toyAt('bsp', 8, 9, 18)).toEqual([16, 10, 7]);
});

test('k-async: the step takes the gradients of two workers, one of them computed on older parameters', () => {
  // 5 s: of 0 and 1, 16 − ½(16 + 12)/2. 9 s: of 0 on 9 and of 2 on 16, 9 − ½(9 + 8)/2. 11 s: of 1 on 9 and of 0 on 4.75.
  expect(toyAt('{ name: k-async, wait: 2 }', 4, 5, 9, 11)).toEqual([16, 9, 4.75, 37 / 16]);
});

test('backup-workers: the step takes the first two gradients, and the third is dropped', () => {
  // 9 s: worker 2 is late by a round, and starts again on 9. 10 s: 9 − ½(9 + 5)/2. 15 s: 5.5 − ½(5.5 + 1.5)/2.
  expect(toyAt('{ name: backup-workers, backups: 1 }', 5, 9, 10, 15)).toEqual([9, 9, 5.5, 3.75]);
});
