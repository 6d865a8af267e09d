import type { Outage } from '../../cluster-model/faults/fault-model.ts';
import type { FaultEntry } from '../../cluster-model/make-faults.ts';
import type { Engine } from '../../engine/engine.ts';
import { type Duration, NEVER, type SimTime, START } from '../../engine/time.ts';

/** The outages of one worker or shard that one entry brings about, one after the other. */
interface Course {
  readonly entry: FaultEntry;
  readonly subject: number;
  /** The next outage, or the one that has just begun. */
  index: number;
  end: SimTime;
}

/** One that has just begun. */
export interface Begun {
  readonly subject: number;
  readonly end: SimTime;
  /** From the crash to a worker's being dropped by the shards. */
  readonly detection: Duration;
}

/** The outages that come when they come, whatever the machines do: an event for the next one of each course. */
export class OutageSchedule {
  readonly #engine: Engine;
  readonly #kind: number;
  readonly #courses: readonly Course[];

  /** `kind`: the kind of the event that begins an outage; its subject goes to `begin`. `entries`: those of one target. */
  constructor(engine: Engine, kind: number, entries: readonly FaultEntry[]) {
    this.#engine = engine;
    this.#kind = kind;
    this.#courses = entries
      .filter(({ model }) => model.outage !== undefined)
      .flatMap((entry) =>
        [...entry.hits.keys()]
          .filter((subject) => entry.hits[subject] === 1)
          .map((subject) => ({ entry, subject, index: 0, end: START })),
      );
  }

  /** Schedules the first outage of every course. */
  start(): void {
    for (const number of this.#courses.keys()) this.#schedule(number);
  }

  /** An outage begins. The next of its course, when `goesOn` says of its subject that there is to be one, is scheduled. */
  begin(number: number, goesOn: (subject: number) => boolean): Begun {
    const course = this.#courses[number]!;
    const { entry, subject, end } = course;
    course.index += 1;
    if (goesOn(subject)) this.#schedule(number);
    return { subject, end, detection: entry.model.detection ?? (NEVER as number as Duration) };
  }

  #schedule(number: number): void {
    const course = this.#courses[number]!;
    const { entry, subject, index, end } = course;
    const next: Outage | undefined = entry.model.outage!(subject, index, end);
    if (!next || next.start > Number.MAX_SAFE_INTEGER) return;
    course.end = next.end;
    this.#engine.scheduleAt(next.start, this.#kind, number);
  }
}
