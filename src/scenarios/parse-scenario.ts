import { InputError } from '../base/errors.ts';
import { bareNumberFindings } from './bare-numbers.ts';
import { builtinCatalogue, type Catalogue } from './catalogue.ts';
import { readDocument } from './document.ts';
import { withoutExtensions } from './extension-keys.ts';
import { applyOverrides, type Override } from './overrides.ts';
import { inOrder, type Origins, problemOf } from './problem-places.ts';
import type { Finding } from './problems.ts';
import { readScenarioData } from './read-document.ts';
import type { Scenario } from './scenario.ts';
import { withChosen, withNamed } from './sweep/chosen-algorithms.ts';
import { type ReadSweep, readSweep } from './sweep/read-sweep.ts';

/** Beside the text itself. */
export interface ParseOptions {
  /** As the user named it, for messages. */
  readonly file?: string;
  /** What the scenario may name; what comes with the project by default. */
  readonly catalogue?: Catalogue;
  /** Changes to the file's data before it is checked, in order. */
  readonly overrides?: readonly Override[];
  /** Whether to warn of numbers without a unit where a duration, a size or a rate is meant; true by default. */
  readonly warnOfBareNumbers?: boolean;
  /** The only algorithms that are wanted: labels of the scenario, or names of known algorithms; all by default. */
  readonly algorithms?: readonly string[];
}

/** A checked scenario, the points of its sweep, and what is odd about it. */
export interface ParsedScenario extends ReadSweep {
  /** Without what the sweep changes. */
  readonly scenario: Scenario;
}

/**
 * Reads a scenario file (YAML 1.2 or JSON): units to base units, defaults filled in, everything checked, at every point of a sweep.
 * @throws InputError with everything that is wrong, in the order of the file.
 */
export function parseScenario(text: string, options: ParseOptions = {}): ParsedScenario {
  const {
    file,
    catalogue = builtinCatalogue,
    overrides = [],
    algorithms,
    warnOfBareNumbers = true,
  } = options;
  const source = withFile(file, () => readDocument(text));
  const { data, paths: overridden } = applyOverrides(withoutExtensions(source.data), overrides);
  const origins = { source, file, overridden };
  const read = (document: unknown) => {
    const reading = readScenarioData(document, catalogue);
    if ('findings' in reading) throw inputError(reading.findings, origins);
    return reading;
  };
  const listed = read(data);
  const labels = listed.scenario.algorithms.map(({ label }) => label);
  const chosen = algorithms ?? labels;
  const document = withNamed(data, labels, chosen, catalogue);
  const { scenario, oddities } = document === data ? listed : read(document);
  const toProblem = (finding: Finding) => problemOf(finding, origins);
  const sweep = readSweep({ document, scenario, chosen, origins }, (point) =>
    readScenarioData(point, catalogue),
  );
  const odd = sweep.paths.length === 0 ? oddities.map(toProblem) : sweep.warnings;
  const bare = warnOfBareNumbers ? bareNumberFindings(document, catalogue).map(toProblem) : [];
  return { ...sweep, scenario: withChosen(scenario, chosen), warnings: inOrder([...odd, ...bare]) };
}

function inputError(findings: readonly Finding[], origins: Origins): InputError {
  return new InputError(inOrder(findings.map((finding) => problemOf(finding, origins))));
}

/** Names the file in the problems that `read` throws. */
function withFile<T>(file: string | undefined, read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof InputError) || file === undefined) throw error;
    throw new InputError(error.problems.map((problem) => ({ file, ...problem })));
  }
}
