import { seriesColours } from '../charts/palette.ts';

/** Returns the colour of an algorithm as a CSS value. */
export function colourOf(style: number): string {
  return `var(--series-${style % seriesColours.length})`;
}

/** Returns a colour of the style sheet for a canvas. */
export function resolved(colour: string): string {
  const name = /^var\((--[\w-]+)\)$/.exec(colour)?.[1];
  return name ? getComputedStyle(document.documentElement).getPropertyValue(name).trim() : colour;
}
