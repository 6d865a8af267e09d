import type { Chart } from '../charts/chart.ts';
import { HeatView } from './heat-view.tsx';
import { HistogramsView } from './histograms-view.tsx';
import { IntervalsView } from './intervals-view.tsx';
import { LinesView } from './lines-view.tsx';
import { PlaneView } from './plane-view.tsx';
import { StacksView } from './stacks-view.tsx';

/** A chart with its title and explanation. */
export function ChartCard({
  chart,
  hidden,
}: {
  readonly chart: Chart;
  readonly hidden: ReadonlySet<number>;
}) {
  return (
    <figure class={`card ${chart.kind}`} data-chart={chart.id}>
      <figcaption>
        <h3>{chart.title}</h3>
        <p>{chart.note}</p>
      </figcaption>
      <Drawing chart={chart} hidden={hidden} />
    </figure>
  );
}

function Drawing({ chart, hidden }: { readonly chart: Chart; readonly hidden: ReadonlySet<number> }) {
  switch (chart.kind) {
    case 'lines':
      return <LinesView chart={chart} hidden={hidden} />;
    case 'intervals':
      return <IntervalsView chart={chart} hidden={hidden} />;
    case 'stacks':
      return <StacksView chart={chart} hidden={hidden} />;
    case 'histograms':
      return <HistogramsView chart={chart} hidden={hidden} />;
    case 'plane':
      return <PlaneView chart={chart} hidden={hidden} />;
    case 'heat':
      return <HeatView chart={chart} hidden={hidden} />;
  }
}
