import { registryOf } from '../base/registry.ts';

/** A name for a protocol together with a server rule. */
export interface AlgorithmPreset {
  /** Tells what it is where definitions of all kinds come together; `defineAlgorithm` sets it. */
  readonly defines?: 'algorithm';
  readonly name: string;
  /** One sentence for `list` and the docs. */
  readonly summary: string;
  readonly reference: string;
  readonly protocol: string;
  readonly rule: string;
}

/** Marks a name for a pair as one. */
export function defineAlgorithm(preset: AlgorithmPreset): AlgorithmPreset {
  return { ...preset, defines: 'algorithm' };
}

/** The algorithms that a scenario may call by name alone. */
export const algorithms = registryOf<AlgorithmPreset>('algorithm')(
  defineAlgorithm({
    name: 'bsp',
    summary: 'All workers wait for each other; the mean of their updates counts.',
    reference: 'Valiant, CACM 1990',
    protocol: 'bsp',
    rule: 'average',
  }),
  defineAlgorithm({
    name: 'ssp',
    summary: 'A bounded lead; every update counts in full (SSPSGD, Petuum).',
    reference: 'Ho et al., NIPS 2013',
    protocol: 'ssp',
    rule: 'sum',
  }),
  defineAlgorithm({
    name: 'asp',
    summary: 'Nobody waits; every update counts in full.',
    reference: 'Dean et al., NIPS 2012',
    protocol: 'asp',
    rule: 'sum',
  }),
  defineAlgorithm({
    name: 'consgd',
    summary: 'A bounded lead; every update is scaled by a constant global learning rate.',
    reference: 'Jiang et al., SIGMOD 2017',
    protocol: 'ssp',
    rule: 'constant',
  }),
  defineAlgorithm({
    name: 'dynsgd',
    summary: 'A bounded lead; updates computed on one version of the parameters are averaged.',
    reference: 'Jiang et al., SIGMOD 2017',
    protocol: 'ssp',
    rule: 'dynamic',
  }),
  defineAlgorithm({
    name: 'k-async',
    summary:
      'The mean of the first `wait` updates counts; those who gave them wait for it, the others go on.',
    reference: 'Dutta et al., AISTATS 2018',
    protocol: 'k-async',
    rule: 'average',
  }),
  defineAlgorithm({
    name: 'backup-workers',
    summary: 'A barrier that does not wait for the last `backups` workers; what comes late is dropped.',
    reference: 'Chen et al., arXiv:1604.00981, 2016',
    protocol: 'backup-workers',
    rule: 'average',
  }),
);
