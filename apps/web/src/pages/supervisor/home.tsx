import { useState } from 'react';
import { Link } from 'wouter';
import { useWords, type Words } from '../../app/language.tsx';
import { useAnswer } from '../../api/answers.ts';
import type { BodyOf } from '../../api/interface.ts';
import { DueMark } from '../../parts/due-mark.tsx';
import { DutiesPart, dutyWords } from '../../parts/duties.tsx';
import { JobsWaiting } from '../../parts/job-cards.tsx';
import { OrganName } from '../../parts/organ-name.tsx';
import { PageHead } from '../../parts/page-head.tsx';
import { Pages } from '../../parts/pages.tsx';
import { Read } from '../../parts/read.tsx';
import { Rows } from '../../parts/rows.tsx';
import { OpenAlarms } from './alarms.tsx';

type EscalatedDuty = BodyOf<'listDuties'>['escalated'][number];

const EscalatedRows = ({ rows }: Readonly<{ rows: readonly EscalatedDuty[] }>) => {
  const { t } = useWords();
  return (
    <Rows
      caption={t(ESCALATED)} rows={rows} keyOf={({ kind, id }) => kind + id}
      columns={[
        { head: t({ zh: '机关', en: 'Organ' }), cell: ({ bearer }) => <OrganName organ={bearer} /> },
        { head: t({ zh: '事项', en: 'What' }), cell: ({ kind }) => t(dutyWords(kind)) },
        { head: t({ zh: '期限', en: 'Term' }), cell: ({ dueOn }) => <DueMark on={dueOn} /> },
        { head: t({ zh: '催办', en: 'Reminders' }), cell: ({ reminders }) => reminders, isNumber: true },
        { head: t({ zh: '上报日', en: 'Told on' }), cell: ({ escalatedOn }) => escalatedOn },
        { head: '', cell: ({ bearer }) =>
          <Link href="/matters/new" state={{ unit: bearer }}>{t({ zh: '立监督事项', en: 'Open a matter' })}</Link> },
      ]}
    />
  );
};

const ESCALATED: Words = { zh: '下级逾期，已上报到这里', en: 'Late elsewhere, told here' };
/** LIMIT: rows at first, the oldest first; the rest is one press away. */
const FIRST = 5;

const howMany = (count: number, hasMore: boolean): Words =>
  (hasMore ? { zh: `（${count} 以上）`, en: ` (over ${count})` } : { zh: `（${count}）`, en: ` (${count})` });

const Escalated = () => {
  const { t } = useWords();
  const [after, setAfter] = useState<string>();
  const reading = useAnswer('listDuties', after === undefined ? {} : { search: { toldAfter: after } });
  return (
    <Read reading={reading}>{({ escalated, nextTold }) => (escalated.length === 0 ? null : (
      <section>
        <h2>{t(ESCALATED)}{t(howMany(escalated.length, nextTold !== undefined))}</h2>
        <EscalatedRows rows={escalated.slice(0, FIRST)} />
        {escalated.length > FIRST && (
          <details>
            <summary>{t({ zh: `其余 ${escalated.length - FIRST} 件`, en: `${escalated.length - FIRST} more` })}</summary>
            <EscalatedRows rows={escalated.slice(FIRST)} />
          </details>
        )}
        <Pages after={after} next={nextTold} go={setAfter} />
      </section>
    ))}</Read>
  );
};

/** Home of the procurator: alarms first, then own terms, and what was escalated to here. */
const Home = () => {
  const { t } = useWords();
  return (
    <>
      <PageHead title={t({ zh: '工作台', en: 'My day' })} />
      <OpenAlarms />
      <DutiesPart />
      <JobsWaiting />
      <Escalated />
    </>
  );
};

export default Home;
