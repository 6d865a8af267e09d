import { registryOf } from '../base/registry.ts';

/** A name for a protocol together with a server rule. */
export interface AlgorithmPreset {
  readonly name: string;
  /** One sentence for `list` and the docs. */
  readonly summary: string;
  readonly reference: string;
  readonly protocol: string;
  readonly rule: string;
}

/** The algorithms that a scenario may call by name alone. */
export const algorithms = registryOf<AlgorithmPreset>('algorithm')(
  {
    name: 'bsp',
    summary: 'All workers wait for each other; the mean of their updates counts.',
    reference: 'Valiant, CACM 1990',
    protocol: 'bsp',
    rule: 'average',
  },
  {
    name: 'ssp',
    summary: 'A bounded lead; every update counts in full (SSPSGD, Petuum).',
    reference: 'Ho et al., NIPS 2013',
    protocol: 'ssp',
    rule: 'sum',
  },
  {
    name: 'asp',
    summary: 'Nobody waits; every update counts in full.',
    reference: 'Dean et al., NIPS 2012',
    protocol: 'asp',
    rule: 'sum',
  },
  {
    name: 'consgd',
    summary: 'A bounded lead; every update is scaled by a constant global learning rate.',
    reference: 'Jiang et al., SIGMOD 2017',
    protocol: 'ssp',
    rule: 'constant',
  },
  {
    name: 'dynsgd',
    summary: 'A bounded lead; updates computed on one version of the parameters are averaged.',
    reference: 'Jiang et al., SIGMOD 2017',
    protocol: 'ssp',
    rule: 'dynamic',
  },
);
