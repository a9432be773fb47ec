import { useWords } from '../../app/language.tsx';

/** A point of a curve: both from 0 to 1. */
export type Point = Readonly<{ x: number; y: number }>;

const [WIDTH, HEIGHT, LEFT, BOTTOM] = [560, 340, 56, 40];
const GRID = [0, 0.2, 0.4, 0.6, 0.8, 1];
const percent = (share: number): string => `${Math.round(share * 1000) / 10}%`;

/**
 * A curve over shares, its lowest line as low as the curve asks for; `isDiagonal` draws what would be exact. The
 * table beside it holds the same numbers.
 */
export const Curve = ({ points, title, xName, yName, isDiagonal = false }: Readonly<{
  points: readonly Point[]; title: string; xName: string; yName: string; isDiagonal?: boolean;
}>) => {
  const { t } = useWords();
  const least = Math.min(1, ...points.map(({ y }) => y));
  const floor = isDiagonal ? 0 : Math.min(0.9, Math.floor(least * 20) / 20);
  const x = (share: number): number => LEFT + share * (WIDTH - LEFT - 28);
  const y = (share: number): number => 12 + ((1 - share) / (1 - floor)) * (HEIGHT - BOTTOM - 12);
  const line = points.map((point, at) => `${at === 0 ? 'M' : 'L'}${x(point.x)} ${y(point.y)}`).join('');
  return (
    <figure className="curve">
      <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label={t({
        zh: `${title}：横轴${xName}，纵轴${yName}`, en: `${title}: ${xName} across, ${yName} up`,
      })}>
        {GRID.map((at) => {
          const up = floor + at * (1 - floor);
          return (
            <g key={at}>
              <line className="curve-grid" x1={x(0)} x2={x(1)} y1={y(up)} y2={y(up)} />
              <text className="curve-tick" x={LEFT - 6} y={y(up) + 5} textAnchor="end">{percent(up)}</text>
              <text className="curve-tick" x={x(at)} y={HEIGHT - BOTTOM + 22} textAnchor="middle">{percent(at)}</text>
            </g>
          );
        })}
        {isDiagonal && <path className="curve-ideal" d={`M${x(0)} ${y(0)}L${x(1)} ${y(1)}`} />}
        <path className="curve-line" d={line} />
        {points.map((point) => <circle key={point.x} className="curve-dot" cx={x(point.x)} cy={y(point.y)} r="4" />)}
      </svg>
      <figcaption className="faint">{t({
        zh: `横轴：${xName}；纵轴：${yName}${isDiagonal ? '；虚线：完全相符' : ''}`,
        en: `Across: ${xName}; up: ${yName}${isDiagonal ? '; broken line: exact' : ''}`,
      })}</figcaption>
    </figure>
  );
};
