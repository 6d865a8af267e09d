/**
 * The names of the recorded machines that workers stand for, by point of the sweep and worker; one list where it is that of every point. null:
 * a worker that stands for none.
 */
export type MachineNames = readonly (readonly (string | null)[])[];

/** The machine that a worker of a point stands for. */
export function machineOf(
  names: MachineNames | undefined,
  point: number,
  worker: number,
): string | undefined {
  const ofPoint = names?.length === 1 ? names[0] : names?.[point];
  return ofPoint?.[worker] ?? undefined;
}
