import { QUIET_ZONE, type QrSymbol } from './qr-symbol.ts';

/** Modules of a side with the quiet zone on both ends. */
export const qrSide = ({ size }: QrSymbol): number => size + QUIET_ZONE * 2;

/**
 * The dark modules as one SVG path, a module being one unit, quiet zone included: for pages, labels and
 * whatever else takes a path.
 */
export const qrPath = ({ runs }: QrSymbol): string =>
  runs.map(({ row, column, length }) =>
    `M${column + QUIET_ZONE} ${row + QUIET_ZONE}h${length}v1h-${length}z`).join('');

const ESCAPES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const escaped = (text: string): string => text.replaceAll(/[&<>"]/g, (sign) => ESCAPES[sign] ?? sign);

/** How an SVG of a symbol looks. `moduleMillimetres`: side of one module; `caption`: printed below it. */
export type QrSvgForm = Readonly<{ moduleMillimetres: number; title: string; caption: string }>;

/** LIMIT of the drawing: rows of modules that the caption takes. */
const CAPTION_ROWS = 4;

/**
 * The symbol as a whole SVG file, black on white, with the text a person can read and type below it. Nothing
 * in it is loaded from elsewhere.
 */
export const qrSvg = (symbol: QrSymbol, { moduleMillimetres, title, caption }: QrSvgForm): string => {
  const side = qrSide(symbol);
  const height = side + CAPTION_ROWS;
  const millimetres = (modules: number): string => `${Number((modules * moduleMillimetres).toFixed(2))}mm`;
  return '<svg xmlns="http://www.w3.org/2000/svg" role="img"'
    + ` width="${millimetres(side)}" height="${millimetres(height)}"`
    + ` viewBox="0 0 ${side} ${height}" shape-rendering="crispEdges">\n<title>${escaped(title)}</title>\n`
    + `<rect width="${side}" height="${height}" fill="#fff"/>\n<path fill="#000" d="${qrPath(symbol)}"/>\n`
    + `<text x="${side / 2}" y="${side + 1}" text-anchor="middle" font-family="monospace"`
    + ` font-size="2.2" textLength="${side - QUIET_ZONE * 2}" lengthAdjust="spacingAndGlyphs">`
    + `${escaped(caption)}</text>\n</svg>\n`;
};

/** Upper and lower half of a character cell, by which of both modules are light. */
const HALVES = [' ', '▄', '▀', '█'] as const;

/**
 * The symbol for a terminal, two modules a character. Light modules are drawn and dark ones left out, so that
 * it reads on a dark ground; `isInverted` is for terminals with dark text on a light one.
 */
export const qrTerminalText = (
  symbol: QrSymbol, { isInverted = false }: Readonly<{ isInverted?: boolean }> = {},
): string => {
  const lines: string[] = [];
  const isDrawn = (row: number, column: number): boolean => symbol.isDark(row, column) === isInverted;
  for (let row = -QUIET_ZONE; row < symbol.size + QUIET_ZONE; row += 2) {
    let line = '';
    for (let column = -QUIET_ZONE; column < symbol.size + QUIET_ZONE; column += 1) {
      line += HALVES[(isDrawn(row, column) ? 2 : 0) + (isDrawn(row + 1, column) ? 1 : 0)];
    }
    lines.push(line);
  }
  return `${lines.join('\n')}\n`;
};

/** LIMIT: dots of a side; at 300 dots an inch a sheet of paper is narrower. */
const DOTS_MAX = 4096;

/** The symbol as grey values, 0 for dark, a row after the other; `scale` dots a module. */
export const qrPixels = (
  symbol: QrSymbol, scale: number,
): Readonly<{ side: number; grey: Uint8Array }> => {
  const side = qrSide(symbol) * scale;
  if (!Number.isInteger(scale) || scale < 1 || side > DOTS_MAX) throw new RangeError('bug: dots of a symbol');
  const grey = new Uint8Array(side * side).fill(255);
  for (const { row, column, length } of symbol.runs) {
    for (let y = 0; y < scale; y += 1) {
      const from = ((row + QUIET_ZONE) * scale + y) * side + (column + QUIET_ZONE) * scale;
      grey.fill(0, from, from + length * scale);
    }
  }
  return { side, grey };
};
