import type { ReactNode } from 'react';
import { useWords } from '../../app/language.tsx';
import { useOrganNames } from '../../parts/organ-name.tsx';
import { PROVINCE_TILES } from '../../parts/province-tiles.ts';
import { type Area, placeIn, stepOf } from './areas.ts';
import '../../styles/map.css';

/** Filled as far as it is sealed, so that black and white print tells the same. */
const SIGNS = ['○', '◔', '◑', '◕', '●'] as const;

/** Rounded down: 100 % is said where nothing is missing. */
const percentOf = ({ sealed, mustSeal }: Area): string =>
  (mustSeal === 0 ? '—' : `${Math.floor((sealed / mustSeal) * 100)}%`);

const Tile = ({ area, name, isChosen, choose }: Readonly<{
  area: Area; name: ReactNode; isChosen: boolean; choose: () => void;
}>) => {
  const { t } = useWords();
  const step = stepOf(area.sealed, area.mustSeal);
  const late = area.overdue === 0 ? t({ zh: '无逾期', en: 'none late' })
    : t({ zh: `逾期 ${area.overdue}`, en: `${area.overdue} late` });
  return (
    <button type="button" className={`map-tile map-tile-${step}`} aria-pressed={isChosen} onClick={choose}>
      <span className="map-name">{name}</span>
      <span className="map-share"><span aria-hidden="true">{SIGNS[step]} </span>{percentOf(area)}</span>
      <span className={area.overdue === 0 ? 'map-late' : 'map-late map-is-late'}>{late}</span>
    </button>
  );
};

/**
 * Coverage by area: provinces where they lie, or the districts beside each other. Choosing one shows its organs
 * alone in the table; choosing it again shows all.
 */
export const CoverageMap = ({ areas, chosen, choose }: Readonly<{
  areas: readonly Area[]; chosen: string | undefined; choose: (code: string | undefined) => void;
}>) => {
  const { t } = useWords();
  const nameOf = useOrganNames();
  const shown = areas.filter(({ code }) => code !== '');
  const isOfProvinces = shown.some(({ code }) => PROVINCE_TILES.has(code));
  if (shown.length < 2) return null;
  return (
    <section>
      <h2>{t({ zh: '各地覆盖', en: 'Coverage by area' })}</h2>
      <p className="faint">{t({
        zh: '已封存占应当封存的比例：● 全部 ◕ 95% 以上 ◑ 80% 以上 ◔ 50% 以上 ○ 不足 50%。选一个地方，下表只列该地机关。',
        en: 'Sealed of what must be: ● all ◕ from 95% ◑ from 80% ◔ from 50% ○ below. Choose an area for its organs.',
      })}</p>
      <ul className={isOfProvinces ? 'map map-provinces' : 'map'}>
        {shown.map((area) => {
          const tile = PROVINCE_TILES.get(area.code);
          const place = tile === undefined ? {} : { gridRow: tile.row, gridColumn: tile.column };
          const name = tile === undefined
            ? <span lang="zh-CN">{placeIn(area.organs.map(nameOf)) ?? area.code}</span> : t(tile.name);
          const isChosen = chosen === area.code;
          return (
            <li key={area.code} style={place}>
              <Tile {...{ area, name, isChosen }} choose={() => choose(isChosen ? undefined : area.code)} />
            </li>
          );
        })}
      </ul>
    </section>
  );
};
