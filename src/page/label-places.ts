/** The box of a label, in pixels. */
export interface LabelBox {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** Places a label beside each point so that it overlaps neither labels nor points, where that is possible. */
export function placeLabels(
  points: readonly { readonly x: number; readonly y: number; readonly text: string }[],
  frame: { readonly left: number; readonly right: number; readonly top: number; readonly bottom: number },
): readonly LabelBox[] {
  const dots = points.map(({ x, y }) => ({ left: x - 8, top: y - 8, width: 16, height: 16 }));
  const placed: LabelBox[] = [];
  for (const { x, y, text } of points) {
    const width = 7.5 * text.length + 4;
    const height = 16;
    const choices = candidates(x, y, width, height);
    const inside = choices.filter(
      ({ left, top }) =>
        left >= frame.left && left + width <= frame.right && top >= frame.top && top + height <= frame.bottom,
    );
    const free = inside.find((box) => ![...placed, ...dots].some((other) => overlap(box, other)));
    placed.push(free ?? inside[0] ?? choices[0]!);
  }
  return placed;
}

/** Candidate places: right, left, above, below, then the corners; nearer ones first. */
function candidates(x: number, y: number, width: number, height: number): readonly LabelBox[] {
  return [11, 20, 32, 46].flatMap((gap) => [
    { left: x + gap, top: y - height / 2, width, height },
    { left: x - gap - width, top: y - height / 2, width, height },
    { left: x - width / 2, top: y - gap - height, width, height },
    { left: x - width / 2, top: y + gap, width, height },
    { left: x + gap, top: y - gap - height / 2, width, height },
    { left: x + gap, top: y + gap - height / 2, width, height },
    { left: x - gap - width, top: y - gap - height / 2, width, height },
    { left: x - gap - width, top: y + gap - height / 2, width, height },
  ]);
}

function overlap(a: LabelBox, b: LabelBox): boolean {
  return (
    a.left < b.left + b.width &&
    b.left < a.left + a.width &&
    a.top < b.top + b.height &&
    b.top < a.top + a.height
  );
}
