/** The user's wish to stop, as work meets it. */
export interface StopRequest {
  /** @throws when the user has asked to stop. */
  check(): void;
  /** The result of `work`, unless the user asks to stop first. */
  orStop<T>(work: Promise<T>): Promise<T>;
  /** Does what cannot be left halfway; meanwhile the system ends the process when the user asks. */
  whileBlocking<T>(work: () => T): T;
}
