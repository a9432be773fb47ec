import { Link } from 'wouter';
import { useWords } from '../../app/language.tsx';
import { useAnswer } from '../../api/answers.ts';
import { useSession } from '../../api/session.tsx';
import { DueMark } from '../../parts/due-mark.tsx';
import { Nothing } from '../../parts/nothing.tsx';
import { OrganName } from '../../parts/organ-name.tsx';
import { PageHead } from '../../parts/page-head.tsx';
import { Read } from '../../parts/read.tsx';

/** LIMIT: an organ with more is shown its oldest; the rest is in the matter that is opened. */
const SHOWN_MAX = 20;

/** Who is late with sealing, organ by organ, the longest first. */
const Overdue = () => {
  const { t } = useWords();
  const { roles } = useSession();
  const reading = useAnswer('listOverdueSeals', {});
  return (
    <>
      <PageHead
        title={t({ zh: '逾期封存', en: 'Late seals' })}
        lead={t({ zh: '决定封存后，每一处持有副本的机关都须按期封存并回执。', en: 'Every holder seals its copy in time and answers.' })}
      />
      <Read reading={reading}>{({ organs }) => (organs.length === 0
        ? <Nothing>{t({ zh: '没有逾期的封存。', en: 'No seal is late.' })}</Nothing>
        : organs.map(({ organ, duties }) => (
          <section className="sheet" key={organ} data-organ={organ}>
            <div className="page-head">
              <div>
                <h2><OrganName organ={organ} /></h2>
                <p>{t({ zh: `${duties.length} 件逾期`, en: `${duties.length} late` })}</p>
              </div>
              {roles.includes('supervisor') && (
                <div className="page-head-acts">
                  <Link
                    href="/matters/new" className="primary"
                    state={{
                      unit: organ, matter: 'overdueSeal',
                      about: duties.slice(0, 200).map(({ recordId }) => recordId),
                      // Facts go on the paper: Chinese, whatever the language of the page.
                      facts: `${duties.length} 份封存通知逾期未送回回执，最早的自 ${duties[0]?.since ?? ''} 起。`,
                    }}
                  >{t({ zh: '提出纠正意见', en: 'Issue an opinion' })}</Link>
                </div>
              )}
            </div>
            <ul className="plain-list late-list">{duties.slice(0, SHOWN_MAX).map(({ recordId, rule, since, dueOn }) => (
              <li key={recordId + rule}>
                {dueOn === undefined ? null : <DueMark on={dueOn} />}
                <span className="faint">{t({ zh: `自 ${since}`, en: `since ${since}` })}</span>
                <code className="faint">{recordId.slice(-12)}</code>
              </li>
            ))}</ul>
          </section>
        )))}</Read>
    </>
  );
};

export default Overdue;
