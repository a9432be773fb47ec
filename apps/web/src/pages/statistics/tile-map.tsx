import { useWords } from '../../app/language.tsx';
import { PROVINCE_TILES } from '../../parts/province-tiles.ts';
import { figureText, type Margin } from './labels.ts';

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
          const place = PROVINCE_TILES.get(code.slice(0, 2));
          if (place === undefined) return [];
          const [x, y] = [(place.column - 1) * TILE, (place.row - 1) * TILE];
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
