import { useState } from 'react';
import { useAct } from '../../../api/answers.ts';
import type { BodyOf } from '../../../api/interface.ts';
import { useWords } from '../../../app/language.tsx';
import { ROLE_WORDS } from '../../../app/role-words.ts';
import { ACCOUNT_REASONS } from '../act-words.ts';
import { ReasonField } from '../reason-field.tsx';
import { AccountForm } from './account-form.tsx';
import { RoleChecks } from './role-checks.tsx';

/** An account of the directory. */
export type Account = BodyOf<'listAccounts'>['items'][number];

type Of = Readonly<{ account: Account; onEnd: () => void }>;

const sameRoles = (one: readonly string[], other: readonly string[]): boolean =>
  one.toSorted().join(' ') === other.toSorted().join(' ');

/** Other roles are asked for; an account that is suspended is used again in the same way. */
export const ChangeRoles = ({ account: { account, roles: held, state }, onEnd }: Of) => {
  const { t, list } = useWords();
  const act = useAct('askRoleChange');
  const [roles, setRoles] = useState<Account['roles']>(held);
  const [reason, setReason] = useState('');
  const isActive = state === 'active';
  const ask = async () => {
    const answer = await act.run({ body: { account, roles, reason } });
    if (answer.ok) onEnd();
  };
  return (
    <AccountForm
      title={<>{isActive ? t({ zh: '变更角色', en: 'Other roles' }) : t({ zh: '恢复使用', en: 'Use again' })}
        {t({ zh: '：', en: ': ' })}<code>{account}</code></>}
      submit={t({ zh: '提出，等系统管理员同意', en: 'Ask; the system administrator agrees' })}
      isReady={roles.length > 0 && !(isActive && sameRoles(roles, held))} act={act} onSubmit={ask} onEnd={onEnd}
    >
      <p className="faint">{isActive ? t({ zh: '现有：', en: 'Now: ' }) : t({ zh: '停用前：', en: 'Before: ' })}
        {list(held.map((role) => t(ROLE_WORDS[role])))}</p>
      <RoleChecks chosen={roles} onChange={setRoles} />
      <ReasonField value={reason} onChange={setReason} prepared={ACCOUNT_REASONS} />
    </AccountForm>
  );
};

/** Suspends at once: taking rights away waits for nobody. */
export const SuspendAccount = ({ account: { account }, onEnd }: Of) => {
  const { t } = useWords();
  const act = useAct('suspendAccount');
  const [reason, setReason] = useState('');
  const suspend = async () => {
    const answer = await act.run({ body: { account, reason } });
    if (answer.ok) onEnd();
  };
  return (
    <AccountForm
      title={<>{t({ zh: '停用账号：', en: 'Suspend: ' })}<code>{account}</code></>}
      submit={t({ zh: '立即停用', en: 'Suspend now' })} isReady act={act} onSubmit={suspend} onEnd={onEnd}
    >
      <p className="faint">{t({ zh: '立即生效，其登录全部终止；恢复使用要另一名管理员同意。',
        en: 'At once, with all its sessions; to be used again, another administrator has to agree.' })}</p>
      <ReasonField value={reason} onChange={setReason} prepared={ACCOUNT_REASONS} />
    </AccountForm>
  );
};
