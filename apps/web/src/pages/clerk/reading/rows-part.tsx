import { useAct } from '../../../api/answers.ts';
import { useWords } from '../../../app/language.tsx';
import { useUnsaved } from '../../../api/unsaved.ts';
import { Told } from '../../../parts/told.tsx';
import type { DocumentRead, TakenResult } from '../words.ts';
import { type CellShown, TableRow } from './table-row.tsx';
import { type LineOutcome, type TableInHand, useTable } from './use-table.ts';

/** LIMIT: columns that are shown without a problem in them; every cell is taken. */
const COLUMNS_SHOWN = 12;

type Row = NonNullable<DocumentRead['rows']>[number];

const problemsAt = (outcomes: readonly LineOutcome[], head: string, place: number): readonly string[] =>
  outcomes.flatMap(({ problem, column = '' }) => (problem !== undefined
    && ((head !== '' && column.split('、').includes(head)) || column === `column ${place + 1}`) ? [problem] : []));

/** Places that are shown: the first ones, and every one in which something is wrong or was corrected. */
const placesOf = ({ shown: { columns = [], outcomes = [] }, body: { rows, corrections = [] } }: TableInHand) => {
  const named = new Set(outcomes.flatMap(({ problem, column = '' }) =>
    (problem === undefined ? [] : column.split('、'))));
  const written = new Set(corrections.map(({ place }) => place));
  const width = rows.reduce((most, { cells }) => Math.max(most, cells.length), columns.length);
  return Array.from({ length: width }, (_, place) => place)
    .filter((place) => place < COLUMNS_SHOWN || written.has(place) || named.has(columns[place] ?? ' '));
};

const Lines = ({ table, rows, heads }: Readonly<{
  table: TableInHand; rows: readonly Row[]; heads: readonly string[];
}>) => {
  const { columns = [], outcomes = [] } = table.shown;
  const places = placesOf(table);
  return rows.map(({ line, cells }) => {
    const own = outcomes.filter((one) => one.line === line);
    const shown = places.map((place): CellShown => {
      const head = columns[place] ?? '';
      return {
        place, head, label: heads[place] || head || String(place + 1), stood: cells[place] ?? '',
        to: table.cellAt(line, place), problems: problemsAt(own, head, place),
      };
    });
    return (
      <TableRow key={line} line={line} cells={shown} outcomes={own} write={(at, to) => table.write(line, at, to)} />
    );
  });
};

const Doubts = ({ table: { shown: { outcomes = [] }, told, isReading } }: Readonly<{ table: TableInHand }>) => {
  const { t } = useWords();
  const lines = new Set(outcomes.flatMap(({ line, problem }) => (problem === undefined ? [] : [line]))).size;
  return (
    <div role="status" className="rows-status">
      {isReading ? t({ zh: '正在重新判断…', en: 'reading again …' })
        : lines === 0 ? t({ zh: '各行都可以读懂。', en: 'Every row can be read.' })
          : t({ zh: `${lines} 行有问题：直接在单元格里更正，系统随即重新判断。`,
            en: `${lines} rows have a problem: correct the cell, and it is read again at once.` })}
      {told !== undefined && <span className="told">{told}</span>}
    </div>
  );
};

/** Rows of a table with what is decided of each; cells are corrected in place, and then they are taken. */
export const RowsPart = ({ document, done }: Readonly<{
  document: DocumentRead; done: (results: readonly TakenResult[]) => void;
}>) => {
  const { t } = useWords();
  const act = useAct('takeRows');
  const table = useTable(document);
  const { rows, corrections = [] } = table.body;
  useUnsaved(corrections.length > 0);
  const headLine = table.shown.headLine ?? rows[0]?.line ?? 1;
  const isHead = ({ line }: Readonly<{ line: number }>): boolean => line === headLine;
  const isHeadOpen = corrections.some(isHead)
    || (table.shown.outcomes ?? []).some((one) => isHead(one) && one.problem !== undefined);
  const heads = rows.find(isHead)?.cells ?? [];
  const others = rows.filter(({ line }) => line > headLine);
  const take = async () => {
    const taken = await act.run({ body: table.body });
    if (taken.ok) done(taken.body.results);
  };
  return (
    <section>
      <Doubts table={table} />
      <div className="rows-frame" role="region" tabIndex={0} aria-label={t({ zh: '表格各行', en: 'Rows' })}>
        <table className="rows rows-sheet">
          <thead><tr>
            <th scope="col">{t({ zh: '判断', en: 'Decision' })}</th>
            {placesOf(table).map((place) => (
              <th key={place} scope="col" lang="zh-CN">{heads[place] ?? ''}</th>
            ))}
          </tr></thead>
          <tbody>
            {isHeadOpen && <Lines table={table} rows={rows.filter(isHead)} heads={heads} />}
            <Lines table={table} rows={others} heads={heads} />
          </tbody>
        </table>
      </div>
      <div className="form-acts">
        <button
          type="button" className="primary" disabled={act.isRunning || rows.length < 2}
          onClick={() => { void take(); }}
        >
          {t({ zh: `确认并报送 ${others.length} 行`, en: `Confirm and take in ${others.length} rows` })}
        </button>
        <Told problem={act.problem} />
      </div>
    </section>
  );
};
