/**
 * The colours of the algorithms, in the order of the scenario, on white: after Okabe and Ito (2008), whose colours colour-blind readers
 * can tell apart, the paler ones darkened until they stand out from paper.
 */
export const seriesColours: readonly string[] = [
  ...['#0072b2', '#d55e00', '#009e73', '#b5558f', '#c78500', '#2f9fd8', '#333333', '#8a7d00'],
];

/** How lines are broken, beside their colours, so that they can be told apart without them. In pixels. */
const dashes: readonly (readonly number[])[] = [[], [9, 4], [3, 3], [12, 3, 2, 3], [6, 3], [3, 6]];

/** How the line of an algorithm is broken. */
export function dashOf(style: number): readonly number[] {
  return dashes[(style + Math.floor(style / seriesColours.length)) % dashes.length]!;
}

/** The colours of what a worker's time is spent on, by the first word of what it is called. */
export const stateColours: Readonly<Record<string, string>> = {
  computing: '#0072b2',
  communicating: '#76bfe8',
  waiting: '#e69f00',
  down: '#a13d00',
  idle: '#d5d8dc',
};

/** From pale to dark: each step is darker than the one before, also without colours. */
export const shades: readonly string[] = [
  ...['#fdf3d8', '#f3ddb0', '#d9cba8', '#b3b7ad', '#8aa0b0', '#6287ae', '#3f6ba3', '#264f86', '#163561'],
];
