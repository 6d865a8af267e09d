import { describe, expect, test } from 'vitest';
import { Stream, Streams } from '../../src/random/streams.ts';
import { distributionOf, samplerOf } from '../../src/random/variate.ts';

/** A stream that keeps the coordinates of its draws and gives what it is told to. */
class Spy extends Stream {
  readonly asked: number[][] = [];
  readonly #answers: number[];

  constructor(answers: number[]) {
    super(new Uint32Array(4));
    this.#answers = answers;
  }

  override uniform(...at: number[]): number {
    this.asked.push(at);
    return this.#answers[this.asked.length - 1] ?? 0.5;
  }
}

describe('common random numbers: a draw takes one uniform, at the coordinates of what it is for', () => {
  test('a constant leaves the stream alone', () => {
    const spy = new Spy([]);
    const sampler = samplerOf(3, spy);
    expect([sampler.draw(1, 2), sampler.mean, sampler.lowest]).toEqual([3, 3, 3]);
    expect(spy.asked).toEqual([]);
  });

  test('a distribution asks once', () => {
    const spy = new Spy([0.25]);
    expect(samplerOf({ uniform: { min: 0, max: 4 } }, spy).draw(7, 8, 9)).toBe(1);
    expect(spy.asked).toEqual([[7, 8, 9]]);
  });

  test('a normal draw that is not above 0 is drawn again, as the next attempt of the same draw', () => {
    const spy = new Spy([0.001, 0.01, 0.5]);
    expect(samplerOf({ normal: { mean: 1, sd: 1 } }, spy).draw(7, 8)).toBe(1);
    expect(spy.asked).toEqual([
      [7, 8, 0, 0],
      [7, 8, 0, 1],
      [7, 8, 0, 2],
    ]);
  });

  test('draws do not depend on the order in which they are made', () => {
    const sampler = samplerOf({ normal: { mean: 0, sd: 1 } }, new Streams(1, 1).stream('x'));
    const forwards = Array.from({ length: 50 }, (_, k) => sampler.draw(2, k));
    const backwards = Array.from({ length: 50 }, (_, k) => sampler.draw(2, 49 - k)).reverse();
    expect(backwards).toEqual(forwards);
  });
});

test('a single parameter may be given bare', () => {
  expect(distributionOf({ exponential: 2 }).mean).toBe(2);
  expect(distributionOf({ empirical: [1, 3] })).toMatchObject(
    JSON.parse(JSON.stringify(distributionOf({ empirical: { values: [1, 3] } }))),
  );
});

test('what names no distribution is a bug of ours by then', () => {
  expect(() => distributionOf({})).toThrow('not one distribution');
  expect(() => distributionOf({ gaussian: {} })).toThrow('gaussian is not a known distribution');
});
