import { useWords } from '../../app/language.tsx';
import { figureText, type Margin } from './labels.ts';

const [WIDTH, HEIGHT] = [1000, 18];
/** LIMIT: bars in one drawing; the table holds every cell. */
const BARS_MAX = 24;

const whisker = (from: number, to: number): string => `M${from} 9H${to}M${from} 4v10M${to} 4v10`;

/** Bars with the interval that their noise leaves. */
export const MarginBars = ({ title, margins, nameOf }: Readonly<{
  title: string; margins: readonly Margin[]; nameOf: (code: string) => string;
}>) => {
  const { t } = useWords();
  const isCut = margins.length > BARS_MAX;
  const shown = isCut ? margins.toSorted((one, other) => other.value - one.value).slice(0, BARS_MAX) : margins;
  const low = Math.min(0, ...shown.map(({ value, halfWidth }) => value - halfWidth));
  const high = Math.max(1, ...shown.map(({ value, halfWidth }) => value + halfWidth));
  const x = (value: number): number => ((value - low) / (high - low)) * WIDTH;
  return (
    <figure className="bars">
      <figcaption><b>{title}</b>{isCut && (
        <span className="faint">{t({ zh: `（数字最大的 ${BARS_MAX} 项）`, en: ` (the ${BARS_MAX} largest)` })}</span>
      )}</figcaption>
      <ul>{shown.map(({ code, value, halfWidth }) => (
        <li key={code}>
          <span className="bars-name">{nameOf(code)}</span>
          <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} preserveAspectRatio="none" aria-hidden="true">
            <rect
              className="bars-bar" x={Math.min(x(0), x(value))} y="3" height="12" width={Math.abs(x(value) - x(0))}
            />
            <path className="bars-range" vectorEffect="non-scaling-stroke"
              d={whisker(x(value - halfWidth), x(value + halfWidth))} />
            <line className="bars-zero" vectorEffect="non-scaling-stroke" x1={x(0)} x2={x(0)} y1="0" y2={HEIGHT} />
          </svg>
          <span className="bars-figure">{figureText(value)} ± {halfWidth.toFixed(1)}</span>
        </li>
      ))}</ul>
    </figure>
  );
};
