/** What separates the columns of the line that names them: a comma, or where it has more of them a semicolon or a tab. */
export function delimiterOf(text: string): ',' | ';' | '\t' {
  const names = headerOf(text).replaceAll(/"[^"]*"/g, '');
  const countOf = (delimiter: string) => names.split(delimiter).length;
  return ([';', '\t'] as const).find((delimiter) => countOf(delimiter) > countOf(',')) ?? ',';
}

/** The first line that is neither blank nor a comment. */
function headerOf(text: string): string {
  const found = /^[^\S\r\n]*[^#\s].*$/m.exec(text.replace(/^\uFEFF/, ''));
  return found?.[0] ?? '';
}
