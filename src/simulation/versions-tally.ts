import type { KeptVersions } from '../optimizers/server/server-rule.ts';
import { type Scale, scaledCount } from './scale.ts';
import type { WireFormat } from './wire-format.ts';

/** The most that a server shard has kept in versions after any push. */
export interface VersionsResult {
  /** How many; undefined where the rule keeps none. */
  readonly versionsMax: number | undefined;
  /** What they took: `valueBytes` a value, and `indexBytes` beside it in those stored sparse. */
  readonly versionsBytesMax: number | undefined;
}

/** Looks at what a shard keeps in versions after every push. */
export class VersionsTally {
  readonly #wire: WireFormat;
  readonly #scale: Pick<Scale, 'parameters'>;
  #count: number | undefined;
  #bytes: number | undefined;

  constructor(wire: WireFormat, scale: Pick<Scale, 'parameters'>) {
    this.#wire = wire;
    this.#scale = scale;
  }

  add({ count, dense, sparse }: KeptVersions): void {
    const { valueBytes, indexBytes } = this.#wire;
    const ofSparse = scaledCount(sparse, this.#scale) * (valueBytes + indexBytes);
    const bytes = scaledCount(dense, this.#scale) * valueBytes + ofSparse;
    this.#count = Math.max(this.#count ?? 0, count);
    this.#bytes = Math.max(this.#bytes ?? 0, bytes);
  }

  result(): VersionsResult {
    return { versionsMax: this.#count, versionsBytesMax: this.#bytes };
  }
}
