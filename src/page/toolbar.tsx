import type { ReportData } from '../charts/report-data.ts';
import { Swatch } from './swatch.tsx';

/** The bar that selects the point of a sweep and the algorithms shown; it stays visible. */
export function Toolbar({
  data,
  shown,
  onShow,
  hidden,
  onHide,
}: {
  readonly data: ReportData;
  readonly shown: number;
  readonly onShow: (view: number) => void;
  readonly hidden: ReadonlySet<number>;
  readonly onHide: (hidden: ReadonlySet<number>) => void;
}) {
  const { views, points } = data;
  const [first] = views;
  if (!first) return null;
  const names = algorithmsOf(views);
  const toggle = (style: number) => {
    const next = new Set(hidden);
    if (!next.delete(style)) next.add(style);
    onHide(next);
  };
  return (
    <div class="toolbar">
      {views.length > 1 && (
        <label class="point">
          <span>Point</span>
          <select value={shown} onChange={(event) => onShow(Number(event.currentTarget.value))}>
            {views.map(({ label }, k) => (
              <option key={label} value={k}>
                {label}
              </option>
            ))}
          </select>
          {points > views.length && (
            <small>
              the first {views.length} of {points}; the CSV files have all
            </small>
          )}
        </label>
      )}
      <fieldset class="algorithms">
        <legend>Algorithms shown</legend>
        {[...names].map(([style, name]) => (
          <button
            key={style}
            type="button"
            aria-pressed={!hidden.has(style)}
            data-style={style}
            onClick={() => toggle(style)}
          >
            <Swatch style={style} />
            {name}
          </button>
        ))}
      </fieldset>
    </div>
  );
}

/** The legend of all algorithms. */
function algorithmsOf(views: ReportData['views']): ReadonlyMap<number, string> {
  const names = new Map<number, string>();
  for (const { table } of views) {
    for (const [row, { style }] of table.rows.entries()) {
      if (!names.has(style)) names.set(style, table.columns[0]!.cells[row]!);
    }
  }
  return new Map([...names].sort(([a], [b]) => a - b));
}
