/** A job that no worker should make: it is not one of a study, or would need more than a machine has. Its run fails, and workers go on. */
export class BadJob extends Error {
  override readonly name = 'BadJob';

  /** `why`: `it has a key __proto__`. */
  constructor(why: string) {
    super(`the worker refuses the job: ${why}`);
  }
}
