/**
 * cos, exp, log, log1p, pow and sin for the simulated world, which takes them from nowhere else.
 *
 * The language leaves the last bits of `Math.exp` and its kin to the engine, and engines differ (Node 20 and
 * current Chromium do for about one argument in ten). These are fixed sequences of IEEE-754 additions and multiplications
 * (ports of FreeBSD's msun), so they give the same bits everywhere. `Math.sqrt`, `abs`, `floor`, `fround`, `imul` are exact by
 * the standard and need no replacement.
 */
export { default as cos } from '@stdlib/math-base-special-cos';
export { default as exp } from '@stdlib/math-base-special-exp';
export { default as log } from '@stdlib/math-base-special-ln';
export { default as log1p } from '@stdlib/math-base-special-log1p';
export { default as pow } from '@stdlib/math-base-special-pow';
export { default as sin } from '@stdlib/math-base-special-sin';
