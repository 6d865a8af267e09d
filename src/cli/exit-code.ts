/** What the command tells the shell that called it. */
export const exitCode = {
  done: 0,
  /** A bug of ours, or of a plugin. */
  bug: 1,
  /** Something that the user can mend: a scenario, a data file, an option, a place to write to. */
  badInput: 2,
  /** 128 + the number of the signal, as shells have it. */
  interrupted: { SIGINT: 130, SIGTERM: 143 },
} as const;
