import { cluster } from './cluster.ts';
import type { Row } from './context.ts';
import { denseEpoch } from './dense-epoch.ts';
import { hold } from './hold.ts';
import { libsvm } from './libsvm.ts';
import { million } from './million.ts';
import { mm1 } from './mm1.ts';
import { replicas } from './replicas.ts';
import { sparseEpoch } from './sparse-epoch.ts';
import { study } from './study.ts';
import { wholeRun } from './whole-run.ts';

/** The rows in the order in which they are measured. */
export const rows: readonly Row[] = [
  mm1,
  hold,
  cluster,
  million,
  sparseEpoch,
  denseEpoch,
  wholeRun,
  replicas,
  study,
  libsvm,
];
