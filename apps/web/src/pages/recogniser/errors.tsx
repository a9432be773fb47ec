import { useWords } from '../../app/language.tsx';
import type { BodyOf } from '../../api/interface.ts';
import { Rows } from '../../parts/rows.tsx';
import { ShareBar } from '../../parts/share-bar.tsx';

/** A field of the quality file. */
export type Quality = NonNullable<BodyOf<'readRecogniserQuality'>['fields']>[number];
type Row = Quality['byLabel'][number];

const REGION_UNTOLD = 'unstated';

/** Errors by value or region, the most numerous first; what is too small to be told apart stands together. */
export const Errors = ({ title, rows, name }: Readonly<{ title: string; rows: readonly Row[]; name: string }>) => {
  const { t } = useWords();
  const nameOf = (row: Row): string => {
    if (row.pooled !== undefined) {
      return t({ zh: `其余 ${row.pooled} 项（每项不足 10 份）`, en: `${row.pooled} others (fewer than 10 each)` });
    }
    return row.name === REGION_UNTOLD ? t({ zh: '文书未载明', en: 'not told' }) : row.name;
  };
  return (
    <Rows
      caption={title} rows={rows} keyOf={(row) => row.name}
      columns={[
        { head: name, cell: nameOf },
        { head: t({ zh: '文书', en: 'Texts' }), cell: ({ documents }) => documents, isNumber: true },
        { head: t({ zh: '认错', en: 'Wrong' }), cell: ({ wrong }) => wrong, isNumber: true },
        { head: t({ zh: '正确', en: 'Right' }), cell: ({ documents, wrong }) =>
          <ShareBar share={documents === 0 ? '' : String((documents - wrong) / documents)} /> },
        { head: t({ zh: '预填', en: 'Prefilled' }), cell: ({ prefilled }) => prefilled, isNumber: true },
        { head: t({ zh: '预填而错',
          en: 'Prefilled, wrong' }), cell: ({ prefilledWrong }) => prefilledWrong, isNumber: true },
      ]}
    />
  );
};
