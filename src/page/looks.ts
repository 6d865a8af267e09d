/** How lines are broken, beside their colours, so that they can be told apart without them. In pixels. */
const dashes: readonly (readonly number[])[] = [[], [9, 4], [3, 3], [12, 3, 2, 3], [6, 3], [3, 6]];

/** How many colours page.css has. */
const COLOURS = 8;

/** The colour of an algorithm, as a style sheet says it. */
export function colourOf(style: number): string {
  return `var(--series-${style % COLOURS})`;
}

/** How the line of an algorithm is broken. */
export function dashOf(style: number): readonly number[] {
  return dashes[(style + Math.floor(style / COLOURS)) % dashes.length]!;
}

/** A colour of the style sheet, as a canvas needs it. */
export function resolved(colour: string): string {
  const name = /^var\((--[\w-]+)\)$/.exec(colour)?.[1];
  return name ? getComputedStyle(document.documentElement).getPropertyValue(name).trim() : colour;
}
