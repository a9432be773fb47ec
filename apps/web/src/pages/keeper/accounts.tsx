import { useState } from 'react';
import { Link } from 'wouter';
import { useWords } from '../../app/language.tsx';
import { ROLE_WORDS } from '../../app/role-words.ts';
import { useAct, useAnswer } from '../../api/answers.ts';
import type { BodyOf } from '../../api/interface.ts';
import { organWords } from '../../parts/organ-words.ts';
import { PageHead } from '../../parts/page-head.tsx';
import { Read } from '../../parts/read.tsx';
import { Rows } from '../../parts/rows.tsx';
import { Told } from '../../parts/told.tsx';

type Account = BodyOf<'listAccounts'>['items'][number];

/** Ending sessions is asked once more: whoever works there now is thrown out in the middle of it. */
const EndSessions = ({ account }: Readonly<{ account: string }>) => {
  const { t } = useWords();
  const act = useAct('endSessionsOf');
  const [state, setState] = useState<'idle' | 'sure' | 'ended'>('idle');
  const end = async () => {
    const answer = await act.run({ body: { account } });
    if (answer.ok) setState('ended');
  };
  if (state === 'ended') return <span role="status" className="faint">{t({ zh: '✓ 已全部退出', en: '✓ signed out' })}</span>;
  return (
    <>
      {state === 'idle' ? (
        <button type="button" className="plain" onClick={() => setState('sure')}>
          {t({ zh: '终止登录', en: 'End sessions' })}
        </button>
      ) : (
        <span className="form-acts">
          <button type="button" className="primary" disabled={act.isRunning} onClick={() => { void end(); }}>
            {t({ zh: '确认终止', en: 'Yes, end them' })}
          </button>
          <button type="button" className="quiet" onClick={() => setState('idle')}>{t({ zh: '不终止', en: 'No' })}</button>
        </span>
      )}
      <Told problem={act.problem} />
    </>
  );
};

const PAGE = 50;

const Table = ({ items }: Readonly<{ items: readonly Account[] }>) => {
  const { t, list } = useWords();
  const caption = t({ zh: '账号名录', en: 'Accounts' });
  return (
    <Rows
      caption={caption} rows={items} keyOf={({ account }) => account}
      columns={[
        { head: t({ zh: '账号', en: 'Account' }), cell: ({ account }) => <code>{account}</code> },
        { head: t({ zh: '机关', en: 'Organ' }), cell: ({ organ }) => (organ === 'none' ? '—' : t(organWords(organ))) },
        { head: t({ zh: '角色', en: 'Roles' }), cell: ({ roles }) => list(roles.map((role) => t(ROLE_WORDS[role]))) },
        { head: t({ zh: '状态', en: 'State' }), cell: ({ state }) => (state === 'active'
          ? t({ zh: '● 可用', en: '● active' }) : t({ zh: '○ 停用', en: '○ disabled' })) },
        { head: t({ zh: '登录', en: 'Sessions' }), cell: ({ account }) => <EndSessions account={account} /> },
        { head: t({ zh: '第二重验证', en: 'Second factor' }), cell: ({ account }) =>
          <Link href="/recoveries" state={{ account }}>{t({ zh: '提出重置', en: 'Ask to reset' })}</Link> },
      ]}
    />
  );
};

/** Home of the security administrator: who may sign in, and how to stop somebody at once. */
const Accounts = () => {
  const { t } = useWords();
  const [after, setAfter] = useState<readonly string[]>([]);
  const last = after.at(-1);
  const search = { limit: PAGE, ...(last === undefined ? {} : { after: last }) };
  const reading = useAnswer('listAccounts', { search });
  return (
    <>
      <PageHead
        title={t({ zh: '账号', en: 'Accounts' })}
        lead={t({ zh: '终止登录立即生效；重置第二重验证要两名管理员。开设和停用账号用命令行。',
          en: 'Sessions end at once; a second factor is reset by two. Accounts are opened on the command line.' })}
      />
      <Read reading={reading}>{({ items, next }) => (
        <>
          <Table items={items} />
          <div className="form-acts">
            {last !== undefined && <button type="button" className="plain" onClick={() => setAfter(after.slice(0, -1))}>
              {t({ zh: '上一页', en: 'Back' })}</button>}
            {next !== undefined && <button type="button" className="plain" onClick={() => setAfter([...after, next])}>
              {t({ zh: '下一页', en: 'More' })}</button>}
          </div>
        </>
      )}</Read>
    </>
  );
};

export default Accounts;
