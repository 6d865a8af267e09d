import type { Chart } from '../charts/chart.ts';

/** Charts that answer one question. */
export interface Section {
  readonly id: string;
  readonly title: string;
  readonly text: string;
  readonly charts: readonly Chart[];
}

const sections = [
  {
    id: 'who-wins',
    title: 'Which is fastest, and why',
    text: 'The time to target is the number of updates it takes times what an update takes.',
    of: ['time', 'efficiency', 'cost'],
  },
  {
    id: 'learning',
    title: 'How the objective falls',
    text: 'Point at a chart for values, drag across it to zoom in, double-click to see all again; or focus it and use the arrow keys, + and −.',
    of: ['objective-time', 'objective-updates', 'objective-clocks'],
  },
  {
    id: 'where-time-goes',
    title: 'Where the time goes',
    text: 'Computing is work; communicating is a pull on its way, or being served; waiting is a pull that a server holds back until slower workers have caught up.',
    of: ['time-shares', 'workers'],
  },
  {
    id: 'staleness',
    title: 'How stale the updates are',
    text: 'A fresh update was computed on what the server has now. The more has entered the parameters meanwhile, the less it may be worth.',
    of: ['staleness'],
  },
] as const;

/** Groups the charts of a view by the question that they answer, in reading order. */
export function sectionsOf(charts: readonly Chart[]): readonly Section[] {
  return sections.flatMap(({ of, ...section }) => {
    const own = of.flatMap((id) => charts.find((chart) => chart.id === id) ?? []);
    return own.length === 0 ? [] : [{ ...section, charts: own }];
  });
}
