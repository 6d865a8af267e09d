import type { DataSet } from '../data-set.ts';
import type { LabelNames } from './label-names.ts';

/** Reads a file piece by piece, however it is cut, so that it needs neither the whole text nor a promise. */
export interface DataParser {
  /** The next bytes of the file. They may be overwritten once this has returned. */
  push(chunk: Uint8Array): void;
  /** Call once, at the end of the file. */
  finish(): DataSet;
}

/** What every parser is told about the file it reads. */
export interface ParserContext {
  /** The file as the user named it, for messages. */
  readonly file: string;
  /** The largest number of features (feature index from 1) that is believed. */
  readonly maxFeatures: number;
  /** libsvm and csv: what turns words into labels; labels are numbers where not given. */
  readonly labelNames?: LabelNames;
}
