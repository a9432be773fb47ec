import { useAct } from '../../../api/answers.ts';
import { useWords } from '../../../app/language.tsx';
import { Told } from '../../../parts/told.tsx';
import { type DocumentRead, outcomeLook, type TakenResult } from '../words.ts';

/** LIMIT: columns that are shown; every cell is taken. */
const COLUMNS_SHOWN = 12;

/** Rows of a table with what is decided of each; they are taken as they stand. */
export const RowsPart = ({ document, done }: Readonly<{
  document: DocumentRead; done: (results: readonly TakenResult[]) => void;
}>) => {
  const { t } = useWords();
  const act = useAct('takeRows');
  const { rows = [], outcomes = [] } = document;
  const [heads, ...others] = rows;
  const take = async () => {
    const taken = await act.run({ body: { rows } });
    if (taken.ok) done(taken.body.results);
  };
  const told = (line: number): string => outcomes.filter((one) => one.line === line)
    .map(({ outcome, problem = '', column = '' }) =>
      (outcome === undefined ? `✘ ${problem} ${column}` : t(outcomeLook(outcome).words)))
    .join('；');
  return (
    <section>
      <div className="rows-frame" role="region" tabIndex={0} aria-label={t({ zh: '表格各行', en: 'Rows' })}>
        <table className="rows">
          <thead><tr>
            <th scope="col">{t({ zh: '判断', en: 'Decision' })}</th>
            {heads?.cells.slice(0, COLUMNS_SHOWN).map((head, at) => <th key={at} scope="col">{head}</th>)}
          </tr></thead>
          <tbody>{others.map(({ line, cells }) => (
            <tr key={line}>
              <td>{told(line)}</td>{cells.slice(0, COLUMNS_SHOWN).map((cell, at) => <td key={at}>{cell}</td>)}
            </tr>
          ))}</tbody>
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
