import { join } from 'node:path';
import { reportFile, reportName } from '../charts/report-file.ts';
import type { PageAssets } from '../charts/report-html.ts';
import { pageBundle } from '../files/page-bundle.ts';
import type { ManifestFacts } from '../report/manifest.ts';
import type { ResultFile } from '../report/result-files.ts';
import type { StudyResult } from '../studies/study-result.ts';
import { drawCharts } from './draw-charts.ts';
import type { RecordedTimeline } from './record-timelines.ts';

/** What the user can say about pictures. */
export interface PictureOptions {
  /** False: no report is written. */
  readonly report?: boolean;
  /** Whether charts are written as files too. */
  readonly charts?: boolean;
}

/** The pictures of a study beside its tables: the report, and where they are asked for the charts as files. */
export class Pictures {
  readonly #page: PageAssets | undefined;
  readonly #wantsCharts: boolean;
  #charts: readonly ResultFile[] = [];
  #timelines: readonly RecordedTimeline[] = [];
  #trace: ResultFile | undefined;

  private constructor(page: PageAssets | undefined, wantsCharts: boolean) {
    this.#page = page;
    this.#wantsCharts = wantsCharts;
  }

  static async open({ report = true, charts = false }: PictureOptions): Promise<Pictures> {
    return new Pictures(report ? await pageBundle() : undefined, charts);
  }

  /** Draws what is drawn once, when all runs have been made. */
  async finish(
    result: StudyResult,
    facts: ManifestFacts,
    timelines: readonly RecordedTimeline[],
    trace?: ResultFile,
  ): Promise<void> {
    this.#trace = trace;
    this.#timelines = [...timelines].sort((a, b) => a.index - b.index);
    if (this.#wantsCharts) this.#charts = await drawCharts(result, facts);
  }

  /** Where the report is, for the last line of what is said. */
  reportIn(folder: string): { readonly report?: string } {
    return this.#page ? { report: join(folder, reportName) } : {};
  }

  /** The files of what is known now. */
  files(result: StudyResult, facts: ManifestFacts): readonly ResultFile[] {
    return [
      ...(this.#trace ? [this.#trace] : []),
      ...this.#charts,
      ...(this.#page
        ? [
            reportFile(
              result,
              facts,
              this.#page,
              this.#timelines.map(({ timeline }) => timeline),
            ),
          ]
        : []),
    ];
  }
}

/** The names of the files that are written from the beginning. */
export function pictureNames({ report = true }: PictureOptions): readonly string[] {
  return report ? [reportName] : [];
}
