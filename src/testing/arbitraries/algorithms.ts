import fc from 'fast-check';
import type { AlgorithmSpec, CompressionSpec } from '../../scenarios/scenario.ts';
import { oneOf } from './variates.ts';

/** A protocol or a rule, with its options. */
export interface PartDraft {
  readonly name: string;
  readonly options: Readonly<Record<string, unknown>>;
}

function part(name: string, options: fc.Arbitrary<Readonly<Record<string, unknown>>> = fc.constant({})) {
  return fc.record({ name: fc.constant(name), options });
}

/** Staleness bounds; they shrink to 0. */
export const stalenessBounds: fc.Arbitrary<number | 'unbounded'> = fc.oneof(
  { withCrossShrink: true },
  { weight: 4, arbitrary: oneOf(0, 4) },
  { weight: 1, arbitrary: fc.constant('unbounded' as const) },
);

/** ssp with any options. */
export const sspProtocols: fc.Arbitrary<PartDraft> = part(
  'ssp',
  fc.record({
    staleness: stalenessBounds,
    pullRule: fc.constantFrom('strict', 'paper'),
    pull: fc.constantFrom('when-needed', 'every-clock'),
  }),
);

/** Every protocol; they shrink to bsp. */
export const protocolDrafts: fc.Arbitrary<PartDraft> = fc.oneof(
  { withCrossShrink: true },
  part('bsp'),
  part('asp'),
  sspProtocols,
);

/** Protocols whose rounds take several pushes, but not all. */
export const roundProtocols: fc.Arbitrary<PartDraft> = fc.oneof(
  part('k-async', fc.record({ wait: oneOf(1, 4) })),
  part('backup-workers', fc.record({ backups: oneOf(0, 3) })),
);

/** Every rule that goes with any protocol; they shrink to `sum`. */
export const anywhereRules: fc.Arbitrary<PartDraft> = fc.oneof(
  { withCrossShrink: true },
  part('sum'),
  part('constant'),
  part('constant', fc.record({ lambda: fc.constantFrom(1, 0.5, 0.1) })),
  part('dynamic', fc.record({ versions: fc.constantFrom('by-clock', 'by-version') })),
  part('inverse-staleness'),
);

/** The rule that needs bsp. */
export const averageRules: fc.Arbitrary<PartDraft> = part(
  'average',
  fc.record({ weights: fc.constantFrom('equal', 'examples') }),
);

const errorFeedback = fc.boolean();

/** Every compression. */
export const compressionDrafts: fc.Arbitrary<CompressionSpec> = fc.oneof(
  fc.record({ kind: fc.constant('top-k'), k: fc.constantFrom(1, 2, 5), errorFeedback }),
  fc.record({ kind: fc.constant('top-k'), fraction: fc.constantFrom(0.1, 0.5, 1), errorFeedback }),
  fc.record({ kind: fc.constant('threshold'), threshold: fc.constantFrom(0, 0.001, 0.01), errorFeedback }),
  fc.record({
    kind: fc.constant('quantise-8-bit'),
    rounding: fc.constantFrom('stochastic', 'nearest'),
    errorFeedback,
  }),
  fc.record({ kind: fc.constant('sign'), errorFeedback }),
);

/** Makes an algorithm of its parts, without a learning rate. */
export function algorithmOf(protocol: PartDraft, rule: PartDraft): AlgorithmSpec {
  const name = `${protocol.name}-${rule.name}`;
  const options = { ...protocol.options, ...rule.options };
  return { name, label: name, protocol: protocol.name, rule: rule.name, ...options };
}

/** Every pair of a protocol and a rule that do not contradict each other. */
export const algorithmDrafts: fc.Arbitrary<AlgorithmSpec> = fc.oneof(
  { withCrossShrink: true },
  fc.tuple(protocolDrafts, anywhereRules).map(([protocol, rule]) => algorithmOf(protocol, rule)),
  averageRules.map((rule) => algorithmOf({ name: 'bsp', options: {} }, rule)),
);

/** Adds a compression to algorithms. */
export const compressedAlgorithms: fc.Arbitrary<AlgorithmSpec> = fc
  .record({ algorithm: algorithmDrafts, compression: compressionDrafts })
  .map(({ algorithm, compression }) => ({ ...algorithm, compression }));
