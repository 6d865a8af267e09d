import { InputError, type Problem } from '../base/errors.ts';
import { type ParsedScenario, type ParseOptions, parseScenario } from './parse-scenario.ts';

/**
 * The same for a scenario that is plain data: an object literal, or one that has been parsed before. What is wrong with it has a
 * path but no line, and numbers need no units.
 * @throws InputError with everything that is wrong.
 */
export function checkScenario(data: object, options: Omit<ParseOptions, 'file'> = {}): ParsedScenario {
  const text = jsonOf(data);
  try {
    const parsed = parseScenario(text, { warnOfBareNumbers: false, ...options });
    return { ...parsed, warnings: parsed.warnings.map(withoutPosition) };
  } catch (error) {
    throw error instanceof InputError ? new InputError(error.problems.map(withoutPosition)) : error;
  }
}

/** A key without a value is left out; what JSON would change in silence is refused. */
function jsonOf(data: object): string {
  const plain = (key: string, value: unknown) => {
    const isPlain = typeof value === 'number' ? Number.isFinite(value) : !UNSPEAKABLE.includes(typeof value);
    if (isPlain) return value;
    throw new InputError({
      message: `${key}: ${typeof value === 'function' ? 'a function' : String(value)} is not plain data`,
      allowed: 'what JSON can say',
    });
  };
  try {
    return JSON.stringify(data, plain);
  } catch (error) {
    if (error instanceof InputError) throw error;
    throw new InputError({ message: 'the scenario is not plain data', allowed: 'what JSON can say' });
  }
}

const UNSPEAKABLE = ['function', 'symbol', 'bigint'];

function withoutPosition({ line: _, column: __, ...problem }: Problem): Problem {
  return problem;
}
