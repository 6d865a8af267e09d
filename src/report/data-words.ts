import type { FinishedRun } from '../studies/study-result.ts';

/** Whether runs were evaluated on test data too. */
export function haveTestData(runs: readonly FinishedRun[]): boolean {
  return runs.some(({ result }) => result.testLoss !== undefined);
}

/** The head of a column of accuracies, with the data that they are of. */
export function accuracyHead(runs: readonly FinishedRun[]): string {
  return `${haveTestData(runs) ? 'test' : 'training'}\naccuracy`;
}

/** The head of a column of what is measured on the training data: said where there are test data as well. */
export function trainingHead(runs: readonly FinishedRun[], what: string): string {
  return haveTestData(runs) ? `training\n${what}` : what;
}
