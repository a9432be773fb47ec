import { Link } from 'wouter';
import { useWords } from '../../app/language.tsx';
import { useAnswer } from '../../api/answers.ts';
import { DueMark } from '../../parts/due-mark.tsx';
import { DutiesPart } from '../../parts/duties.tsx';
import { JobsWaiting } from '../../parts/job-cards.tsx';
import { OrganName } from '../../parts/organ-name.tsx';
import { PageHead } from '../../parts/page-head.tsx';
import { Read } from '../../parts/read.tsx';
import { Rows } from '../../parts/rows.tsx';
import { OpenAlarms } from './alarms.tsx';

const Escalated = () => {
  const { t } = useWords();
  const reading = useAnswer('listDuties', {});
  const title = t({ zh: '下级逾期，已上报到这里', en: 'Late elsewhere, told here' });
  return (
    <Read reading={reading}>{({ escalated }) => (escalated.length === 0 ? null : (
      <section>
        <h2>{title}</h2>
        <Rows
          caption={title} rows={escalated} keyOf={({ kind, id }) => kind + id}
          columns={[
            { head: t({ zh: '机关', en: 'Organ' }), cell: ({ bearer }) => <OrganName organ={bearer} /> },
            { head: t({ zh: '期限', en: 'Term' }), cell: ({ dueOn }) => <DueMark on={dueOn} /> },
            { head: t({ zh: '催办', en: 'Reminders' }), cell: ({ reminders }) => reminders, isNumber: true },
            { head: t({ zh: '上报日', en: 'Told on' }), cell: ({ escalatedOn }) => escalatedOn },
            { head: '', cell: ({ bearer }) =>
              <Link href="/matters/new" state={{ unit: bearer }}>{t({ zh: '立监督事项', en: 'Open a matter' })}</Link> },
          ]}
        />
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
