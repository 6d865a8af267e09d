import { registryOf } from '../../base/registry.ts';
import { constant } from './constant.ts';
import { inverseSqrt } from './inverse-sqrt.ts';
import type { ScheduleDefinition } from './schedule.ts';
import { step } from './step.ts';

/** The learning-rate schedules that a scenario may name. */
export const schedules = registryOf<ScheduleDefinition>('schedule')(constant, inverseSqrt, step);
