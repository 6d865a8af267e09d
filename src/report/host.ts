/** Facts about the machine that ran a study. No comparison of results looks at them. */
export interface HostFacts {
  readonly node: string;
  readonly platform: string;
  readonly architecture: string;
  readonly processors: number;
  /** Wall-clock time of the runs so far, reading the data apart. */
  readonly wallSeconds: number;
}

/** The text of host.json. */
export function hostText(host: HostFacts): string {
  return `${JSON.stringify(host, null, 2)}\n`;
}
