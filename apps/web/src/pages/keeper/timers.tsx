import '../../styles/keeper.css';
import { useAnswer } from '../../api/answers.ts';
import type { BodyOf } from '../../api/interface.ts';
import { useWords } from '../../app/language.tsx';
import { instantText } from '../../parts/dates.ts';
import { Nothing } from '../../parts/nothing.tsx';
import { OrganName } from '../../parts/organ-name.tsx';
import { PageHead } from '../../parts/page-head.tsx';
import { Read } from '../../parts/read.tsx';
import { Rows } from '../../parts/rows.tsx';
import { JOB_NAMES } from './words.ts';

type Timers = BodyOf<'readPlatformTimers'>;
type Timer = Timers['timers'][number];
type Of = Readonly<{ timers: Timers }>;

/** LIMIT: how often a page that stays open looks again, milliseconds. */
const LOOK_MS = 15_000;

const State = ({ timer: { running, isLate, runningSince } }: Readonly<{ timer: Timer }>) => {
  const { t } = useWords();
  if (running > 0) {
    return <>{t({ zh: '● 正在办理', en: '● at work' })}{runningSince !== undefined
      && <span className="faint"> {instantText(runningSince)} {t({ zh: '起', en: 'on' })}</span>}</>;
  }
  return isLate ? <b className="due due-late">{t({ zh: '逾时未运行', en: 'late: it does not run' })}</b>
    : <>{t({ zh: '○ 等下一次', en: '○ waits for the next run' })}</>;
};

const Failed = ({ timer: { failed, fault, faultAt } }: Readonly<{ timer: Timer }>) => {
  const { t } = useWords();
  if (failed === 0) return <>—</>;
  return (
    <span className="found">
      <b>{t({ zh: `一小时内 ${failed} 次`, en: `${failed} within the hour` })}</b>
      {faultAt !== undefined && <span className="faint">{instantText(faultAt)} <code>{fault}</code></span>}
    </span>
  );
};

const Work = ({ timers: { timers } }: Of) => {
  const { t } = useWords();
  const title = t({ zh: '定时办理的事项', en: 'What is worked off' });
  const at = (instant: string | undefined): string => (instant === undefined ? '—' : instantText(instant));
  if (timers.length === 0) {
    return <Nothing>{t({ zh: '服务还没有运行过定时办理；刚启动的，一分钟内开始。',
      en: 'Nothing ran yet; after a start it begins within a minute.' })}</Nothing>;
  }
  return (
    <section>
      <h2>{title}</h2>
      <Rows
        caption={title} rows={timers} keyOf={({ name }) => name}
        columns={[
          { head: t({ zh: '事项', en: 'What' }), cell: ({ name }) => t(JOB_NAMES[name] ?? { zh: name, en: name }) },
          { head: t({ zh: '情况', en: 'State' }), cell: (timer) => <State timer={timer} /> },
          { head: t({ zh: '上次办完', en: 'Last run' }), cell: ({ lastAt }) => at(lastAt) },
          { head: t({ zh: '下次', en: 'Next' }), cell: ({ nextAt }) => at(nextAt) },
          { head: t({ zh: '失败', en: 'Failed' }), cell: (timer) => <Failed timer={timer} /> },
        ]}
      />
    </section>
  );
};

const Letters = ({ timers: { letters } }: Of) => {
  const { t } = useWords();
  const title = t({ zh: '等待送达的消息', en: 'Messages that wait to be delivered' });
  if (letters.length === 0) return <p className="faint">{t({ zh: '没有等待送达的消息。', en: 'No message waits.' })}</p>;
  return (
    <section>
      <h2>{title}</h2>
      <Rows
        caption={title} rows={letters} keyOf={({ recipient }) => recipient}
        columns={[
          { head: t({ zh: '收件机关', en: 'Recipient' }), cell: ({ recipient }) => <OrganName organ={recipient} /> },
          { head: t({ zh: '件数', en: 'Messages' }), cell: ({ messages }) => messages, isNumber: true },
          { head: t({ zh: '最早的一件写成于', en: 'The oldest is of' }), cell: ({ oldestAt }) => instantText(oldestAt) },
        ]}
      />
    </section>
  );
};

const Tiles = ({ timers: { timers, termsLookedOn } }: Of) => {
  const { t } = useWords();
  const late = timers.filter(({ isLate }) => isLate).length;
  const failed = timers.filter((one) => one.failed > 0).length;
  return (
    <ul className="tiles">
      <li className={late === 0 ? undefined : 'tile-late'}><b>{late}</b>{t({ zh: '项逾时', en: 'late' })}</li>
      <li className={failed === 0 ? undefined : 'tile-late'}>
        <b>{failed}</b>{t({ zh: '项有失败', en: 'with failures' })}
      </li>
      <li>
        <b>{termsLookedOn ?? '—'}</b>{t({ zh: '各机关的期限已催办到这一天', en: 'terms of organs: looked at for this day' })}
      </li>
    </ul>
  );
};

/** What the service works off by itself: when it last did, when it does next, what is late, what failed. */
const TimersPage = () => {
  const { t } = useWords();
  const reading = useAnswer('readPlatformTimers', {}, { every: () => LOOK_MS });
  return (
    <>
      <PageHead
        title={t({ zh: '自动办理', en: 'Worked off by itself' })}
        lead={t({ zh: '服务自己按时办理的事项：封存判断、催办上报、送达，每几秒运行一次。只看，不能改；看不到任何人的记录。',
          en: 'What the service does by itself, every few seconds. To look at alone; nobody’s record is seen.' })}
      >
        <button type="button" className="plain" onClick={reading.again}>{t({ zh: '重新读取', en: 'Read again' })}</button>
      </PageHead>
      <Read reading={reading}>{(timers) => (
        <><Tiles timers={timers} /><Work timers={timers} /><Letters timers={timers} /></>
      )}</Read>
    </>
  );
};

export default TimersPage;
