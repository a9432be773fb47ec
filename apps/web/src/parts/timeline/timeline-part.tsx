import { useMemo } from 'react';
import { useAnswer } from '../../api/answers.ts';
import { useSession } from '../../api/session.tsx';
import { useWords } from '../../app/language.tsx';
import { civilToday } from '../dates.ts';
import { Nothing } from '../nothing.tsx';
import { organWords } from '../organ-words.ts';
import { Rows } from '../rows.tsx';
import { Statutes } from '../statute.tsx';
import { Waiting } from '../waiting.tsx';
import { printedCode } from './case-code.ts';
import { TimelineChart } from './chart.tsx';
import { type CaseEvent, caseLane, lanesOf, type SealStep } from './lanes.ts';
import { stepWords } from './step-words.ts';

type Row = Readonly<{ at: string; step: string; organ: string; cites: readonly string[]; dueOn: string; document: string }>;

const rowsOf = (steps: readonly SealStep[], events: readonly CaseEvent[]): readonly Row[] => [
  ...events.map(({ on, recordedAt, kind, organ }) =>
    ({ at: on ?? civilToday(Date.parse(recordedAt)), step: kind, organ, cites: [], dueOn: '', document: '' })),
  ...steps.map(({ at, step, holder = '', cites = [], terms = [], documentNumber = '' }) => ({
    at: civilToday(Date.parse(at)), step, organ: holder, cites, document: documentNumber,
    dueOn: [...new Set(terms.map((term) => term.dueOn))].join('；'),
  })),
].sort((a, b) => (a.at < b.at ? -1 : Number(a.at > b.at)));

/** The table behind the lines: the same, to be read. */
const StepTable = ({ rows }: Readonly<{ rows: readonly Row[] }>) => {
  const { t } = useWords();
  return (
    <Rows
      caption={t({ zh: '经过', en: 'Steps' })} rows={rows} keyOf={(row) => `${row.at}${row.step}${row.organ}${row.document}`}
      columns={[
        { head: t({ zh: '日期', en: 'Day' }), cell: ({ at }) => at },
        { head: t({ zh: '事项', en: 'Step' }), cell: ({ step }) => t(stepWords(step)) },
        { head: t({ zh: '机关', en: 'Organ' }), cell: ({ organ }) => (organ === '' ? '—' : t(organWords(organ))) },
        { head: t({ zh: '期限届满', en: 'Due on' }), cell: ({ dueOn }) => (dueOn === '' ? '—' : dueOn) },
        { head: t({ zh: '文号', en: 'Number' }), cell: ({ document }) => (document === '' ? '—' : document) },
        { head: t({ zh: '依据', en: 'By law' }), cell: ({ cites }) => (cites.length === 0 ? '—' : <Statutes cites={cites} />) },
      ]}
    />
  );
};

/** Why somebody follows a case: the procuratorate supervises, everybody else handles it. */
export const usePurpose = (): 'procuratorialSupervision' | 'caseHandlingNeed' =>
  (useSession().roles.includes('supervisor') ? 'procuratorialSupervision' : 'caseHandlingNeed');

/**
 * What happened in a case and how its seal goes, as one picture and one table. Where neither may be told it
 * says what it says for a code that nobody was given.
 */
export const TimelinePart = ({ code }: Readonly<{ code: string }>) => {
  const { t } = useWords();
  const purpose = usePurpose();
  const seal = useAnswer('sealTimeline', { params: { code } });
  const events = useAnswer('caseTimeline', { params: { code }, search: { purpose } });
  const steps = useMemo(() => (seal.state === 'there' ? seal.body.steps : []), [seal]);
  const told = useMemo(() => (events.state === 'there' ? events.body.events : []), [events]);
  const lanes = useMemo(() => [...(told.length === 0 ? [] : [caseLane(told, t({ zh: '案件', en: 'The case' }))]), ...lanesOf(steps)], [steps, told, t]);
  if (seal.state === 'loading' || events.state === 'loading') return <Waiting />;
  if (lanes.length === 0) return <Nothing>{t({ zh: '未查询到可以提供的信息。', en: 'There is no information that can be provided.' })}</Nothing>;
  const late = lanes.filter(({ windows }) => windows.some(({ until, answeredAt }) => (answeredAt ?? Date.now()) > until)).length;
  const title = late === 0 ? t({ zh: '各机关均在法定期限内', en: 'Everybody is within the statutory window' })
    : t({ zh: `${late} 个机关超过法定期限`, en: `${late} beyond the statutory window` });
  return (
    <section>
      <div className="sheet">
        <h2>{title}</h2>
        <p className="faint">{t({ zh: '一案一码', en: 'Case code' })} <code className="case-code">{printedCode(code)}</code></p>
        <TimelineChart lanes={lanes} title={title} />
        <p className="tl-legend faint">
          ■ {t({ zh: '通知', en: 'order' })}　● {t({ zh: '回执', en: 'answer' })}　▲ {t({ zh: '催办', en: 'reminder' })}　✕ {t({ zh: '逾期报检察院', en: 'told to the procuratorate' })}　
          {t({ zh: '浅色带为法定期限，红色为逾期', en: 'pale: statutory window, red: late' })}
        </p>
        <button type="button" className="plain no-print" onClick={() => print()}>{t({ zh: '打印', en: 'Print' })}</button>
      </div>
      <StepTable rows={rowsOf(steps, told)} />
    </section>
  );
};
