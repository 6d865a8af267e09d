import { useState } from 'preact/hooks';
import type { Repetition } from '../charts/report-data.ts';

/** The section that says how to reproduce the results. */
export function Repeat({ repeat }: { readonly repeat: Repetition }) {
  const { command, versions, seed, digests, inputs, scenario } = repeat;
  return (
    <section id="repeat">
      <h2>Reproduce this</h2>
      <p class="lead">
        Laggard {versions.laggard} (semantics {versions.semantics}) gives these results to the last bit, on
        any machine, with seed {seed} and this command:
      </p>
      <Command text={command} />
      <details>
        <summary>Digests</summary>
        <p>SHA-256 of every update and the final parameters: the same digest is the same run.</p>
        <dl class="digests">
          {digests.map(({ run, digest }) => (
            <div key={run}>
              <dt>{run}</dt>
              <dd>
                <code>{digest}</code>
              </dd>
            </div>
          ))}
        </dl>
      </details>
      <details>
        <summary>Inputs</summary>
        <dl class="digests">
          {inputs.map(({ path, sha256, bytes }) => (
            <div key={path}>
              <dt>
                {path}, {bytes} bytes
              </dt>
              <dd>
                <code>{sha256}</code>
              </dd>
            </div>
          ))}
        </dl>
      </details>
      <details>
        <summary>Scenario, with every default filled in</summary>
        <pre class="scenario">{scenario}</pre>
      </details>
    </section>
  );
}

function Command({ text }: { readonly text: string }) {
  const [isCopied, setCopied] = useState(false);
  const copy = () => navigator.clipboard?.writeText(text).then(() => setCopied(true));
  return (
    <div class="command">
      <pre>{text}</pre>
      <button type="button" onClick={copy}>
        {isCopied ? 'Copied' : 'Copy'}
      </button>
    </div>
  );
}
