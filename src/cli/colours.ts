import { randomBytes } from 'node:crypto';
import pc from 'picocolors';
import type { Paint } from '../report/paint.ts';

const styles = ['bold', 'dim', 'green', 'yellow', 'red'] as const satisfies readonly (keyof Paint)[];

/** What no text of a user can hold, since nobody knows it before the program runs. */
const secret = randomBytes(8).toString('hex');

/** What stands for the escape sequences that begin and end each style until a text is written. */
const marks = new Map<string, string>();

/** Colours as marks: `withColours` makes escape sequences of them, and of nothing else. */
export const markedPaint = Object.fromEntries(
  styles.map((style) => {
    const [begin, end] = pc.createColors(true)[style]('|').split('|') as [string, string];
    const [before, after] = [`<${secret}-${style}>`, `</${secret}-${style}>`];
    marks.set(before, begin).set(after, end);
    return [style, (text: string) => `${before}${text}${after}`];
  }),
) as unknown as Paint;

const anyMark = new RegExp(`(</?${secret}-[a-z]+>)`);

/** A text with colours in place of their marks; `show` is applied to what stands between them. */
export function withColours(text: string, show: (part: string) => string): string {
  return text
    .split(anyMark)
    .map((part) => marks.get(part) ?? show(part))
    .join('');
}
