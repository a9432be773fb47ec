import { useEffect, useId, useState } from 'react';
import { useWords } from '../../../app/language.tsx';
import { Original } from '../../../parts/original.tsx';
import { outcomeLook } from '../words.ts';
import { rowProblemWords } from './row-problems.ts';
import type { LineOutcome } from './use-table.ts';

/** One cell of a row: what was read, what a person wrote instead, and what is wrong with it. */
export type CellShown = Readonly<{
  place: number; head: string; label: string; stood: string; to: string | undefined; problems: readonly string[];
}>;

const EditCell = ({ cell, line, write }: Readonly<{
  cell: CellShown; line: number; write: (place: number, to: string) => void;
}>) => {
  const { t } = useWords();
  const id = useId();
  const { place, label, stood, to, problems } = cell;
  const value = to ?? stood;
  const [draft, setDraft] = useState(value);
  useEffect(() => setDraft(value), [value]);
  const keep = () => { if (draft !== value) write(place, draft); };
  return (
    <>
      <input
        className="cell-input" value={draft} maxLength={4000} autoComplete="off" lang="zh-CN"
        aria-label={t({ zh: `第 ${line} 行，${label}`, en: `line ${line}, ${label}` })} aria-describedby={id}
        {...(problems.length > 0 ? { 'aria-invalid': true } : {})}
        onChange={({ target }) => setDraft(target.value)} onBlur={keep}
        onKeyDown={({ key }) => { if (key === 'Enter') keep(); if (key === 'Escape') setDraft(value); }}
      />
      <span id={id} className="cell-notes">
        {problems.map((code) => <span key={code} className="told">{t(rowProblemWords(code))}</span>)}
        {to !== undefined && (
          <span className="faint">{t({ zh: '已更正，原为：', en: 'corrected; it was: ' })}
            <Original>{stood === '' ? t({ zh: '（空）', en: '(empty)' }) : stood}</Original></span>
        )}
      </span>
    </>
  );
};

const Decided = ({ outcomes, isPlaced }: Readonly<{
  outcomes: readonly LineOutcome[]; isPlaced: (column: string) => boolean;
}>) => {
  const { t } = useWords();
  return (
    <>
      {outcomes.map(({ outcome, problem, column = '' }, at) => {
        if (outcome !== undefined) return <span key={at}>{t(outcomeLook(outcome).words)}</span>;
        if (problem === undefined || isPlaced(column)) return null;
        return <span key={at} className="told">{t(rowProblemWords(problem))}{column !== '' && `（${column}）`}</span>;
      })}
    </>
  );
};

/** One row of a table: cells with a problem are fields at once, the others when the row is opened. */
export const TableRow = ({ line, cells, outcomes, write }: Readonly<{
  line: number; cells: readonly CellShown[]; outcomes: readonly LineOutcome[];
  write: (place: number, to: string) => void;
}>) => {
  const { t } = useWords();
  const [isOpen, setIsOpen] = useState(false);
  const names = new Set(cells.map(({ head }) => head));
  const isPlaced = (column: string): boolean => column.split('、').some((name) => names.has(name));
  const hasProblem = outcomes.some(({ problem }) => problem !== undefined);
  return (
    <tr className={hasProblem ? 'row-doubted' : undefined} data-line={line}>
      <td>
        <Decided outcomes={outcomes} isPlaced={isPlaced} />
        <button type="button" className="quiet" aria-pressed={isOpen} onClick={() => setIsOpen(!isOpen)}>
          {isOpen ? t({ zh: '收起', en: 'close' }) : t({ zh: '更正', en: 'correct' })}
        </button>
      </td>
      {cells.map((cell) => (
        <td key={cell.place}>{isOpen || cell.problems.length > 0 || cell.to !== undefined
          ? <EditCell cell={cell} line={line} write={write} /> : <Original>{cell.stood}</Original>}</td>
      ))}
    </tr>
  );
};
