import { useState } from 'preact/hooks';
import type { ReportData } from '../charts/report-data.ts';
import { ChartCard } from './chart-card.tsx';
import { Repeat } from './repeat.tsx';
import { Results } from './results.tsx';
import { sectionsOf } from './sections.ts';
import { TimelineSection } from './timeline-view.tsx';
import { Toolbar } from './toolbar.tsx';
import { Verdict } from './verdict.tsx';

/** The whole report. Hidden algorithms and the selected point apply to all charts. */
export function Report({ data }: { readonly data: ReportData }) {
  const [hidden, setHidden] = useState<ReadonlySet<number>>(new Set());
  const [shown, setShown] = useState(0);
  const view = data.views[shown];
  const overall = data.overall.filter(({ id }) => id !== 'tuning');
  const tuning = data.overall.filter(({ id }) => id === 'tuning');
  return (
    <>
      <header>
        <p class="kind">Laggard report</p>
        <h1>{data.name}</h1>
        {data.description && <p class="description">{data.description}</p>}
        <ul class="facts">
          {data.facts.map((fact) => (
            <li key={fact}>{fact}</li>
          ))}
        </ul>
        {data.warnings.length > 0 && (
          <ul class="warning" role="note">
            {data.warnings.map((warning) => (
              <li key={warning}>{warning}</li>
            ))}
          </ul>
        )}
        {data.unfinished && (
          <p class="warning" role="note">
            Unfinished: {data.unfinished.finished} of {data.unfinished.planned} runs had been made when this
            was written.
          </p>
        )}
      </header>
      {data.views.length > 0 && <Verdict verdict={data.verdict} />}
      <Toolbar data={data} shown={shown} onShow={setShown} hidden={hidden} onHide={setHidden} />
      <main>
        {overall.length > 0 && (
          <section id="sweep">
            <h2>Over the sweep</h2>
            {overall.map((chart) => (
              <ChartCard key={chart.id} chart={chart} hidden={hidden} />
            ))}
          </section>
        )}
        {view ? (
          <>
            <Results view={view} isOnly={data.points === 1} />
            {sectionsOf(view.charts).map(({ id, title, text, charts }) => (
              <section key={id} id={id}>
                <h2>{title}</h2>
                <p class="lead">{text}</p>
                <div class={charts.length > 1 ? 'pair' : 'single'}>
                  {charts.map((chart) => (
                    <ChartCard key={`${shown}/${chart.id}`} chart={chart} hidden={hidden} />
                  ))}
                </div>
              </section>
            ))}
            {shown === 0 && <TimelineSection timelines={data.timelines} />}
          </>
        ) : (
          <section>
            <p class="answer">No run of the comparison has finished.</p>
          </section>
        )}
        {tuning.length > 0 && (
          <section id="tuning">
            <h2>How the learning rates were found</h2>
            {tuning.map((chart) => (
              <ChartCard key={chart.id} chart={chart} hidden={hidden} />
            ))}
          </section>
        )}
        <Repeat repeat={data.repeat} />
      </main>
    </>
  );
}
