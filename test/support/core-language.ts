import ts from 'typescript';

/** Something that the core must not say, where it is said, and what to say instead. */
export interface Offence {
  /** From 1. */
  readonly line: number;
  readonly what: string;
  readonly instead: string;
}

/** `Math` functions and constants that the language fixes to the last bit. */
const exactMath = new Set([
  ...['abs', 'ceil', 'clz32', 'floor', 'fround', 'imul', 'max', 'min', 'round', 'sign', 'sqrt', 'trunc'],
  ...['E', 'LN10', 'LN2', 'LOG10E', 'LOG2E', 'PI', 'SQRT1_2', 'SQRT2'],
]);

const inElementary = 'numerics/elementary, since the language does not fix the last bits';
const inSteps = 'advance(maxEvents): the core is synchronous and driven in steps';
const fromShell = 'let the shell do it: the core has no console, files, network or process';
const nowOfEngine = "the engine's now: the core has no wall clock";

/** Global names, and what takes their place. */
const forbiddenNames: Readonly<Record<string, string>> = {
  Date: nowOfEngine,
  performance: nowOfEngine,
  Promise: inSteps,
  setTimeout: inSteps,
  setInterval: inSteps,
  setImmediate: inSteps,
  queueMicrotask: inSteps,
  console: fromShell,
  process: fromShell,
  Buffer: 'Uint8Array: the core also runs in a browser',
  fetch: fromShell,
  crypto: 'random/streams or @noble/hashes',
  globalThis: 'a parameter',
  Intl: 'plain code: results must not depend on the language of the host',
};

/** Methods, whatever they are called on. */
const forbiddenMethods: Readonly<Record<string, string>> = {
  localeCompare: 'a < b: results must not depend on the language of the host',
  toLocaleString: 'String: results must not depend on the language of the host',
};

/** What the TypeScript in `text` says that no file of the core may say. */
export function offencesIn(text: string): readonly Offence[] {
  const source = ts.createSourceFile('x.ts', text, ts.ScriptTarget.Latest, true);
  const offences: Offence[] = [];
  const visit = (node: ts.Node): void => {
    const found = offenceOf(node);
    if (found) {
      const { line } = source.getLineAndCharacterOfPosition(node.getStart(source));
      offences.push({ line: line + 1, what: found[0], instead: found[1] });
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return offences;
}

type Found = readonly [what: string, instead: string] | undefined;

function offenceOf(node: ts.Node): Found {
  if (ts.isIdentifier(node)) return nameOffence(node);
  if (ts.isBinaryExpression(node)) return powerOffence(node);
  if (ts.isCallExpression(node)) return callOffence(node);
  if (ts.isAwaitExpression(node)) return ['await', inSteps];
  if (node.kind === ts.SyntaxKind.AsyncKeyword) return ['async', inSteps];
  return undefined;
}

function nameOffence(node: ts.Identifier): Found {
  const { text, parent } = node;
  if (text === 'Math') return mathOffence(node);
  if (isOnlyALabel(node)) return undefined;
  if (ts.isPropertyAccessExpression(parent) && parent.name === node) {
    return Object.hasOwn(forbiddenMethods, text) ? [text, forbiddenMethods[text]!] : undefined;
  }
  return Object.hasOwn(forbiddenNames, text) ? [text, forbiddenNames[text]!] : undefined;
}

/** Whether the name stands for a member or a key, not for the global of that name. */
function isOnlyALabel({ parent }: ts.Identifier): boolean {
  return (
    ts.isPropertyAssignment(parent) ||
    ts.isPropertySignature(parent) ||
    ts.isPropertyDeclaration(parent) ||
    ts.isMethodSignature(parent) ||
    ts.isMethodDeclaration(parent)
  );
}

function mathOffence({ parent }: ts.Identifier): Found {
  if (!ts.isPropertyAccessExpression(parent)) return ['Math as a value', 'its functions by name'];
  const name = parent.name.text;
  if (exactMath.has(name)) return undefined;
  if (name === 'random') return ['Math.random', 'random/streams, where a draw has a name'];
  return [`Math.${name}`, inElementary];
}

/** The language leaves the last bits of powers open; of literals, such as 2 ** -53, every engine makes the exact value. */
function powerOffence({ operatorToken, left, right }: ts.BinaryExpression): Found {
  const { AsteriskAsteriskToken, AsteriskAsteriskEqualsToken } = ts.SyntaxKind;
  if (operatorToken.kind === AsteriskAsteriskEqualsToken) return ['**=', inElementary];
  if (operatorToken.kind !== AsteriskAsteriskToken) return undefined;
  return isInteger(left) && isInteger(right) ? undefined : ['**', `x * x, or ${inElementary}`];
}

function isInteger(node: ts.Expression): boolean {
  const literal = ts.isPrefixUnaryExpression(node) ? node.operand : node;
  return ts.isNumericLiteral(literal) && Number.isInteger(Number(literal.text));
}

function callOffence({ expression }: ts.CallExpression): Found {
  return expression.kind === ts.SyntaxKind.ImportKeyword ? ['import()', 'a static import'] : undefined;
}
