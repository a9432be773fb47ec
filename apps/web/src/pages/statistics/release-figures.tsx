import { useWords } from '../../app/language.tsx';
import type { CheckedRelease } from '../../verify/release-check.ts';
import { CellsTable } from './cells-table.tsx';
import { dimensionName, labelOf, marginOf } from './labels.ts';
import { MarginBars } from './margin-bars.tsx';
import { TileMap } from './tile-map.tsx';

const Plots = ({ release }: Readonly<{ release: CheckedRelease }>) => {
  const { t, language } = useWords();
  return (
    <section className="sheet plots">
      {release.dimensions.map((dimension, at) => {
        const by = dimensionName(dimension, language);
        const title = t({ zh: `按${by}`, en: `By ${by}` });
        const nameOf = (code: string) => labelOf(dimension, code, language);
        const margins = marginOf(release, at);
        return dimension.name === 'province'
          ? <TileMap key={dimension.name} title={title} margins={margins} nameOf={nameOf} />
          : <MarginBars key={dimension.name} title={title} margins={margins} nameOf={nameOf} />;
      })}
    </section>
  );
};

const Adjusted = ({ release }: Readonly<{ release: CheckedRelease }>) => {
  const { t } = useWords();
  const { postprocessed: { method, with: partner, cells }, dimensions } = release;
  const title = t({ zh: '经调整的数字', en: 'Adjusted figures' });
  return (
    <section>
      <h2>{title}</h2>
      {method === 'none' ? (
        <p className="faint">{t({
          zh: '本表发布时，本季度还没有可以与之对合的表，所以没有经调整的数字。',
          en: 'When this table was released there was no other one of the quarter to agree with, so there are none.',
        })}</p>
      ) : (
        <>
          <p className="faint">{t({
            zh: `由本表和 ${partner ?? ''} 的已公布数字推算（加权最小二乘），使分项与合计相符；没有使用任何未公布的数据。与原始数字分开，不可混用。`,
            en: `Computed from this table and ${partner ?? ''} by weighted least squares, from published `
              + 'figures alone, so that parts and sums agree. Kept apart from the raw figures; do not mix them.',
          })}</p>
          <details className="adjusted"><summary>{t({ zh: '显示经调整的数字', en: 'Show the adjusted figures' })}</summary>
            <CellsTable dimensions={dimensions} cells={cells} caption={title} />
          </details>
        </>
      )}
    </section>
  );
};

/** The plot, the raw noisy integers with their interval, and apart from them the figures that add up. */
export const ReleaseFigures = ({ release }: Readonly<{ release: CheckedRelease }>) => {
  const { t } = useWords();
  const [above = '1', below = '1'] = release.sigma2.split('/');
  const sigma = Math.sqrt(Number(above) / Number(below)).toFixed(2);
  const title = t({ zh: '原始数字', en: 'Raw figures' });
  return (
    <>
      <Plots release={release} />
      <section>
        <h2>{title}</h2>
        <p className="faint">{t({
          zh: `每格 σ = ${sigma}，95% 区间为 ±${release.ci95}；公布的就是加噪后的整数，可能为负。`,
          en: `Each cell: σ = ${sigma}, 95 % interval ±${release.ci95}. `
            + 'These are the noisy integers as drawn; they may be negative.',
        })}</p>
        <CellsTable dimensions={release.dimensions} cells={release.cells} caption={title} halfWidth={release.ci95} />
      </section>
      <Adjusted release={release} />
    </>
  );
};
