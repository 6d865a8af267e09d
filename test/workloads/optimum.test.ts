import { all, create } from 'mathjs';
import { expect, test } from 'vitest';
import { Streams } from '../../src/random/streams.ts';
import { optimumSteps, solveOptimum } from '../../src/workloads/optimum.ts';
import { denseSet, gradientOf, sparseSet, workloadOf } from './fixtures.ts';

const math = create(all!);

/** Rows of uniform numbers in (−1, 1), labels a noisy linear function of them. */
function noisy(rows: number, features: number, noise: number) {
  const uniforms = new Streams(5, 1).stream('data').sequence(0);
  const next = () => 2 * uniforms.next() - 1;
  const w = Array.from({ length: features }, next);
  const x = Array.from({ length: rows }, () => Array.from({ length: features }, next));
  const y = x.map((row) => row.reduce((sum, value, j) => sum + value * w[j]!, 0) + noise * next());
  return { x, y, classes: y.map((value) => (value > 0 ? 1 : 0)) };
}

const { x, y, classes } = noisy(60, 4, 0.8);

test('least squares has the optimum of the normal equations', () => {
  for (const l2 of [0, 0.01, 1]) {
    // (XᵀX / N + l2 I) w = Xᵀy / N
    const gram = math.multiply(math.transpose(x), x) as number[][];
    const left = gram.map((row, i) => row.map((value, j) => value / x.length + (i === j ? l2 : 0)));
    const right = (math.multiply(math.transpose(x), y) as number[]).map((value) => value / x.length);
    const w = (math.lusolve(left, right) as number[][]).map(([value]) => value!);
    const found = solveOptimum({ model: 'least-squares', l2, intercept: false }, denseSet(x, y));
    expect(found.attained).toBe(true);
    // A relative gap of 1e-10 in F leaves about its square root in w.
    w.forEach((value, j) => {
      expect(Math.abs(found.parameters[j]! - value)).toBeLessThan(1e-5);
    });
    const objective = workloadOf(denseSet(x, y), { l2 }).objective(Float64Array.from(w));
    expect(Math.abs(found.objective - objective)).toBeLessThan(1e-10 * objective);
  }
});

test('a long plain gradient descent ends at the same objective', () => {
  for (const model of ['logistic-regression', 'softmax-regression']) {
    const settings = { model, l2: 0.05, intercept: true };
    const set = sparseSet(x, classes);
    const workload = workloadOf(set, settings);
    let w = workload.initial;
    // Curvature is between 0.05 and about 2: 2000 steps of 0.5 contract the error by 0.975^2000 = 1e-22.
    for (let step = 0; step < 2000; step++) {
      const gradient = gradientOf(workload, 0, w);
      w = w.map((value, i) => value - 0.5 * gradient[i]!);
    }
    const found = solveOptimum(settings, set);
    expect(found.attained).toBe(true);
    expect(found.certifiedGap).toBeLessThanOrEqual(1e-10 * found.objective);
    expect(Math.abs(found.objective - workload.objective(w))).toBeLessThan(1e-10);
  }
});

test('the certificate of the SVM holds: nothing near the optimum is better, and the gap is closed', () => {
  for (const l2 of [1, 0.1, 0.01, 0.001]) {
    const settings = { model: 'linear-svm', l2, intercept: true };
    const found = solveOptimum(settings, denseSet(x, classes));
    const workload = workloadOf(denseSet(x, classes), settings);
    expect(found.attained).toBe(true);
    expect(found.certifiedGap).toBeLessThanOrEqual(1e-10 * found.objective);
    expect(found.objective).toBe(workload.objective(found.parameters));
    const uniforms = new Streams(9, 1).stream('moves').sequence(0);
    for (let trial = 0; trial < 200; trial++) {
      const size = 0.5 ** (trial % 20);
      const moved = found.parameters.map((value) => value + size * (2 * uniforms.next() - 1));
      expect(workload.objective(moved)).toBeGreaterThanOrEqual(found.objective - found.certifiedGap! - 1e-14);
    }
  }
});

test('an SVM solved by hand', () => {
  // One feature, x = 1 with label +1 and x = −1 with label −1: F = max(0, 1 − w) + w²/4 is least at w = 1, where it is ¼.
  const set = sparseSet([[1], [-1], [0], [0]], [1, 0, 1, 0]);
  const found = solveOptimum({ model: 'linear-svm', l2: 0.25, intercept: false }, set);
  // With two empty rows that lose 1 each: ½ max(0, 1 − w) + ½ + w²/8: again w = 1, F = 0.625.
  expect(found.parameters[0]).toBeCloseTo(1, 12);
  expect(found.objective).toBeCloseTo(0.625, 12);
  expect(found.attained).toBe(true);
  const alone = solveOptimum(
    { model: 'linear-svm', l2: 0.5, intercept: false },
    sparseSet([[1], [-1]], [1, 0]),
  );
  expect([alone.parameters[0], alone.objective]).toEqual([1, 0.25]);
});

test('an SVM with little l2 is solved exactly, where coordinate descent alone crawls', () => {
  const hard = noisy(200, 12, 0.5);
  const settings = { model: 'linear-svm', l2: 1e-4, intercept: false };
  const found = solveOptimum(settings, denseSet(hard.x, hard.classes), { maxIterations: 400 });
  expect(found.attained).toBe(true);
});

test('classes that can be separated have no optimum without l2, and the result says so', () => {
  const separable = x.map(([a]) => (a! > 0 ? 1 : 0));
  for (const model of ['logistic-regression', 'softmax-regression']) {
    const found = solveOptimum({ model, l2: 0, intercept: false }, denseSet(x, separable));
    expect(found.attained).toBe(false);
    expect(found.reason).toContain('separable');
    // The infimum is 0, so the gap is known.
    expect(found.certifiedGap).toBe(found.objective);
  }
});

test('classes that can be separated but for ties have no optimum either', () => {
  // Examples 0 and 1 agree on feature 0 and differ in label; feature 1 separates the rest for ever.
  const rows = [
    [1, 0],
    [1, 0],
    [0, 1],
    [0, -1],
  ];
  const found = solveOptimum(
    { model: 'logistic-regression', l2: 0, intercept: false },
    denseSet(rows, [1, 0, 1, 0]),
  );
  expect(found.attained).toBe(false);
  expect(found.certifiedGap).toBeUndefined();
  expect(found.reason).toContain('no minimum');
});

test('classes that cannot be separated have an optimum without l2, though no certificate', () => {
  for (const model of ['logistic-regression', 'softmax-regression']) {
    const found = solveOptimum({ model, l2: 0, intercept: false }, denseSet(x, classes));
    expect(found.attained).toBe(true);
    expect(found.certifiedGap).toBeUndefined();
    const gradient = gradientOf(workloadOf(denseSet(x, classes), { model }), 0, found.parameters);
    for (const slope of gradient) expect(Math.abs(slope)).toBeLessThan(1e-9);
  }
});

test('noise-free least squares ends at objective 0', () => {
  const exact = noisy(60, 4, 0);
  const found = solveOptimum({ model: 'least-squares', l2: 0, intercept: false }, denseSet(exact.x, exact.y));
  expect(found.attained).toBe(true);
  expect(found.objective).toBeLessThan(1e-20);
});

test('an optimum at w0 is found at once', () => {
  const found = solveOptimum(
    { model: 'least-squares', l2: 0, intercept: false },
    denseSet([[1], [1]], [1, -1]),
  );
  expect(found).toMatchObject({ attained: true, iterations: 0, objective: 0.5 });
});

test('a search that is cut short does not pretend', () => {
  for (const [model, l2] of [
    ['logistic-regression', 0.001],
    ['linear-svm', 0.001],
    ['least-squares', 0],
  ] as const) {
    const labels = model === 'least-squares' ? y : classes;
    const settings = { model, l2, intercept: false };
    const found = solveOptimum(settings, denseSet(x, labels), { maxIterations: 1 });
    expect(found.attained).toBe(false);
    const better = solveOptimum(settings, denseSet(x, labels));
    expect(better.objective).toBeLessThan(found.objective);
    if (found.certifiedGap !== undefined) {
      expect(found.objective - better.objective).toBeLessThanOrEqual(found.certifiedGap);
    }
  }
});

test('the solver can be driven step by step, and shows how far it is', () => {
  const settings = { model: 'logistic-regression', l2: 0.01, intercept: false };
  const seen: number[] = [];
  const steps = optimumSteps(settings, denseSet(x, classes));
  let step = steps.next();
  for (; !step.done; step = steps.next()) seen.push(step.value.objective);
  expect(seen.length).toBeGreaterThan(3);
  expect(step.value.objective).toBe(seen.at(-1));
});

test('the SVM without l2 is refused, since nothing would certify the answer', () => {
  expect(() => solveOptimum({ model: 'linear-svm', l2: 0, intercept: false }, denseSet(x, classes))).toThrow(
    'workload.l2: the optimum of linear-svm without l2 is not solved for (allowed: l2 > 0)',
  );
});
