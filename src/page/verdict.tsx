import type { ReportData } from '../charts/report-data.ts';

/** The conclusion over all points, with what stands against it right below. */
export function Verdict({ verdict }: { readonly verdict: ReportData['verdict'] }) {
  const { sentence, caveats, costs } = verdict;
  return (
    <section id="verdict">
      <p class="answer">{sentence}</p>
      {caveats.map((caveat) => (
        <p key={caveat.kind} class="caveat" role="note" data-kind={caveat.kind}>
          {caveat.sentence}
        </p>
      ))}
      {costs.map((cost) => (
        <p key={cost} class="cost">
          {cost}
        </p>
      ))}
    </section>
  );
}
