import { useState } from 'react';
import { useAct } from '../../../api/answers.ts';
import type { Role } from '../../../api/session.tsx';
import { useWords, type Words } from '../../../app/language.tsx';
import { Field } from '../../../parts/field.tsx';
import { OrganField } from '../../../parts/organ-field.tsx';
import { ACCOUNT_REASONS } from '../act-words.ts';
import { ReasonField } from '../reason-field.tsx';
import { AccountForm } from './account-form.tsx';
import { RoleChecks } from './role-checks.tsx';

type Entered = Readonly<Record<'account' | 'displayName' | 'issuer' | 'subject' | 'identityNumber' | 'sameAs', string>>;

const NOTHING: Entered = { account: '', displayName: '', issuer: '', subject: '', identityNumber: '', sameAs: '' };
const NAME = '[a-z][a-z0-9\\-]{2,63}';

type FieldOf = Readonly<{
  name: keyof Entered; label: Words; hint?: Words; isNeeded?: boolean; pattern?: string; min?: number; max: number;
}>;

const REQUIRED: readonly FieldOf[] = [
  { name: 'account', label: { zh: '账号', en: 'Account' }, isNeeded: true, pattern: NAME, min: 3, max: 64,
    hint: { zh: '3 至 64 个小写字母、数字和连字符；不要用姓名', en: '3 to 64 small letters, digits, hyphens; never a name' } },
  { name: 'displayName', label: { zh: '姓名', en: 'Name' }, isNeeded: true, max: 100,
    hint: { zh: '只存在加密内容里，只有本人登录后看到', en: 'encrypted; seen by the person alone' } },
  { name: 'issuer', label: { zh: '登录服务地址', en: 'Address of the issuer' }, isNeeded: true, pattern: 'https?://.+',
    min: 8, max: 300 },
  { name: 'subject', label: { zh: '在登录服务中的标识', en: 'Subject there' }, isNeeded: true, max: 255 },
];
const OPTIONAL: readonly FieldOf[] = [
  { name: 'identityNumber', label: { zh: '公民身份号码（个人必填）', en: 'Resident number (citizens need one)' },
    pattern: '[0-9]{17}[0-9Xx]', min: 18, max: 18 },
  { name: 'sameAs', label: { zh: '同一人已有的账号（没有不填）', en: 'Another account of this person, if any' },
    pattern: NAME, min: 3, max: 64 },
];

/** What was entered; a field that was left empty is not sent. */
const given = ({ identityNumber, sameAs, account, displayName, issuer, subject }: Entered) => ({
  account, displayName, issuer, subject,
  ...(identityNumber === '' ? {} : { identityNumber: identityNumber.toUpperCase() }),
  ...(sameAs === '' ? {} : { sameAs }),
});

/** A person is added to an organ; nobody signs in under the account before another administrator agreed. */
export const AddAccount = ({ onEnd }: Readonly<{ onEnd: () => void }>) => {
  const { t } = useWords();
  const act = useAct('addAccount');
  const [entered, setEntered] = useState(NOTHING);
  const [organ, setOrgan] = useState('');
  const [roles, setRoles] = useState<readonly Role[]>([]);
  const [reason, setReason] = useState('');
  const add = async () => {
    const answer = await act.run({ body: { ...given(entered), organ, roles, reason } });
    if (answer.ok) onEnd();
  };
  const field = ({ name, label, hint, isNeeded = false, pattern, min, max }: FieldOf) => (
    <Field key={name} label={t(label)} {...(hint === undefined ? {} : { hint: t(hint) })}>{(control) => (
      <input
        {...control} name={name} required={isNeeded} maxLength={max} autoComplete="off" value={entered[name]}
        {...(pattern === undefined ? {} : { pattern })} {...(min === undefined ? {} : { minLength: min })}
        onChange={({ target }) => setEntered({ ...entered, [name]: target.value })}
      />
    )}</Field>
  );
  return (
    <AccountForm
      title={t({ zh: '开设账号', en: 'Add an account' })}
      submit={t({ zh: '提出，等系统管理员同意', en: 'Ask; the system administrator agrees' })}
      isReady={roles.length > 0} act={act} onSubmit={add} onEnd={onEnd}
    >
      <OrganField
        label={t({ zh: '机关', en: 'Organ' })} value={organ} choose={setOrgan}
        hint={t({ zh: '可从列表选，或填 police/530202000000 这样的代码；个人填 none',
          en: 'choose, or write like police/530202000000; none for a citizen' })}
      />
      {REQUIRED.map(field)}
      <RoleChecks chosen={roles} onChange={setRoles} />
      {OPTIONAL.map(field)}
      <ReasonField value={reason} onChange={setReason} prepared={ACCOUNT_REASONS} />
    </AccountForm>
  );
};
