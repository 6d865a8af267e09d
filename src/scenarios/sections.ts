import type { z } from 'zod';
import type { Catalogue } from './catalogue.ts';
import type {
  AlgorithmSpec,
  ClusterSpec,
  Replications,
  StopSpec,
  TimingWorkloadSpec,
  TrainingSpec,
  TuneSpec,
  WorkloadSpec,
} from './scenario.ts';
import { isMapping } from './schema/leaf.ts';
import type { BareNumbers } from './schema/numbers.ts';
import { scenarioSchema } from './schema/scenario.ts';

/** `training` before it is known how many workers there are. */
export type GivenTraining = Omit<TrainingSpec, 'evaluate'> & {
  readonly evaluate: Partial<TrainingSpec['evaluate']> & Pick<TrainingSpec['evaluate'], 'of'>;
};

/** A scenario file after each of its sections has been read by itself. */
export interface Sections {
  readonly name: string;
  readonly description: string;
  readonly seed: number;
  readonly replications: Replications;
  readonly cluster: ClusterSpec;
  readonly workload: WorkloadSpec | TimingWorkloadSpec;
  readonly training?: GivenTraining;
  readonly stop: StopSpec;
  readonly algorithms: readonly AlgorithmSpec[];
  readonly tune?: TuneSpec;
}

/** What could be read of a document: the sections that are right, and everything that is wrong. */
export interface ReadSections {
  readonly sections: Partial<Sections>;
  readonly issues: readonly z.core.$ZodIssue[];
}

/** Reads the sections of a document. One that is wrong does not keep the others from being read. */
export function readSections(data: unknown, catalogue: Catalogue): ReadSections {
  const schema = schemaFor(catalogue);
  const whole = schema.safeParse(data);
  if (whole.success) return { sections: whole.data as unknown as Sections, issues: [] };
  const sections: Record<string, unknown> = {};
  for (const [key, section] of Object.entries(schema.shape)) {
    const result = isMapping(data) ? (section as z.ZodType).safeParse(data[key]) : undefined;
    if (result?.success) sections[key] = result.data;
  }
  return { sections, issues: whole.error.issues };
}

/** What a schema that refuses numbers without a unit has against a document that is right. */
export function issuesOfBareNumbers(document: unknown, catalogue: Catalogue): readonly z.core.$ZodIssue[] {
  return schemaFor(catalogue, 'refused').safeParse(document).error?.issues ?? [];
}

type ScenarioSchema = ReturnType<typeof scenarioSchema>;

const schemas = {
  read: new WeakMap<Catalogue, ScenarioSchema>(),
  refused: new WeakMap<Catalogue, ScenarioSchema>(),
};

/** The schema of a catalogue, made once. */
function schemaFor(catalogue: Catalogue, bareNumbers: BareNumbers = 'read'): ScenarioSchema {
  const known = schemas[bareNumbers];
  const made = known.get(catalogue) ?? scenarioSchema(catalogue, bareNumbers);
  known.set(catalogue, made);
  return made;
}
