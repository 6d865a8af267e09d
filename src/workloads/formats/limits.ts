/** Bytes of the longest line that is read: 256 MiB, far above any row and far below what a file without line ends could fill. */
export const maxLineBytes = 268_435_456;
