/** The oldest Node that has everything which the program calls, as in package.json. */
const OLDEST = [20, 15] as const;

/**
 * Why the program cannot run on a Node of this version, such as 18.20.8; undefined where it can. This file, and the one that calls it, must be
 * read by much older versions: they import nothing that these lack.
 */
export function nodeProblem(version: string): string | undefined {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  if (major > OLDEST[0] || (major === OLDEST[0] && minor >= OLDEST[1])) return undefined;
  return `Laggard needs Node ${OLDEST.join('.')} or newer, and this is Node ${version}. https://nodejs.org has it.`;
}
