/**
 * The largest feature index (from 1) that a data file is believed to mean, unless the scenario's `maxFeatures` says otherwise: 2^24.
 * A vector of that many doubles takes 128 MiB; a typing error of four billion would take 32 GiB.
 */
export const defaultMaxFeatures = 16_777_216;

/** Bytes of the longest line that is read: 256 MiB, far above any row and far below what a file without line ends could fill. */
export const maxLineBytes = 268_435_456;
