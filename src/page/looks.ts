import { seriesColours } from '../charts/palette.ts';

/** The colour of an algorithm, as a style sheet says it. */
export function colourOf(style: number): string {
  return `var(--series-${style % seriesColours.length})`;
}

/** A colour of the style sheet, as a canvas needs it. */
export function resolved(colour: string): string {
  const name = /^var\((--[\w-]+)\)$/.exec(colour)?.[1];
  return name ? getComputedStyle(document.documentElement).getPropertyValue(name).trim() : colour;
}
