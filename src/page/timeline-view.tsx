import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { ticksFor } from '../charts/ticks.ts';
import { laneStates, readLanes, type Timeline } from '../charts/timeline/lanes.ts';
import { humanTime, humanTimes, timeUnitFor } from '../report/human.ts';
import { useTheme, useWidth } from './hooks.ts';
import { colourOf, resolved } from './looks.ts';
import { TimelineDrawing, type Window } from './timeline-drawing.ts';

const LEFT = 78;
const BOTTOM = 40;
/** Heights in pixels: most of all lanes together, and of one lane. */
const MOST_HEIGHT = 560;
const LANE = 20;

/** The timelines of the algorithms, one at a time. */
export function TimelineSection({ timelines }: { readonly timelines: readonly Timeline[] }) {
  const [shown, setShown] = useState(0);
  const timeline = timelines[shown];
  if (!timeline) return null;
  return (
    <section id="timeline">
      <h2>Who waited for whom</h2>
      <p class="lead">
        Every worker and every server shard, from the start of the run to its end (first replication). Drag to
        move, double-click for all; click into it, then turn the wheel to zoom, with Shift to zoom into
        workers. Keys: + − ← → ↑ ↓ 0.
      </p>
      <figure class="card timeline" data-chart="timeline">
        <div class="tabs">
          {timelines.map(({ algorithm, style }, k) => (
            <button key={style} type="button" aria-pressed={k === shown} onClick={() => setShown(k)}>
              <i class="dot" style={{ background: colourOf(style) }} />
              {algorithm}
            </button>
          ))}
        </div>
        <ul class="parts">
          {laneStates.slice(0, 5).map((name) => (
            <li key={name}>
              <i class={`part ${name.split(' ')[0]}`} />
              {name}
            </li>
          ))}
          <li>shards: dark, serving a push; pale, serving a pull</li>
        </ul>
        <TimelineView key={shown} timeline={timeline} />
      </figure>
    </section>
  );
}

function TimelineView({ timeline }: { readonly timeline: Timeline }) {
  const [host, width] = useWidth<HTMLDivElement>();
  const canvas = useRef<HTMLCanvasElement>(null);
  const theme = useTheme();
  const count = timeline.workers + timeline.shards;
  const whole: Window = { from: 0, to: timeline.time, top: 0, bottom: count };
  const [window, setWindow] = useState(whole);
  const [said, setSaid] = useState('');
  const inner = Math.max(1, width - LEFT);
  const height = Math.min(MOST_HEIGHT, count * LANE);
  const drawing = useMemo(() => new TimelineDrawing(timeline, readLanes(timeline)), [timeline, theme]);

  useEffect(() => {
    if (width === 0) return;
    const start = performance.now();
    paint(canvas.current!, drawing, timeline, window, { inner, height });
    performance.measure('timeline', { start }); // read by scripts/measure-timeline.ts
  }, [drawing, timeline, window, width, inner, height]);

  const move = (next: Window) => setWindow(within(next, whole));
  const spot = (event: MouseEvent) => {
    const box = canvas.current!.getBoundingClientRect();
    const [x, y] = [(event.clientX - box.left - LEFT) / inner, (event.clientY - box.top) / height];
    return {
      ...{ x, y },
      time: window.from + x * (window.to - window.from),
      lane: Math.floor(window.top + y * (window.bottom - window.top)),
    };
  };
  const onWheel = (event: WheelEvent) => {
    if (document.activeElement !== canvas.current) return; // the page scrolls
    event.preventDefault();
    const { x, y } = spot(event);
    const turned = event.deltaY || event.deltaX;
    move(
      event.shiftKey
        ? zoomedLanes(window, y, turned > 0 ? 1.25 : 0.8)
        : zoomed(window, x, turned > 0 ? 1.25 : 0.8),
    );
  };
  const onMove = (event: PointerEvent) => {
    const { time, lane } = spot(event);
    if (event.buttons === 1) {
      const along = ((window.to - window.from) * event.movementX) / inner;
      const down = ((window.bottom - window.top) * event.movementY) / height;
      move({
        from: window.from - along,
        to: window.to - along,
        top: window.top - down,
        bottom: window.bottom - down,
      });
    }
    const there = drawing.at(lane, time);
    setSaid(
      there
        ? `${laneName(timeline, lane)}: ${laneStates[there.state]} for ${humanTime((there.to - there.from) / 1e9)}, from ${humanTime(there.from / 1e9)} to ${humanTime(there.to / 1e9)}`
        : '',
    );
  };

  return (
    <div ref={host}>
      <canvas
        ref={canvas}
        style={{ width: `${width}px`, height: `${height + BOTTOM}px` }}
        tabIndex={0}
        aria-label={`Timeline of ${timeline.algorithm}. Plus and minus zoom, arrow keys move, 0 shows all.`}
        onPointerDown={(event) => {
          event.currentTarget.setPointerCapture(event.pointerId);
          event.currentTarget.focus();
        }}
        onPointerMove={onMove}
        onPointerLeave={() => setSaid('')}
        onWheel={onWheel}
        onDblClick={() => setWindow(whole)}
        onKeyDown={(event) => {
          const next = afterKey(event.key, window, whole);
          if (!next) return;
          event.preventDefault();
          move(next);
        }}
      />
      <div class="readout" aria-live="polite">
        {said || humanTimes([window.from / 1e9, window.to / 1e9]).join(' to ')}
      </div>
    </div>
  );
}

function laneName({ workers, machines }: Timeline, lane: number): string {
  const machine = machines?.[lane];
  if (machine) return `worker ${lane} (${machine})`;
  return lane < workers ? `worker ${lane}` : `shard ${lane - workers}`;
}

function zoomed({ from, to, ...lanes }: Window, at: number, factor: number): Window {
  const centre = from + at * (to - from);
  return { ...lanes, from: centre - (centre - from) * factor, to: centre + (to - centre) * factor };
}

function zoomedLanes({ top, bottom, ...times }: Window, at: number, factor: number): Window {
  const centre = top + at * (bottom - top);
  return { ...times, top: centre - (centre - top) * factor, bottom: centre + (bottom - centre) * factor };
}

/** Moves a window back into the range of the whole timeline. */
function within(window: Window, whole: Window): Window {
  const [from, to] = fitted(window.from, window.to, whole.to, 1000);
  const [top, bottom] = fitted(window.top, window.bottom, whole.bottom, 1);
  return { from, to, top, bottom };
}

function fitted(low: number, high: number, most: number, least: number): readonly [number, number] {
  const length = Math.min(most, Math.max(Math.min(least, most), high - low));
  const start = Math.min(most - length, Math.max(0, low));
  return [start, start + length];
}

function afterKey(key: string, window: Window, whole: Window): Window | undefined {
  const along = (window.to - window.from) / 8;
  const down = (window.bottom - window.top) / 8;
  const moved = (t: number, l: number): Window => ({
    ...{ from: window.from + t, to: window.to + t, top: window.top + l, bottom: window.bottom + l },
  });
  const actions: Readonly<Record<string, () => Window>> = {
    '+': () => zoomed(window, 0.5, 0.5),
    '=': () => zoomed(window, 0.5, 0.5),
    '-': () => zoomed(window, 0.5, 2),
    '0': () => whole,
    Escape: () => whole,
    ArrowLeft: () => moved(-along, 0),
    ArrowRight: () => moved(along, 0),
    ArrowUp: () => moved(0, -down),
    ArrowDown: () => moved(0, down),
    Home: () => moved(-whole.to, 0),
    End: () => moved(whole.to, 0),
  };
  return actions[key]?.();
}

/** Draws the lanes as an image, then labels and axis. */
function paint(
  canvas: HTMLCanvasElement,
  drawing: TimelineDrawing,
  timeline: Timeline,
  window: Window,
  { inner, height }: { readonly inner: number; readonly height: number },
): void {
  const scale = devicePixelRatio;
  const size = [Math.round((LEFT + inner) * scale), Math.round((height + BOTTOM) * scale)] as const;
  if (canvas.width !== size[0] || canvas.height !== size[1]) [canvas.width, canvas.height] = size;
  const context = canvas.getContext('2d')!;
  const image = context.createImageData(Math.round(inner * scale), Math.round(height * scale));
  drawing.draw(image, window);
  context.setTransform(1, 0, 0, 1, 0, 0);
  context.clearRect(0, 0, ...size);
  context.putImageData(image, Math.round(LEFT * scale), 0);
  context.setTransform(scale, 0, 0, scale, 0, 0);
  context.font = '12px system-ui, sans-serif';
  context.fillStyle = resolved('var(--ink-2)');
  context.strokeStyle = resolved('var(--line-2)');
  paintNames(context, timeline, window, height);
  paintTimes(context, window, inner, height);
}

function paintNames(
  context: CanvasRenderingContext2D,
  timeline: Timeline,
  window: Window,
  height: number,
): void {
  const perLane = height / (window.bottom - window.top);
  const stride = Math.max(1, Math.ceil(15 / perLane));
  context.textAlign = 'right';
  context.textBaseline = 'middle';
  for (let lane = Math.ceil(window.top - 0.5); lane < window.bottom; lane++) {
    const isShard = lane >= timeline.workers;
    if ((isShard ? lane - timeline.workers : lane) % stride !== 0 || lane < 0) continue;
    const y = (lane + 0.5 - window.top) * perLane;
    if (y > 6 && y < height - 5) context.fillText(laneName(timeline, lane), LEFT - 8, y);
  }
}

function paintTimes(
  context: CanvasRenderingContext2D,
  { from, to }: Window,
  inner: number,
  height: number,
): void {
  const { name, seconds } = timeUnitFor(to / 1e9);
  const axis = { label: '', scale: 'linear', unit: { name, size: seconds } } as const;
  context.textBaseline = 'top';
  context.textAlign = 'center';
  context.beginPath();
  for (const { value, text } of ticksFor(axis, from / 1e9, to / 1e9, Math.max(2, inner / 110))) {
    const x = LEFT + (inner * (value * 1e9 - from)) / (to - from);
    context.moveTo(x, height);
    context.lineTo(x, height + 4);
    if (x < LEFT + inner - 12) context.fillText(text, x, height + 6);
  }
  context.stroke();
  context.fillText(`simulated time (${name})`, LEFT + inner / 2, height + 23);
}
