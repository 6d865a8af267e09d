import { type Measurement, type Program, Subject } from './subject.ts';

/** What a comparison came to. */
export interface Series {
  readonly program: string;
  /** In the order in which they were made; the warm-ups are left out. */
  readonly measurements: readonly Measurement[];
}

/** How often to repeat. */
export interface Plan {
  /** Rounds whose times are thrown away: just-in-time compilation, page faults, caches. */
  readonly warmUps: number;
  readonly repetitions: number;
}

/**
 * Times several programs side by side: A B C A B C … in one go, so that a machine that is slower for a while is slower for
 * all of them.
 */
export async function interleave(programs: readonly Program[], plan: Plan): Promise<Series[]> {
  const subjects: Subject[] = [];
  try {
    for (const program of programs) subjects.push(await Subject.start(program));
    const kept: Measurement[][] = programs.map(() => []);
    for (let round = -plan.warmUps; round < plan.repetitions; round++) {
      for (const [i, subject] of subjects.entries()) {
        const measurement = await subject.run();
        if (round >= 0) kept[i]!.push(measurement);
      }
    }
    return subjects.map(({ program }, i) => ({ program: program.name, measurements: kept[i]! }));
  } finally {
    await Promise.all(subjects.map((subject) => subject.close()));
  }
}

/** The middle value, or the mean of the two middle ones. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const half = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[half]! : (sorted[half - 1]! + sorted[half]!) / 2;
}

/** Median seconds of a repetition. */
export function medianSeconds({ measurements }: Series): number {
  return median(measurements.map(({ seconds }) => seconds));
}

/** The digest that all repetitions of a program share. A program whose repetitions differ does not do the same work each time. */
export function digestOf({ program, measurements }: Series): string {
  const digests = new Set(measurements.map(({ digest }) => digest));
  if (digests.size !== 1) {
    throw new Error(`${program}: its repetitions do different work (${[...digests].join(', ')})`);
  }
  return measurements[0]!.digest;
}
