import { type Html, html } from '../../report/html.ts';

/** A bar with its interval of 95 %. */
export type Bar = Readonly<{ label: string; value: number; halfWidth: number }>;

const ROW = 22;
const LABEL = 200;
const WIDTH = 640;
const FIGURE = 130;

const number = (value: number): string => (Math.round(value * 10) / 10).toString();

/** Where a value stands, in units of the drawing. */
const scaleOf = (bars: readonly Bar[]): ((value: number) => number) => {
  const low = Math.min(0, ...bars.map(({ value, halfWidth }) => value - halfWidth));
  const high = Math.max(1, ...bars.map(({ value, halfWidth }) => value + halfWidth));
  return (value) => LABEL + ((value - low) / (high - low)) * WIDTH;
};

const barOf = ({ label, value, halfWidth }: Bar, at: number, x: (value: number) => number): Html => {
  const [y, from, to] = [at * ROW + ROW / 2, Math.min(x(0), x(value)), Math.max(x(0), x(value))];
  const [low, high] = [x(value - halfWidth), x(value + halfWidth)];
  return html`<text x="${LABEL - 8}" y="${y + 4}" text-anchor="end">${label}</text>
<rect x="${number(from)}" y="${y - 6}" width="${number(Math.max(to - from, 0.5))}" height="12"
 fill="#1d4479"/>
<path d="M${number(low)} ${y}H${number(high)}M${number(low)} ${y - 4}v8M${number(high)} ${y - 4}v8"
 stroke="#a8201a" fill="none"/>
<text x="${LABEL + WIDTH + 10}" y="${y + 4}">${value} ± ${number(halfWidth)}</text>`;
};

/** Bars with the intervals their noise leaves, as a drawing that needs no script; its figures are texts. */
export const barChart = (title: string, bars: readonly Bar[]): Html => {
  const [width, height] = [LABEL + WIDTH + FIGURE, bars.length * ROW];
  const x = scaleOf(bars);
  return html`<svg viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img"
 font-size="13" font-family="sans-serif" aria-label="${title}"><line x1="${number(x(0))}" y1="0"
 x2="${number(x(0))}" y2="${height}" stroke="#8b94a1"/>${bars.map((bar, at) => barOf(bar, at, x))}</svg>`;
};
