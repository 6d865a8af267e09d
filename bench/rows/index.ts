import { cluster } from './cluster.ts';
import type { Row } from './context.ts';
import { hold } from './hold.ts';
import { mm1 } from './mm1.ts';

/** The rows in the order in which they are measured. */
export const rows: readonly Row[] = [mm1, hold, cluster];
