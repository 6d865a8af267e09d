import type { NumberShape, OptionShape } from '../../base/options.ts';
import { suggestionFor } from '../../base/suggest.ts';
import {
  hasUnits,
  isMeasured,
  NUMBER_PATTERN,
  parseQuantity,
  splitQuantity,
  type UnitQuantity,
  unitsOf,
} from '../units.ts';
import { quantitiesMeant } from '../units-meant.ts';
import { type JsonSchema, leaf, type Refuse } from './leaf.ts';

/** What is allowed where a number of this shape stands: `a duration such as 0.2 ms`. `exactly` adds the bounds. */
export function describeNumber(shape: NumberShape, exactly = true): string {
  const { quantity, integer, words = [], varies } = shape;
  const noun = integer ? 'a whole number' : NOUN[quantity];
  const bounds = exactly || !hasUnits(quantity) ? describeBounds(shape) : '';
  const example = EXAMPLE[quantity] ? ` such as ${EXAMPLE[quantity]}` : '';
  return [`${noun}${bounds}${example}`, ...words, ...(varies ? ['a distribution'] : [])].join(', or ');
}

/** What is allowed for an option, in words. */
export function describeShape(shape: OptionShape): string {
  switch (shape.kind) {
    case 'number':
      return describeNumber(shape);
    case 'choice':
      return shape.values.join(', ');
    case 'flag':
      return 'true, false';
    case 'list':
      return `a list of values, each ${describeNumber(shape.of)}`;
    case 'text':
      return shape.noun;
    case 'columns':
      return 'the name of a column, or a list of names';
    case 'file':
      return `the name of a file (${shape.format.name})`;
    case 'expression':
      return `a formula in ${shape.variable} such as ${shape.example}`;
  }
}

const NOUN = {
  number: 'a number',
  drawn: 'a number',
  seconds: 'a duration',
  bytes: 'a size',
  bytesPerSecond: 'a data rate',
  perSecond: 'a rate',
  ratio: 'a ratio',
} as const;

const EXAMPLE = {
  number: undefined,
  drawn: undefined,
  seconds: '0.2 ms',
  bytes: '64 MiB',
  bytesPerSecond: '1 Gbit/s',
  perSecond: '0.36 /h',
  ratio: '10%',
} as const;

function describeBounds({ min, max, above, below }: NumberShape): string {
  if (min !== undefined && min === max) return `, ${min}`;
  if (min !== undefined && max !== undefined) return ` from ${min} to ${max}`;
  const parts = [
    above !== undefined && `> ${above}`,
    min !== undefined && `>= ${min}`,
    below !== undefined && `< ${below}`,
    max !== undefined && `<= ${max}`,
  ].filter((part) => part !== false);
  return parts.length > 0 ? ` ${parts.join(' and ')}` : '';
}

/** Whether a number keeps the bounds of its shape. */
export function isWithinBounds(value: number, { min, max, above, below }: NumberShape): boolean {
  if (min !== undefined && value < min) return false;
  if (max !== undefined && value > max) return false;
  if (above !== undefined && value <= above) return false;
  return below === undefined || value < below;
}

/** Whether a number without a unit is read, in the unit of its quantity, or refused where units are usual. */
export type BareNumbers = 'read' | 'refused';

/** A number with or without a unit, in the unit of its quantity; or one of the shape's words. */
export function numberOf(shape: NumberShape, bareNumbers: BareNumbers) {
  return leaf(numberJson(shape), (value, refuse) => {
    const number = readNumber(value, shape, refuse);
    if (bareNumbers === 'read' || typeof value !== 'number' || value === 0) return number;
    return isMeasured(shape.quantity) ? refuse({ bare: shape.quantity }) : number;
  });
}

function readNumber(value: unknown, shape: NumberShape, refuse: Refuse): number | string {
  if (typeof value === 'string' && shape.words?.includes(value)) return value;
  const number = typeof value === 'string' ? readText(value, shape, refuse) : value;
  if (typeof number !== 'number') {
    return refuse({ allowed: describeNumber(shape), wrongKind: typeof value === 'object' && value !== null });
  }
  const whole = !shape.integer || Number.isSafeInteger(number);
  if (!Number.isFinite(number) || !whole || !isWithinBounds(number, shape)) {
    return refuse({ allowed: describeNumber(shape) });
  }
  return number + 0; // -0 becomes 0
}

function readText(text: string, shape: NumberShape, refuse: Refuse): number {
  const { quantity } = shape;
  if (hasUnits(quantity)) {
    const value = parseQuantity(text, quantity);
    if (value !== undefined) return value;
  }
  const meant = suggestionsFor(text, shape).join(', or ');
  return refuse({ allowed: describeNumber(shape, false), ...(meant && { hint: `did you mean ${meant}?` }) });
}

/** A number in quotes without them; a misspelt word or unit put right. */
function suggestionsFor(text: string, { quantity, words = [] }: NumberShape): readonly string[] {
  const parts = splitQuantity(text);
  if (parts) return hasUnits(quantity) ? quantitiesMeant(parts, quantity) : [];
  if (new RegExp(`^\\s*${NUMBER_PATTERN}\\s*$`).test(text)) return [text.trim()];
  const word = suggestionFor(text, words);
  return word === undefined ? [] : [word];
}

/** The JSON Schema of an option's value. Distributions are left out. */
export function jsonOfShape(shape: OptionShape): JsonSchema {
  switch (shape.kind) {
    case 'number':
      return numberJson(shape);
    case 'choice':
      return { enum: [...shape.values] };
    case 'flag':
      return { type: 'boolean' };
    case 'list':
      return { type: 'array', minItems: shape.minLength, items: numberJson(shape.of) };
    case 'columns':
      return { anyOf: [{ type: 'string' }, { type: 'array', minItems: 1, items: { type: 'string' } }] };
    case 'text':
    case 'file':
    case 'expression':
      return { type: 'string' };
  }
}

function numberJson(shape: NumberShape): JsonSchema {
  const { quantity, integer, min, max, above, below, words = [] } = shape;
  const number = {
    type: integer ? 'integer' : 'number',
    ...(min !== undefined && { minimum: min }),
    ...(max !== undefined && { maximum: max }),
    ...(above !== undefined && { exclusiveMinimum: above }),
    ...(below !== undefined && { exclusiveMaximum: below }),
  };
  const text = hasUnits(quantity) ? [quantityReference(quantity)] : [];
  const choices = words.length > 0 ? [{ enum: [...words] }] : [];
  const all = [number, ...text, ...choices];
  return all.length === 1 ? number : { anyOf: all };
}

/** The JSON Schema of a quantity written with a unit. */
export function quantityReference(quantity: UnitQuantity): JsonSchema {
  return { $ref: `#/$defs/${quantity}` };
}

/** The definitions to which the schemas of numbers refer. */
export function quantityDefinitions(): Record<UnitQuantity, JsonSchema> {
  const text = (what: string, units: string) => ({
    type: 'string',
    description: what,
    pattern: `^\\s*${NUMBER_PATTERN}\\s*(?:${units})\\s*$`,
  });
  return {
    seconds: text('A duration such as 0.2 ms.', unitsOf.seconds.join('|')),
    bytes: text('A size such as 64 MiB.', unitsOf.bytes.join('|')),
    bytesPerSecond: text('A data rate such as 1 Gbit/s.', RATE_PATTERN),
    perSecond: text('A rate such as 0.36 /h.', unitsOf.perSecond.join('|')),
    ratio: text('A percentage such as 10%.', '%'),
  };
}

/** The same words as the list of units, folded. */
const RATE_PATTERN = '(?:[kMGTP]|[KMGTP]i)?(?:(?:B|bit)/(?:s|ms|us|min|h)|[Bb]ps)';
