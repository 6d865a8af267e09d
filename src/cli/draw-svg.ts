import { visibleText } from '../base/visible-text.ts';

/**
 * Draws a Vega-Lite specification, the same to the byte with one version of Node whatever was drawn before. What XML has no place for is shown escaped. What draws it takes half a second to load, and is loaded only here.
 */
export async function drawSvg(specification: object): Promise<string> {
  const [{ compile }, vega] = await Promise.all([import('vega-lite'), import('vega')]);
  const { spec } = compile(specification as Parameters<typeof compile>[0]);
  // Clip paths are numbered on through the whole process.
  vega.resetSVGDefIds();
  const view = new vega.View(vega.parse(spec), { renderer: 'none' });
  return `${visibleText(await view.toSVG())}\n`;
}
