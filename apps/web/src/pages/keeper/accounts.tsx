import '../../styles/keeper.css';
import { useState } from 'react';
import { Link } from 'wouter';
import { useWords } from '../../app/language.tsx';
import { ROLE_WORDS } from '../../app/role-words.ts';
import { useAct, useAnswer } from '../../api/answers.ts';
import { useSession } from '../../api/session.tsx';
import { OrganName } from '../../parts/organ-name.tsx';
import { PageHead } from '../../parts/page-head.tsx';
import { Read } from '../../parts/read.tsx';
import { Rows } from '../../parts/rows.tsx';
import { Told } from '../../parts/told.tsx';
import { AddAccount } from './accounts/add-account.tsx';
import { type Account, ChangeRoles, SuspendAccount } from './accounts/change-account.tsx';
import { WaitingRoles } from './accounts/role-changes.tsx';

/** What is being done, and to which account. */
type Doing = Readonly<{ kind: 'add' }> | Readonly<{ kind: 'roles' | 'suspend'; account: Account }>;

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

const Acts = ({ account, onDo }: Readonly<{ account: Account; onDo: (doing: Doing) => void }>) => {
  const { t } = useWords();
  const { account: own } = useSession();
  const isActive = account.state === 'active';
  const about = { 'aria-describedby': `account-${account.account}` };
  // Nobody asks for roles of their own or suspends themselves; other accounts of theirs are refused by the service.
  if (account.account === own) return <>—</>;
  return (
    <span className="form-acts">
      <button type="button" className="plain" {...about} onClick={() => onDo({ kind: 'roles', account })}>
        {isActive ? t({ zh: '变更角色', en: 'Roles' }) : t({ zh: '恢复使用', en: 'Use again' })}
      </button>
      {isActive && (
        <button type="button" className="plain" {...about} onClick={() => onDo({ kind: 'suspend', account })}>
          {t({ zh: '停用', en: 'Suspend' })}
        </button>
      )}
    </span>
  );
};

const Table = ({ items, onDo }: Readonly<{ items: readonly Account[]; onDo: (doing: Doing) => void }>) => {
  const { t, list } = useWords();
  const caption = t({ zh: '账号名录', en: 'Accounts' });
  return (
    <Rows
      caption={caption} rows={items} keyOf={({ account }) => account}
      columns={[
        { head: t({ zh: '账号', en: 'Account' }), cell: ({ account }) =>
          <code id={`account-${account}`}>{account}</code> },
        { head: t({ zh: '机关', en: 'Organ' }), cell: ({ organ }) =>
          (organ === 'none' ? '—' : <OrganName organ={organ} />) },
        { head: t({ zh: '角色', en: 'Roles' }), cell: ({ roles }) => list(roles.map((role) => t(ROLE_WORDS[role]))) },
        { head: t({ zh: '状态', en: 'State' }), cell: ({ state }) => (state === 'active'
          ? t({ zh: '● 可用', en: '● active' }) : t({ zh: '○ 停用', en: '○ suspended' })) },
        { head: t({ zh: '登录', en: 'Sessions' }), cell: ({ account }) => <EndSessions account={account} /> },
        { head: t({ zh: '第二重验证', en: 'Second factor' }), cell: ({ account }) =>
          <Link href="/recoveries" state={{ account }}>{t({ zh: '提出重置', en: 'Ask to reset' })}</Link> },
        { head: t({ zh: '办理', en: 'Act' }), cell: (account) => <Acts account={account} onDo={onDo} /> },
      ]}
    />
  );
};

const Form = ({ doing, onEnd }: Readonly<{ doing: Doing; onEnd: () => void }>) => {
  if (doing.kind === 'add') return <AddAccount onEnd={onEnd} />;
  const { kind, account } = doing;
  const Asked = kind === 'roles' ? ChangeRoles : SuspendAccount;
  return <Asked key={account.account} account={account} onEnd={onEnd} />;
};

/** Home of the security administrator: who may sign in, and how to stop somebody at once. */
const Accounts = () => {
  const { t } = useWords();
  const [after, setAfter] = useState<readonly string[]>([]);
  const [doing, setDoing] = useState<Doing>();
  const last = after.at(-1);
  const search = { limit: PAGE, ...(last === undefined ? {} : { after: last }) };
  const reading = useAnswer('listAccounts', { search });
  return (
    <>
      <PageHead
        title={t({ zh: '账号', en: 'Accounts' })}
        lead={t({ zh: '停用和终止登录立即生效；开设账号、变更角色、恢复使用、重置第二重验证要两名管理员。',
          en: 'A suspension and the end of sessions hold at once; whatever gives rights is done by two.' })}
      >
        {doing === undefined && <button type="button" className="plain" onClick={() => setDoing({ kind: 'add' })}>
          {t({ zh: '开设账号', en: 'Add an account' })}</button>}
      </PageHead>
      {doing !== undefined && <Form doing={doing} onEnd={() => setDoing(undefined)} />}
      <WaitingRoles />
      <Read reading={reading}>{({ items, next }) => (
        <>
          <div className="accounts"><Table items={items} onDo={setDoing} /></div>
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
