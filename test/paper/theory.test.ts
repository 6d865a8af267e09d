import { describe, expect, it } from 'vitest';
import { simulatedRows } from '../../experiments/paper/figures/fig14.ts';
import { regretRows } from '../../experiments/paper/figures/regret.ts';

describe('the revision example of Appendix C', () => {
  // (a, …, g) = (8, 4, 2, 5, 6, 1, 3): a; a + b; (a+c)/2 + b; (a+c+d)/3 + b; + e; the pull; (a+c+d+f)/4 + b + e; + g.
  it('comes to what its formulas say', () => {
    expect(simulatedRows().map(({ value }) => value)).toEqual([8, 12, 9, 9, 15, 15, 14, 17]);
  });

  it('stamps the update after the pull with version 3, that of the fastest worker', () => {
    expect(simulatedRows().at(-1)).toMatchObject({ event: 'W2 pushes g = 3', version: 3 });
  });
});

describe('regret', () => {
  const rows = regretRows([4, 30]);

  it('stays below the bounds of Proposition 1 and Theorems 1 and 2', () => {
    for (let k = 0; k < rows.length; k += 2) expect(rows[k]!.value).toBeLessThan(Number(rows[k + 1]!.value));
  });

  it('falls with the number of updates, for every rule', () => {
    for (const rule of ['SSPSGD', 'ConSGD', 'DynSGD']) {
      const [few, many] = rows
        .filter((row) => row.rule === rule && row.series === 'regret')
        .map(({ value }) => Number(value));
      expect(many).toBeLessThan(few!);
    }
  });
});
