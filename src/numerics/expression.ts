import mathjs from 'mathjs/lib/browser/math.js';
import { InputError } from '../base/errors.ts';
import { suggestionFor } from '../base/suggest.ts';
import { cos, exp, log, pow, sin } from './elementary.ts';

/** A formula as a function of its variable. */
export type Formula = (variable: number) => number;

/** Longer than anybody writes by hand, and short enough to walk the tree. */
const MAX_LENGTH = 2000;

/** Brackets in brackets: parsing and evaluating go as deep as a formula does. */
const MAX_DEPTH = 50;
/** Characters of a piece of a formula that a message shows. */
const MAX_SHOWN = 60;

const constants: Readonly<Record<string, number>> = { pi: Math.PI, e: Math.E };

const ofOne: Readonly<Record<string, Formula>> = {
  ...{ sin, cos, exp, log },
  ...{
    sqrt: Math.sqrt,
    abs: Math.abs,
    floor: Math.floor,
    ceil: Math.ceil,
    round: Math.round,
    sign: Math.sign,
  },
};

const ofMany: Readonly<Record<string, (a: number, b: number) => number>> = { min: Math.min, max: Math.max };

/** Operators by their names in mathjs; comparisons give 1 and 0. */
const operators: Readonly<Record<string, (a: number, b: number) => number>> = {
  add: (a, b) => a + b,
  subtract: (a, b) => a - b,
  multiply: (a, b) => a * b,
  divide: (a, b) => a / b,
  pow,
  mod: (a, b) => a - b * Math.floor(a / b),
  smaller: (a, b) => +(a < b),
  smallerEq: (a, b) => +(a <= b),
  larger: (a, b) => +(a > b),
  largerEq: (a, b) => +(a >= b),
  equal: (a, b) => +(a === b),
  unequal: (a, b) => +(a !== b),
  and: (a, b) => +(a !== 0 && b !== 0),
  or: (a, b) => +(a !== 0 || b !== 0),
};

const signs: Readonly<Record<string, Formula>> = {
  unaryMinus: (a) => -a,
  unaryPlus: (a) => a,
  not: (a) => +(a === 0),
};

const parser = mathjs.create({ number: 'number' });

/** The parts of a node of mathjs's tree that are read here. */
interface Node {
  readonly type: string;
  readonly name?: string;
  readonly value?: unknown;
  readonly fn?: unknown;
  readonly args?: readonly Node[];
  readonly content?: Node;
  readonly condition?: Node;
  readonly trueExpr?: Node;
  readonly falseExpr?: Node;
  toString(): string;
}

/**
 * Compiles a formula such as `1 + 0.5*sin(2*pi*t/600)` to a function of `variable`. mathjs parses it; the allowed names are listed in
 * this file, and functions are those of numerics/elementary, so that the value has the same bits everywhere.
 * @throws InputError for anything else: other names, strings, lists, units, assignments, factorials, transposes.
 */
export function compileFormula(text: string, variable: string): Formula {
  if (text.length > MAX_LENGTH) throw new InputError(`a formula of more than ${MAX_LENGTH} characters`);
  if (depthOf(text) > MAX_DEPTH)
    throw new InputError(`a formula of more than ${MAX_DEPTH} brackets in each other`);
  return compile(parsed(text), variable);
}

/** How many brackets of any kind are open at once, at most. */
function depthOf(text: string): number {
  let depth = 0;
  let deepest = 0;
  for (const character of text) {
    if ('([{'.includes(character)) depth += 1;
    else if (')]}'.includes(character)) depth -= 1;
    deepest = Math.max(deepest, depth);
  }
  return deepest;
}

function parsed(text: string): Node {
  try {
    return parser.parse(text) as unknown as Node;
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    throw new InputError(error.message);
  }
}

function compile(node: Node, variable: string): Formula {
  const inner = (child: Node) => compile(child, variable);
  const args = node.args ?? [];
  switch (node.type) {
    case 'ConstantNode':
      return constant(node);
    case 'SymbolNode':
      return symbol(node, variable);
    case 'ParenthesisNode':
      return inner(node.content!);
    case 'ConditionalNode':
      return conditional(inner(node.condition!), inner(node.trueExpr!), inner(node.falseExpr!));
    case 'OperatorNode':
      return operation(node, args.map(inner));
    case 'FunctionNode':
      return call(node, args, inner);
    default:
      throw refused(node, `${nouns[node.type] ?? 'what this is'} has no place in a formula`);
  }
}

const nouns: Readonly<Record<string, string>> = {
  AssignmentNode: 'an assignment',
  FunctionAssignmentNode: 'the definition of a function',
  ArrayNode: 'a list',
  RangeNode: 'a range',
  ObjectNode: 'an object',
  AccessorNode: 'a property',
  BlockNode: 'a second formula',
  RelationalNode: 'a chain of comparisons (join them by and)',
};

function constant(node: Node): Formula {
  const { value } = node;
  if (typeof value === 'number' && Number.isFinite(value)) return () => value;
  if (typeof value === 'boolean') return () => +value;
  if (value === undefined) throw new InputError({ message: 'an empty formula', allowed: ALLOWED });
  throw refused(node, typeof value === 'number' ? 'is too large for a double' : 'is no number');
}

function symbol(node: Node, variable: string): Formula {
  const name = node.name!;
  if (name === variable) return (value) => value;
  if (Object.hasOwn(constants, name)) return constantly(constants[name]!);
  const meant = suggestionFor(name, [variable, ...Object.keys(constants), ...functionNames]);
  throw refused(node, 'is not known here', meant);
}

function operation(node: Node, [a, b, ...more]: readonly Formula[]): Formula {
  const name = String(node.fn);
  if (a && !b && Object.hasOwn(signs, name)) return applied(signs[name]!, a);
  if (a && b && more.length === 0 && Object.hasOwn(operators, name)) return joined(operators[name]!, a, b);
  throw refused(node, `${name} has no place in a formula`);
}

function call(node: Node, args: readonly Node[], inner: (child: Node) => Formula): Formula {
  const name = String(node.fn);
  if (!functionNames.includes(name))
    throw refused(node, 'calls no known function', suggestionFor(name, functionNames));
  const [first, ...others] = args.map(inner);
  if (first && Object.hasOwn(ofMany, name)) {
    return others.reduce((left, right) => joined(ofMany[name]!, left, right), first);
  }
  if (!first || others.length > 0 || !Object.hasOwn(ofOne, name))
    throw refused(node, `${name} takes one argument, not ${args.length}`);
  return applied(ofOne[name]!, first);
}

const functionNames = [...Object.keys(ofOne), ...Object.keys(ofMany)];
const ALLOWED = `numbers, the variable, ${Object.keys(constants).join(', ')}, + - * / ^ %, comparisons, and, or, not, c ? a : b, ${functionNames.join(', ')}`;

function shortened(text: string): string {
  return text.length > MAX_SHOWN ? `${text.slice(0, MAX_SHOWN)}…` : text;
}

function refused(node: Node, why: string, meant?: string): InputError {
  return new InputError({
    message: `${shortened(node.toString())}: ${why}`,
    allowed: ALLOWED,
    ...(meant && { hint: `did you mean ${meant}?` }),
  });
}

const constantly =
  (value: number): Formula =>
  () =>
    value;
const applied =
  (f: Formula, a: Formula): Formula =>
  (value) =>
    f(a(value));
const joined =
  (f: (a: number, b: number) => number, a: Formula, b: Formula): Formula =>
  (value) =>
    f(a(value), b(value));
const conditional =
  (condition: Formula, yes: Formula, no: Formula): Formula =>
  (value) =>
    condition(value) !== 0 ? yes(value) : no(value);
