import { Link } from 'wouter';
import { useWords } from '../../app/language.tsx';
import { useAnswer } from '../../api/answers.ts';
import { useSession } from '../../api/session.tsx';
import { instantText } from '../../parts/dates.ts';
import { DueMark } from '../../parts/due-mark.tsx';
import { OrganName } from '../../parts/organ-name.tsx';
import { Original } from '../../parts/original.tsx';
import { PageHead } from '../../parts/page-head.tsx';
import { Read } from '../../parts/read.tsx';
import { OVER, RIGHT_STAGES } from './words.ts';

const CARDS = [
  { to: '/certificate', name: { zh: '开具无犯罪记录证明', en: 'Get a certificate' },
    about: { zh: '三步完成，多数当场出具。', en: 'Three steps, most are issued at once.' } },
  { to: '/looks', name: { zh: '谁看过我的记录', en: 'Who looked at my record' },
    about: { zh: '谁、何时、凭什么，以及每处封存的进展。', en: 'Who, when, on what basis, and how sealing goes on.' } },
  { to: '/requests/new', name: { zh: '申请、异议、投诉', en: 'Ask, object, complain' },
    about: { zh: '申请封存、复查、更正、删除，投诉泄露。', en: 'Sealing, a second look, correction, deletion, leaks.' } },
] as const;

const Running = () => {
  const { t } = useWords();
  const reading = useAnswer('listRightsRequests', { search: { limit: 100 } });
  return (
    <Read reading={reading}>{({ items }) => {
      // What waits for the person comes first; then what an organ owes an answer to.
      const running = items.filter(({ state }) => !OVER.includes(state)).toSorted((one, other) =>
        Number(other.state === 'supplementing') - Number(one.state === 'supplementing'));
      if (running.length === 0) {
        return <p className="faint">{t({ zh: '没有正在办理的申请。', en: 'Nothing is under way.' })}</p>;
      }
      return (
        <ul className="plain-list running">{running.map(({ requestId, organ, openedAt, state, dueOn }) => (
          <li key={requestId}>
            <Link href={`/requests/${requestId}`}>
              {instantText(openedAt).slice(0, 10)} · <OrganName organ={organ} />
            </Link>
            <span>
              {state === 'supplementing' ? <b>{t(RIGHT_STAGES[state])}</b> : t(RIGHT_STAGES[state])}
              {dueOn !== undefined && <> <DueMark on={dueOn} isOrgans /></>}
            </span>
          </li>
        ))}</ul>
      );
    }}</Read>
  );
};

/** Home of the person concerned: the three things people come for, and what is under way. */
const Home = () => {
  const { t, language } = useWords();
  const { displayName } = useSession();
  return (
    <>
      <PageHead
        title={language === 'zh' ? `${displayName}，您好` : <>Hello, <Original>{displayName}</Original></>}
        lead={t({
          zh: '记录依法封存后，除法律另有规定外，任何单位和个人不得查询，您也没有向他人报告的义务。',
          en: 'A sealed record is told to nobody but where a law says so, and you need not report it.',
        })}
      />
      <ul className="cards">{CARDS.map(({ to, name, about }) => (
        <li key={to}><Link href={to}><b>{t(name)}</b><span>{t(about)}</span></Link></li>
      ))}</ul>
      <section className="sheet">
        <h2>{t({ zh: '正在办理', en: 'Under way' })}</h2>
        <Running />
      </section>
    </>
  );
};

export default Home;
