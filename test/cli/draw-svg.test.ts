import { expect, it } from 'vitest';
import { drawSvg } from '../../src/cli/draw-svg.ts';

const line = {
  data: { values: [0, 1, 4].map((y, x) => ({ x, y })) },
  mark: { type: 'line', clip: true },
  encoding: { x: { field: 'x', type: 'quantitative' }, y: { field: 'y', type: 'quantitative' } },
};

it('a drawing is the same to the byte whatever was drawn before', async () => {
  const first = await drawSvg(line);
  expect(first).toContain('clip-path');
  expect(await drawSvg(line)).toBe(first);
});
