import type { View } from '../charts/report-data.ts';
import { Swatch } from './swatch.tsx';

/** The result at one point in a sentence, unless that is the verdict, and the table of results. */
export function Results({ view, isOnly }: { readonly view: View; readonly isOnly: boolean }) {
  const { label, sentence, table } = view;
  return (
    <section id="results">
      {label && <h2>{label}</h2>}
      {!isOnly && <p class="answer">{sentence}</p>}
      <div class="wide">
        <table class="results">
          <thead>
            <tr>
              {table.columns.map(({ head, isNumeric }) => (
                <th key={head} scope="col" class={isNumeric ? 'number' : ''}>
                  {head}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {table.rows.map(({ style, isFastest }, row) => (
              <tr key={style} class={isFastest ? 'fastest' : ''}>
                {table.columns.map(({ head, isNumeric, cells }, k) =>
                  k === 0 ? (
                    <th key={head} scope="row">
                      <Swatch style={style} />
                      {cells[row]}
                    </th>
                  ) : (
                    <td key={head} class={isNumeric ? 'number' : ''} data-head={head}>
                      {cells[row]}
                    </td>
                  ),
                )}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}
