import fc from 'fast-check';
import { type FuzzedFile, fuzzedFiles } from './data-files.ts';
import { fuzz, type Tally } from './fuzz.ts';
import { scenarioTexts } from './scenario-texts.ts';
import { verdictOfFile, verdictOfText } from './verdict.ts';

/** Milliseconds that a small input may take: a hang shows, a busy machine does not. */
const LONGEST = 20_000;

/** How much is tried, from which seed. */
export interface Extent {
  readonly cases: number;
  readonly seed: number;
}

/** Texts of scenarios. */
export function fuzzTexts(extent: Extent): Promise<Tally> {
  const show = (text: string) => fc.stringify(text);
  return fuzz({ ...extent, arbitrary: scenarioTexts, judge: verdictOfText, show, longest: LONGEST });
}

/** Data files of every format, written into `folder`. */
export function fuzzFiles(folder: string, extent: Extent): Promise<Tally> {
  const judge = (file: FuzzedFile) => verdictOfFile(file, folder);
  const show = ({ format, packed, bytes }: FuzzedFile) =>
    `${format}${packed ? ', packed' : ''}: ${Buffer.from(bytes).toString('base64')}`;
  return fuzz({ ...extent, arbitrary: fuzzedFiles, judge, show, longest: LONGEST });
}
