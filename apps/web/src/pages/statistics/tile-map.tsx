import { useWords } from '../../app/language.tsx';
import { figureText, type Margin } from './labels.ts';

/** Column and row of each province: roughly where it lies, each of one size. No map. */
const PLACES: Readonly<Record<string, readonly [column: number, row: number]>> = {
  230000: [8, 0], 650000: [0, 1], 150000: [5, 1], 220000: [8, 1], 620000: [2, 2], 640000: [3, 2], 140000: [5, 2],
  110000: [6, 2], 120000: [7, 2], 210000: [8, 2], 630000: [1, 3], 610000: [4, 3], 410000: [5, 3], 130000: [6, 3],
  370000: [7, 3], 540000: [1, 4], 510000: [3, 4], 500000: [4, 4], 420000: [5, 4], 340000: [6, 4], 320000: [7, 4],
  310000: [8, 4], 530000: [2, 5], 520000: [4, 5], 430000: [5, 5], 360000: [6, 5], 330000: [7, 5], 450000: [4, 6],
  440000: [5, 6], 350000: [6, 6], 460000: [5, 7],
};
const [TILE, COLUMNS, ROWS] = [60, 9, 8];
const STEPS = 5;

/** A step of shade; a figure that its noise alone could have made has none, so that nobody reads into it. */
const shadeOf = ({ value, halfWidth }: Margin, most: number): number =>
  (value <= halfWidth ? 0 : Math.min(STEPS - 1, Math.ceil((value / most) * (STEPS - 1))));

/** Provinces as tiles with their figures; the same figures stand in the table below. */
export const TileMap = ({ margins, nameOf, title }: Readonly<{
  margins: readonly Margin[]; nameOf: (code: string) => string; title: string;
}>) => {
  const { t, language } = useWords();
  const most = Math.max(1, ...margins.map(({ value }) => value));
  return (
    <figure className="tile-map">
      <svg viewBox={`0 0 ${COLUMNS * TILE} ${ROWS * TILE}`} role="img" aria-label={title}>
        {margins.flatMap((margin) => {
          const { code, value } = margin;
          const place = PLACES[code];
          if (place === undefined) return [];
          const [x, y] = [place[0] * TILE, place[1] * TILE];
          const name = nameOf(code);
          return [(
            <g key={code} className={`tile shade-${shadeOf(margin, most)}`}>
              <rect x={x + 1.5} y={y + 1.5} width={TILE - 3} height={TILE - 3} rx="5" />
              <text x={x + TILE / 2} y={y + 26} className={language === 'zh' ? 'tile-name' : 'tile-name tile-small'}>
                {language === 'zh' ? name : name.slice(0, 9)}
              </text>
              <text x={x + TILE / 2} y={y + 47} className="tile-figure">{figureText(value)}</text>
            </g>
          )];
        })}
      </svg>
      <figcaption className="faint">{t({
        zh: `各省合计，95% 的情况下与实际相差不超过 ${(margins[0]?.halfWidth ?? 0).toFixed(0)}。白色：单凭噪声就可能出现；颜色越深数字越大。方块只表示大致方位，不是地图。`,
        en: `Sums of provinces, within ±${(margins[0]?.halfWidth ?? 0).toFixed(0)} in 95 % of cases. `
          + 'White: noise alone could have made it; darker is more. Tiles show roughly where, and are no map.',
      })}</figcaption>
    </figure>
  );
};
