import ts from 'typescript';

const STREAMS = ['stdout', 'stderr'];

/** Where the TypeScript in `text` takes hold of the streams that reach the terminal. */
export function streamsIn(text: string): readonly string[] {
  const source = ts.createSourceFile('x.ts', text, ts.ScriptTarget.Latest, true);
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    const what = streamOf(node);
    if (what !== undefined) found.push(what);
    else ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

function streamOf(node: ts.Node): string | undefined {
  const text = () => node.getText();
  if (ts.isPropertyAccessExpression(node) && text() === `process.${node.name.text}`)
    return STREAMS.includes(node.name.text) ? text() : undefined;
  if (ts.isElementAccessExpression(node) && node.expression.getText() === 'process') return text();
  if (ts.isVariableDeclaration(node) && node.initializer?.getText() === 'process')
    return STREAMS.some((stream) => node.name.getText().includes(stream)) ? text() : undefined;
  if (ts.isIdentifier(node) && node.text === 'console') return 'console';
  if (ts.isStringLiteral(node) && /^(node:process|\/dev\/std(out|err)|\/dev\/tty)$/.test(node.text))
    return node.text;
  if (ts.isCallExpression(node) && /^(fs\.)?write(File)?Sync$/.test(node.expression.getText())) {
    const [first] = node.arguments;
    if (first && /^[12]$/.test(first.getText())) return `${node.expression.getText()}(${first.getText()}`;
  }
  return undefined;
}
