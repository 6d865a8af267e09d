import type { Definition, Options, ValuesOf } from '../../base/options.ts';

/** The learning rate of a worker's clock, read once per clock. */
export type Schedule = (clock: number) => number;

/** A learning-rate schedule as the registry holds it. Every one has the option `initial`, its value at clock 0. */
export interface ScheduleDefinition<O extends Options = Options> extends Definition<O> {
  /** Tells what it is where definitions of all kinds come together; `defineSchedule` sets it. */
  readonly defines?: 'schedule';
  /** The schedule with these options. */
  create(options: ValuesOf<O>): Schedule;
}

/** Gives a schedule its types, and marks it as one. */
export function defineSchedule<const O extends Options>(
  definition: ScheduleDefinition<O>,
): ScheduleDefinition<O> {
  return { ...definition, defines: 'schedule' };
}
