import { useWords } from '../../app/language.tsx';
import { groupOfCharge } from 'virtual:statistics';
import type { CheckedRelease } from '../../verify/release-check.ts';
import { dimensionName, figureText, labelOf } from './labels.ts';

type Dimension = CheckedRelease['dimensions'][number];

/** Cells to show: codes, then the figure as it is published. */
export type ShownCells = readonly (readonly (string | number)[])[];

type Shown = Readonly<{ dimensions: readonly Dimension[]; cells: ShownCells; caption: string; halfWidth?: number }>;

const restOf = (cell: readonly (string | number)[]): readonly string[] => cell.slice(1, -1).map(String);

/** Wide: a row for each value of the first dimension, a column for each of the others. */
const Matrix = ({ dimensions, cells, caption }: Shown) => {
  const { language } = useWords();
  const [first, ...others] = dimensions;
  if (first === undefined) return null;
  const rows = [...Map.groupBy(cells, (cell) => String(cell[0]))];
  const columns = rows[0]?.[1].map(restOf) ?? [];
  const [upper, lower] = [others[0], others[1]];
  if (upper === undefined) return null;
  return (
    <div className="rows-frame matrix" role="region" aria-label={caption} tabIndex={0}>
      <table className="rows">
        <caption className="hidden-words">{caption}</caption>
        <thead>
          <tr>
            <th scope="col" rowSpan={lower === undefined ? 1 : 2}>{dimensionName(first, language)}</th>
            {upper.values.map(([code]) => (
              <th key={code} scope={lower === undefined ? 'col' : 'colgroup'} className="number"
                colSpan={lower?.values.length ?? 1}>{labelOf(upper, code, language)}</th>
            ))}
          </tr>
          {lower !== undefined && (
            <tr>{columns.map((codes) => (
              <th key={codes.join()} scope="col" className="number">{labelOf(lower, codes[1] ?? '', language)}</th>
            ))}</tr>
          )}
        </thead>
        <tbody>{rows.map(([code, group]) => (
          <tr key={code}>
            <th scope="row">{labelOf(first, code, language)}</th>
            {group.map((cell) => <td key={restOf(cell).join()} className="number">{figureText(cell.at(-1) ?? '')}</td>)}
          </tr>
        ))}</tbody>
      </table>
    </div>
  );
};

const intervalOf = (figure: string | number, halfWidth: number | undefined): string => {
  if (halfWidth === undefined) return '';
  const [low, high] = [Number(figure) - halfWidth, Number(figure) + halfWidth];
  return `${figureText(low.toFixed(1))} … ${figureText(high.toFixed(1))}`;
};

type Fold = Readonly<{
  key: string; title: string; cells: ShownCells; nameOf: (cell: readonly (string | number)[]) => string;
}>;

const FoldPart = ({ fold: { title, cells, nameOf }, halfWidth }: Readonly<{ fold: Fold;
  halfWidth: number | undefined }>) => {
  const { t } = useWords();
  const sum = cells.reduce((all, cell) => all + Number(cell.at(-1)), 0);
  return (
    <details>
      <summary><span>{title}</span><b>
        {figureText(Math.round(sum * 100) / 100)}
        {halfWidth !== undefined
          && <small className="faint"> ± {(halfWidth * Math.sqrt(cells.length)).toFixed(0)}</small>}
      </b></summary>
      <table className="rows">
        <thead><tr>
          <th scope="col">{t({ zh: '项', en: 'Cell' })}</th>
          <th scope="col" className="number">{t({ zh: '数字', en: 'Figure' })}</th>
          {halfWidth !== undefined && <th scope="col" className="number">{t({ zh: '95% 区间',
            en: '95 % interval' })}</th>}
        </tr></thead>
        <tbody>{cells.map((cell) => (
          <tr key={cell.slice(0, -1).join()}>
            <td>{nameOf(cell)}</td><td className="number">{figureText(cell.at(-1) ?? '')}</td>
            {halfWidth !== undefined && <td className="number faint">{intervalOf(cell.at(-1) ?? 0, halfWidth)}</td>}
          </tr>
        ))}</tbody>
      </table>
    </details>
  );
};

const CHAPTERS = ['ch1', 'ch2', 'ch3', 'ch4', 'ch5', 'ch6', 'ch7', 'ch8', 'ch9', 'ch10', 'other'];

const useFolds = ({ dimensions, cells }: Shown): readonly Fold[] => {
  const { t, language } = useWords();
  const [first, ...others] = dimensions;
  if (first === undefined) return [];
  if (others.length > 0) {
    return [...Map.groupBy(cells, (cell) => String(cell[0]))].map(([code, group]) => ({
      key: code, title: labelOf(first, code, language), cells: group,
      nameOf: (cell) => restOf(cell).map((one, at) => {
        const dimension = others[at];
        return dimension === undefined ? one : labelOf(dimension, one, language);
      }).join(' · '),
    }));
  }
  const byChapter = Map.groupBy(cells, (cell) => groupOfCharge(String(cell[0])));
  return CHAPTERS.flatMap((chapter) => {
    const group = byChapter.get(chapter);
    const number = chapter.slice(2);
    return group === undefined ? [] : [{
      key: chapter, cells: group, nameOf: (cell) => labelOf(first, String(cell[0]), language),
      title: chapter === 'other' ? t({ zh: '其他或未载明', en: 'other or untold' })
        : t({ zh: `刑法分则第${number}章（${group.length} 个罪名）`,
          en: `Special part, chapter ${number} (${group.length} charges)` }),
    }];
  });
};

/** Every cell of a table: one wide table at a desk, folded rows on a telephone; charges are folded by chapter. */
export const CellsTable = (shown: Shown) => {
  const folds = useFolds(shown);
  const isWide = shown.dimensions.length > 1;
  return (
    <>
      {isWide && <Matrix {...shown} />}
      <div className={isWide ? 'folds folds-narrow' : 'folds'}>
        {folds.map((fold) => <FoldPart key={fold.key} fold={fold} halfWidth={shown.halfWidth} />)}
      </div>
    </>
  );
};
