import { readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import ts from 'typescript';
import { expect, test } from 'vitest';

/** A name that an entry of the package exports, and the file that defines it. */
interface Exported {
  readonly name: string;
  readonly file: string;
}

test.each(['src/index.ts', 'src/node.ts', 'src/testing/index.ts'])(
  'every name that %s exports says what it is',
  (entry) => {
    const exported = exportedBy(entry);
    expect(exported.length).toBeGreaterThan(2);
    const silent = exported.filter(({ name, file }) => !isDocumented(name, parsed(file)));
    expect(silent.map(({ name, file }) => `${file}: ${name}`)).toEqual([]);
  },
);

test('a name without a sentence would be found', () => {
  const file = ts.createSourceFile(
    'x.ts',
    '/** Yes. */\nexport const a = 1;\nexport const b = 2;',
    ts.ScriptTarget.Latest,
    true,
  );
  expect([isDocumented('a', file), isDocumented('b', file)]).toEqual([true, false]);
});

/** Follows `export { … } from` and `export * from` to where each name is defined. */
function exportedBy(entry: string): readonly Exported[] {
  return parsed(entry).statements.flatMap((statement): readonly Exported[] => {
    if (!ts.isExportDeclaration(statement))
      return declaredBy(statement).map((name) => ({ name, file: entry }));
    if (
      !statement.moduleSpecifier ||
      (statement.exportClause && ts.isNamespaceExport(statement.exportClause))
    )
      return [];
    const file = join(dirname(entry), (statement.moduleSpecifier as ts.StringLiteral).text);
    const there = exportedBy(file);
    if (!statement.exportClause) return there;
    const names = (statement.exportClause as ts.NamedExports).elements.map(({ name }) => name.text);
    return names.map((name) => there.find((found) => found.name === name) ?? { name, file });
  });
}

/** Names that a statement declares and exports. */
function declaredBy(statement: ts.Statement): readonly string[] {
  const isExported =
    ts.canHaveModifiers(statement) &&
    ts.getModifiers(statement)?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword);
  if (!isExported) return [];
  if (ts.isVariableStatement(statement))
    return statement.declarationList.declarations.map(({ name }) => name.getText());
  return 'name' in statement ? [(statement.name as ts.Identifier).text] : [];
}

function isDocumented(name: string, file: ts.SourceFile): boolean {
  const statement = file.statements.find((found) => declaredBy(found).includes(name));
  return statement !== undefined && ts.getJSDocCommentsAndTags(statement).length > 0;
}

function parsed(file: string): ts.SourceFile {
  return ts.createSourceFile(file, readFileSync(resolve(file), 'utf8'), ts.ScriptTarget.Latest, true);
}
