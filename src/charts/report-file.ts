import type { ManifestFacts } from '../report/manifest.ts';
import { plain } from '../report/paint.ts';
import type { ResultFile } from '../report/result-files.ts';
import { summaryText } from '../report/summary.ts';
import type { StudyResult } from '../studies/study-result.ts';
import { reportData } from './report-data.ts';
import { type PageAssets, reportHtml } from './report-html.ts';

import type { Timeline } from './timeline/lanes.ts';

/** The name of the report in the folder of a study. */
export const reportName = 'report.html';

/** Characters in a line of the plain text. */
const TEXT_WIDTH = 100;

/** The report as one of the files of a study. Its text is made once, when it is asked for. */
export function reportFile(
  study: StudyResult,
  facts: ManifestFacts,
  assets: PageAssets,
  timelines: readonly Timeline[] = [],
): ResultFile {
  let html: string | undefined;
  return {
    name: reportName,
    pieces: () => {
      html ??= reportHtml(reportData(study, facts, timelines), plainText(study, facts), assets);
      return [html];
    },
  };
}

function plainText(study: StudyResult, { target, command }: ManifestFacts): string {
  const summary = summaryText(study, { target, width: TEXT_WIDTH, paint: plain, folder: 'this folder' });
  return `${summary}\n${command}\n`;
}
