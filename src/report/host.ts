/** Facts about the machine that ran a study. No comparison of results looks at them. */
export interface HostFacts {
  readonly node: string;
  readonly platform: string;
  readonly architecture: string;
  readonly processors: number;
  /** Wall-clock time from the start of the command for this study until now. */
  readonly wallSeconds: number;
}

/** The text of host.json. */
export function hostText(host: HostFacts): string {
  return `${JSON.stringify(host, null, 2)}\n`;
}
