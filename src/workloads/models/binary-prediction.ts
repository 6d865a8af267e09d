/** Whether the sign of the score is the label, −1 or +1. A score of exactly 0 predicts −1, as in LIBLINEAR. */
export function predictsSign(scores: Float64Array, label: number): boolean {
  return scores[0]! > 0 === label > 0;
}
