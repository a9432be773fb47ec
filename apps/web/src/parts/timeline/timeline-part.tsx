import { useEffect, useMemo, useRef, useState } from 'react';
import { useAnswer } from '../../api/answers.ts';
import { useSession } from '../../api/session.tsx';
import { useWords } from '../../app/language.tsx';
import { civilToday } from '../dates.ts';
import { Nothing } from '../nothing.tsx';
import { OrganName } from '../organ-name.tsx';
import { Rows } from '../rows.tsx';
import { Statutes } from '../statute.tsx';
import { Waiting } from '../waiting.tsx';
import { printedCode } from './case-code.ts';
import { TimelineChart } from './chart.tsx';
import { type CaseEvent, caseLane, lanesOf, type SealStep } from './lanes.ts';
import { stepWords } from './step-words.ts';

type Row = Readonly<{
  at: string; step: string; organ: string; cites: readonly string[]; dueOn: string; document: string;
}>;

const rowsOf = (steps: readonly SealStep[], events: readonly CaseEvent[]): readonly Row[] => [
  ...events.map(({ on, recordedAt, kind, organ }) =>
    ({ at: on ?? civilToday(Date.parse(recordedAt)), step: kind, organ, cites: [], dueOn: '', document: '' })),
  ...steps.map(({ at, step, holder = '', cites = [], terms = [], documentNumber = '' }) => ({
    at: civilToday(Date.parse(at)), step, organ: holder, cites, document: documentNumber,
    dueOn: [...new Set(terms.map((term) => term.dueOn))].join('；'),
  })),
].sort((a, b) => (a.at < b.at ? -1 : Number(a.at > b.at)));

const LEGEND = [
  { mark: '■', words: { zh: '通知', en: 'order' } }, { mark: '●', words: { zh: '回执', en: 'answer' } },
  { mark: '▲', words: { zh: '催办', en: 'reminder' } },
  { mark: '✕', words: { zh: '逾期报检察院', en: 'told to the procuratorate' } },
  { mark: '▭', words: { zh: '浅色带：法定期限；红色：逾期', en: 'pale: statutory window; red: late' } },
] as const;

/** Articles of a step; those of the step above are not told again. */
const Articles = ({ row, before }: Readonly<{ row: Row; before: Row | undefined }>) => {
  const { t } = useWords();
  return row.cites.join() === before?.cites.join() ? <span className="faint">{t({ zh: '同上', en: 'as above' })}</span>
    : <Statutes cites={row.cites} />;
};

/** The table behind the lines: the same, to be read. */
const StepTable = ({ rows }: Readonly<{ rows: readonly Row[] }>) => {
  const { t } = useWords();
  return (
    <Rows
      caption={t({
        zh: '经过', en: 'Steps',
      })} rows={rows} keyOf={(row) => `${row.at}${row.step}${row.organ}${row.document}`}
      columns={[
        { head: t({ zh: '日期', en: 'Day' }), cell: ({ at }) => <time className="tl-day" dateTime={at}>{at}</time> },
        { head: t({ zh: '事项', en: 'Step' }), cell: ({ step }) => t(stepWords(step)) },
        { head: t({ zh: '机关', en: 'Organ' }), cell: ({ organ }) => (organ === '' ? '—' : <OrganName organ={organ} />) },
        { head: t({
          zh: '期限届满', en: 'Due on',
        }), cell: ({ dueOn }) => (dueOn === '' ? '—' : <span className="tl-day">{dueOn}</span>) },
        { head: t({ zh: '文号', en: 'Number' }), cell: ({ document }) =>
          (document === '' ? '—' : <span className="tl-number" lang="zh-CN">{document}</span>) },
        { head: t({
          zh: '依据', en: 'By law',
        }), cell: (row) => (row.cites.length === 0 ? '—'
          : <Articles row={row} before={rows[rows.indexOf(row) - 1]} />) },
      ]}
    />
  );
};

/** LIMIT: the orders of what was just taken are made within seconds; later nobody looks by itself. */
const LOOKS_MAX = 10;
const LOOK_MILLISECONDS = 2000;

/** Looks again and again while something is on its way; false when it came or was given up. */
const useLooks = (isWanted: boolean, look: () => void): boolean => {
  const [looks, setLooks] = useState(0);
  const isComing = isWanted && looks < LOOKS_MAX;
  const latest = useRef(look);
  latest.current = look;
  useEffect(() => {
    if (!isComing) return undefined;
    const timer = setTimeout(() => { setLooks(looks + 1); latest.current(); }, LOOK_MILLISECONDS);
    return () => clearTimeout(timer);
  }, [isComing, looks]);
  return isComing;
};

/** Why somebody follows a case: the procuratorate supervises, everybody else handles it. */
export const usePurpose = (): 'procuratorialSupervision' | 'caseHandlingNeed' =>
  (useSession().roles.includes('supervisor') ? 'procuratorialSupervision' : 'caseHandlingNeed');

/**
 * What happened in a case and how its seal goes, as one picture and one table. Where neither may be told it
 * says what it says for a code that nobody was given.
 */
export const TimelinePart = ({ code, isFresh = false }: Readonly<{ code: string; isFresh?: boolean }>) => {
  const { t } = useWords();
  const purpose = usePurpose();
  const seal = useAnswer('sealTimeline', { params: { code } });
  const events = useAnswer('caseTimeline', { params: { code }, search: { purpose } });
  // Whoever does not want to use a second factor is asked once, not again and again.
  const isNotYet = seal.state === 'refused' && seal.problem.code === 'NOTHING_TO_TELL';
  const isComing = useLooks(isFresh && isNotYet, seal.again);
  const steps = useMemo(() => (seal.state === 'there' ? seal.body.steps : []), [seal]);
  const told = useMemo(() => (events.state === 'there' ? events.body.events : []), [events]);
  const lanes = useMemo(() => [...(told.length === 0 ? [] : [caseLane(told, t({
    zh: '案件', en: 'The case',
  }))]), ...lanesOf(steps)], [steps, told, t]);
  if (seal.state === 'loading' || events.state === 'loading') return <Waiting />;
  if (lanes.length === 0) return <Nothing>{t({
    zh: '未查询到可以提供的信息。', en: 'There is no information that can be provided.',
  })}</Nothing>;
  const late = lanes.filter(({ windows }) =>
    windows.some(({ until, answeredAt }) => (answeredAt ?? Date.now()) > until)).length;
  const title = steps.length === 0 ? t({ zh: '案件经过', en: 'The case' })
    : late === 0 ? t({ zh: '各机关均在法定期限内', en: 'Everybody is within the statutory window' })
    : t({ zh: `${late} 个机关超过法定期限`, en: `${late} beyond the statutory window` });
  return (
    <section>
      {isComing && <p role="status" className="faint">{t({ zh: '封存通知正在制作…', en: 'The orders are being made …' })}</p>}
      <div className="sheet">
        <h2>{title}</h2>
        <p className="faint">
          {t({ zh: '一案一码', en: 'Case code' })} <code className="case-code">{printedCode(code)}</code>
        </p>
        <TimelineChart lanes={lanes} title={title} />
        <p className="tl-legend faint">{LEGEND.map(({ mark, words }) => (
          <span key={words.en}><span aria-hidden="true">{mark}</span> {t(words)}</span>
        ))}</p>
        <button type="button" className="plain no-print" onClick={() => print()}>{t({ zh: '打印', en: 'Print' })}</button>
      </div>
      <StepTable rows={rowsOf(steps, told)} />
    </section>
  );
};
