import { useState } from 'react';
import { useWords } from '../../app/language.tsx';
import { useAnswer } from '../../api/answers.ts';
import type { BodyOf } from '../../api/interface.ts';
import { Nothing } from '../../parts/nothing.tsx';
import { OrganName } from '../../parts/organ-name.tsx';
import { PageHead } from '../../parts/page-head.tsx';
import { Read } from '../../parts/read.tsx';
import { Rows } from '../../parts/rows.tsx';
import { ShareBar } from '../../parts/share-bar.tsx';
import { areasOf } from './areas.ts';
import { CoverageMap } from './coverage-map.tsx';

type Row = BodyOf<'readStatistics'>['rows'][number];

/** One sentence says what the table shows, before anybody reads a number. */
const sentence = (rows: readonly Row[]): Readonly<{ zh: string; en: string }> => {
  const sum = (of: (row: Row) => number) => rows.reduce((total, row) => total + of(row), 0);
  const [must, sealed, late] = [sum((row) => row.mustSeal), sum((row) => row.sealed), sum((row) => row.overdue)];
  return {
    zh: `应当封存 ${must} 件，已封存 ${sealed} 件，逾期 ${late} 件。`,
    en: `${must} must be sealed, ${sealed} are, ${late} are late.`,
  };
};

const Table = ({ rows }: Readonly<{ rows: readonly Row[] }>) => {
  const { t } = useWords();
  const title = t({ zh: '各机关的覆盖与及时', en: 'Coverage and timeliness by organ' });
  return (
    <Rows
      caption={title} rows={rows} keyOf={({ organ, year }) => `${organ} ${year}`}
      columns={[
        { head: t({ zh: '机关', en: 'Organ' }), cell: ({ organ }) => <OrganName organ={organ} /> },
        { head: t({ zh: '应封', en: 'Must' }), cell: ({ mustSeal }) => mustSeal, isNumber: true },
        { head: t({ zh: '覆盖', en: 'Coverage' }), cell: ({ coverage }) => <ShareBar share={coverage} /> },
        { head: t({ zh: '按期', en: 'In time' }), cell: ({ timeliness }) => <ShareBar share={timeliness} /> },
        { head: t({ zh: '逾期', en: 'Late' }), cell: ({ overdue }) => overdue, isNumber: true },
        { head: t({ zh: '待查明', en: 'Unknown' }), cell: ({ unknown }) => unknown, isNumber: true },
        { head: t({ zh: '查询决定', en: 'Inquiries' }), cell: ({ decided }) => decided, isNumber: true },
        { head: t({ zh: '不许可', en: 'Refused' }), cell: ({ refusalShare }) => <ShareBar share={refusalShare} /> },
      ]}
    />
  );
};

/** Coverage, timeliness and refusals of the organs that are supervised, a year at a time. */
const Coverage = () => {
  const { t } = useWords();
  const reading = useAnswer('readStatistics', {});
  const [chosen, setChosen] = useState<number>();
  const [area, setArea] = useState<string>();
  return (
    <Read reading={reading}>{({ rows }) => {
      const years = [...new Set(rows.map(({ year }) => year))].sort((a, b) => b - a);
      const year = chosen ?? years[0];
      const shown = rows.filter((row) => row.year === year);
      const areas = areasOf(shown);
      // An area of another year that has no organ in this one chooses nothing.
      const here = areas.find(({ code }) => code === area);
      if (year === undefined) return <Nothing>{t({ zh: '还没有可以统计的。', en: 'Nothing to count yet.' })}</Nothing>;
      return (
        <>
          <PageHead
            title={t({ zh: `${year} 年覆盖与及时`, en: `Coverage and timeliness, ${year}` })} lead={t(sentence(shown))}
          >
            <select
              aria-label={t({ zh: '年度', en: 'Year' })} className="plain" value={year}
              onChange={({ target }) => setChosen(Number(target.value))}
            >{years.map((one) => <option key={one} value={one}>{one}</option>)}</select>
          </PageHead>
          <CoverageMap areas={areas} chosen={here?.code} choose={setArea} />
          <Table rows={here === undefined ? shown : shown.filter(({ organ }) => here.organs.includes(organ))} />
        </>
      );
    }}</Read>
  );
};

export default Coverage;
