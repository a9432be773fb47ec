import { Link } from 'wouter';
import { useWords } from '../../app/language.tsx';
import { useAnswer } from '../../api/answers.ts';
import type { BodyOf } from '../../api/interface.ts';
import { instantText } from '../../parts/dates.ts';
import { OrganName } from '../../parts/organ-name.tsx';
import { PageHead } from '../../parts/page-head.tsx';
import { Read } from '../../parts/read.tsx';
import { Rows } from '../../parts/rows.tsx';
import { WaitingRoles } from './accounts/role-changes.tsx';
import { codeWords } from './letters/letter-words.ts';
import { JOB_NAMES, JOB_WORDS, LETTER_WORDS, SUITE_WORDS, TREE_WORDS } from './words.ts';

type Status = BodyOf<'readPlatformStatus'>;
type Of = Readonly<{ status: Status }>;

const sum = (rows: readonly Readonly<{ messages: number }>[]): number =>
  rows.reduce((total, { messages }) => total + messages, 0);

const Tiles = ({ status: { ledger, outbox, keys } }: Of) => {
  const { t } = useWords();
  const [dead, waiting] = (['dead', 'waiting'] as const).map((state) =>
    sum(outbox.filter((row) => row.state === state)));
  const due = keys.filter(({ isDueByAge }) => isDueByAge).length;
  return (
    <ul className="tiles">
      <li className={ledger.isKept ? undefined : 'tile-late'}>
        <b>{ledger.isKept ? '✓' : '✕'}</b>{ledger.isKept ? t({ zh: '账本在记', en: 'the log is kept' })
          : t({ zh: '账本停记', en: 'the log is not kept' })}
      </li>
      <li><b>{ledger.sequenced - (ledger.signed ?? 0)}</b>{t({ zh: '条待签名', en: 'entries to be signed' })}</li>
      <li><b>{waiting}</b>{t({ zh: '件待发', en: 'messages waiting' })}</li>
      <li className={dead === 0 ? undefined : 'tile-late'}><b>{dead}</b>{t({ zh: '件停发', en: 'messages given up' })}</li>
      <li className={due === 0 ? undefined : 'tile-late'}><b>{due}</b>{t({ zh: '把密钥到期', en: 'keys due' })}</li>
    </ul>
  );
};

const Platform = ({ status: { version, database, ledger } }: Of) => {
  const { t } = useWords();
  return (
    <section className="sheet">
      <h2>{t({ zh: '平台', en: 'Platform' })}</h2>
      <dl className="facts">
        <dt>{t({ zh: '版本', en: 'Version' })}</dt><dd>{version}</dd>
        <dt>{t({ zh: '数据库', en: 'Database' })}</dt>
        <dd>{database.engine === 'embedded' ? t({ zh: '内置', en: 'embedded' }) : t({ zh: '服务器', en: 'server' })}
          {' · '}{t({ zh: `结构第 ${database.migration} 版`, en: `schema ${database.migration}` })}
          {' · '}{database.isDurable ? t({ zh: '断电不丢', en: 'survives loss of power' })
            : t({ zh: '断电可能丢失最后几笔', en: 'may lose its last acts with the power' })}</dd>
        <dt>{t({ zh: '账本', en: 'Log' })}</dt><dd><code>{ledger.log}</code></dd>
        <dt>{t({ zh: '已排序 / 已签名', en: 'Sequenced / signed' })}</dt><dd>{ledger.sequenced} / {ledger.signed ?? '—'}</dd>
      </dl>
    </section>
  );
};

const Keys = ({ status: { keys } }: Of) => {
  const { t } = useWords();
  const title = t({ zh: '密钥期', en: 'Key epochs' });
  return (
    <section>
      <h2>{title}</h2>
      <Rows
        caption={title} rows={keys} keyOf={({ tree, createdAt }) => tree + createdAt}
        columns={[
          { head: t({ zh: '侧', en: 'Side' }), cell: ({ tree }) => t(TREE_WORDS[tree]) },
          { head: t({ zh: '算法', en: 'Suite' }), cell: ({ suite }) => t(SUITE_WORDS[suite]) },
          { head: t({ zh: '启用', en: 'Since' }), cell: ({ createdAt }) => instantText(createdAt) },
          { head: t({ zh: '状态', en: 'State' }), cell: ({ isDueByAge, retiredAt }) => {
            if (retiredAt !== undefined) return `○ ${t({ zh: '已停用', en: 'retired' })} ${instantText(retiredAt)}`;
            return isDueByAge ? t({ zh: '! 到期，请轮换', en: '! due: rotate' }) : t({ zh: '● 在用', en: '● in use' });
          } },
        ]}
      />
      <p><Link href="/keys">{t({ zh: '查看密钥和轮换', en: 'Keys and rotation' })}</Link></p>
    </section>
  );
};

const Letters = ({ status: { outbox, deadLetters } }: Of) => {
  const { t } = useWords();
  const title = t({ zh: '发往各机关的消息', en: 'Messages to organs' });
  const codes = t({ zh: '停发原因', en: 'Why given up' });
  if (outbox.length === 0) return <p className="faint">{t({ zh: '没有待发和停发的消息。', en: 'No message waits.' })}</p>;
  return (
    <section>
      <h2>{title}</h2>
      <Rows
        caption={title} rows={outbox} keyOf={({ recipient, state }) => recipient + state}
        columns={[
          { head: t({ zh: '机关', en: 'Organ' }), cell: ({ recipient }) => <OrganName organ={recipient} /> },
          { head: t({ zh: '状态', en: 'State' }), cell: ({ state }) => t(LETTER_WORDS[state]) },
          { head: t({ zh: '件数', en: 'Messages' }), cell: ({ messages }) => messages, isNumber: true },
          { head: t({ zh: '最早', en: 'Oldest' }), cell: ({ oldestAt }) => instantText(oldestAt) },
        ]}
      />
      {deadLetters.length > 0 && <Rows
        caption={codes} rows={deadLetters} keyOf={({ code }) => code}
        columns={[
          { head: codes, cell: ({ code }) => t(codeWords(code)) },
          { head: t({ zh: '件数', en: 'Messages' }), cell: ({ messages }) => messages, isNumber: true },
        ]}
      />}
      {deadLetters.length > 0 && <p><Link href="/dead-letters">
        {t({ zh: '逐件处理：重新发送或者搁置', en: 'Look at each: send again or set aside' })}</Link></p>}
    </section>
  );
};

const Jobs = ({ status: { jobs } }: Of) => {
  const { t } = useWords();
  const title = t({ zh: '后台任务', en: 'Jobs' });
  const names = [...new Set(jobs.map(({ name }) => name))];
  if (names.length === 0) return <p className="faint">{t({ zh: '没有后台任务。', en: 'No job has run.' })}</p>;
  return (
    <section>
      <h2>{title}</h2>
      <Rows
        caption={title} rows={names} keyOf={(name) => name}
        columns={[
          { head: t({ zh: '任务', en: 'Job' }), cell: (name) => t(JOB_NAMES[name] ?? { zh: name, en: name }) },
          { head: t({ zh: '运行', en: 'Runs' }), cell: (name) => jobs.filter((one) => one.name === name)
            .map(({ state, runs }) => `${t(JOB_WORDS[state] ?? { zh: state, en: state })} ${runs}`).join(' · ') },
        ]}
      />
    </section>
  );
};

/** Home of the system administrator: what runs, what waits, what needs a person; no record and nobody. */
const StatusPage = () => {
  const { t } = useWords();
  const reading = useAnswer('readPlatformStatus', {});
  return (
    <>
      <PageHead
        title={t({ zh: '运行状况', en: 'How it runs' })}
        lead={t({ zh: '只有数量、时间和代码；这里看不到任何人的记录。', en: 'Numbers, times and codes; nobody’s record is seen here.' })}
      >
        <button type="button" className="plain" onClick={reading.again}>{t({ zh: '重新读取', en: 'Read again' })}</button>
      </PageHead>
      <Read reading={reading}>{(status) => (
        <>
          <Tiles status={status} /><WaitingRoles /><Platform status={status} />
          <Letters status={status} /><Jobs status={status} /><Keys status={status} />
        </>
      )}</Read>
    </>
  );
};

export default StatusPage;
