import { dashOf } from '../charts/palette.ts';
import { colourOf } from './looks.ts';

/** A sample of an algorithm's line, for legends. */
export function Swatch({ style }: { readonly style: number }) {
  return (
    <svg class="swatch" width="26" height="10" viewBox="0 0 26 10" aria-hidden="true">
      <line
        x1="1"
        x2="25"
        y1="5"
        y2="5"
        style={{ stroke: colourOf(style), strokeDasharray: dashOf(style).join(' ') || 'none' }}
      />
    </svg>
  );
}
