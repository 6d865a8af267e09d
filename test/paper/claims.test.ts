import { describe, expect, it } from 'vitest';
import { verdictOf } from '../../experiments/paper/claims.ts';

const twice = { id: 'twice', paper: 2 };
const half = { id: 'half', paper: 0.5 };
const alike = { id: 'alike', paper: 1 };

describe('the verdict on a claim', () => {
  it('is that it holds within a quarter of the factor of the paper, either way', () => {
    expect(verdictOf(twice, { value: 2.49 })).toBe('holds');
    expect(verdictOf(twice, { value: 1.61 })).toBe('holds');
    expect(verdictOf(alike, { value: 0.81 })).toBe('holds');
  });

  it('is that it holds where the interval has the factor in it', () => {
    expect(verdictOf(twice, { value: 3, low: 1.9, high: 4.7 })).toBe('holds');
  });

  it('is that its direction holds where the whole interval is on the side of the factor', () => {
    expect(verdictOf(twice, { value: 4, low: 3, high: 5.3 })).toBe('holds in direction');
    expect(verdictOf(twice, { value: 1.2, low: 0.9, high: 1.6 })).toBe('does not hold');
    expect(verdictOf(half, { value: 0.9, low: 0.85, high: 0.95 })).toBe('holds in direction');
    expect(verdictOf(half, { value: 1.1 })).toBe('does not hold');
  });

  it('is that it does not hold where the paper has no effect and there is one', () => {
    expect(verdictOf(alike, { value: 1.4, low: 1.3, high: 1.5 })).toBe('does not hold');
  });

  it('on a factor of which only the least is known is about its direction alone', () => {
    expect(verdictOf(twice, { value: 2.1, atLeast: true })).toBe('holds in direction');
    expect(verdictOf(twice, { value: 0.9, atLeast: true })).toBe('unknown');
    expect(verdictOf(alike, { value: 1.02, atLeast: true })).toBe('unknown');
    expect(verdictOf(alike, { value: 1.5, atLeast: true })).toBe('does not hold');
    expect(verdictOf(half, { value: 0.4, atLeast: true })).toBe('unknown');
  });

  it('is unknown without a factor', () => {
    expect(verdictOf(twice, { value: undefined })).toBe('unknown');
  });

  it('on a bound is that it holds below it', () => {
    expect(verdictOf({ id: 'regret', paper: 1 }, { value: 0.2 })).toBe('holds');
    expect(verdictOf({ id: 'regret', paper: 1 }, { value: 1.01 })).toBe('does not hold');
  });
});
