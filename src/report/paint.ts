/** How a terminal emphasises text; the shell supplies it, so that reports stay plain strings elsewhere. */
export interface Paint {
  bold(text: string): string;
  dim(text: string): string;
  green(text: string): string;
  yellow(text: string): string;
  red(text: string): string;
}

const same = (text: string) => text;

/** No emphasis: what files and pipes get. */
export const plain: Paint = { bold: same, dim: same, green: same, yellow: same, red: same };
