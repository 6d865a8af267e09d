const LONGEST = 60;

/** A value of a scenario file as a message names it: short, on one line, and telling text from numbers. */
export function shown(value: unknown): string {
  if (value === null) return 'nothing';
  if (Array.isArray(value)) return value.length === 0 ? 'an empty list' : 'a list';
  if (typeof value === 'object') return 'a mapping';
  if (typeof value === 'string') return shownText(value);
  return String(value);
}

/** In quotes where it would be misread without them. */
function shownText(text: string): string {
  const short = text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
  const plain = /^[\p{L}%./][\p{L}\p{N} %./_+:@-]*$|^[-+]?[0-9.][\p{N}eE.+-]*\s*[\p{L}%][\p{L}/ %]*$/u.test(
    short,
  );
  const misread = /^(true|false|null|nothing|missing|~)$/i.test(short) || !Number.isNaN(Number(short));
  return plain && !misread && short === short.trim() ? short : JSON.stringify(short);
}
