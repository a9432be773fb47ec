import { useAnswer } from '../../../api/answers.ts';
import { useSession } from '../../../api/session.tsx';
import { useWords } from '../../../app/language.tsx';
import { ROLE_WORDS } from '../../../app/role-words.ts';
import { instantText } from '../../../parts/dates.ts';
import { OrganName } from '../../../parts/organ-name.tsx';
import { Original } from '../../../parts/original.tsx';
import { Read } from '../../../parts/read.tsx';
import { Rows } from '../../../parts/rows.tsx';
import { ACT_STATE_WORDS, type KeeperAct } from '../act-words.ts';
import { DecideAct } from '../decide-act.tsx';

type Of = Readonly<{ act: KeeperAct }>;

/** From which roles to which; none before: suspended or new; none after: suspended. */
const Roles = ({ act: { kind, account } }: Of) => {
  const { t, list } = useWords();
  const named = (roles: NonNullable<KeeperAct['account']>['before']): string =>
    (roles.length === 0 ? t({ zh: '停用', en: 'suspended' }) : list(roles.map((role) => t(ROLE_WORDS[role]))));
  if (account === undefined) return <>—</>;
  if (kind === 'suspension') return <b>{t({ zh: '停用', en: 'suspended' })}</b>;
  return <span>{named(account.before)} → <b>{named(account.after)}</b></span>;
};

const Who = ({ act: { account } }: Of) => (account === undefined ? <>—</> : (
  <span className="found">
    <code>{account.account}</code>
    {account.organ !== 'none' && <span className="faint"><OrganName organ={account.organ} /></span>}
  </span>
));

const Waiting = ({ act, mayDecide }: Of & Readonly<{ mayDecide: boolean }>) => {
  const { t } = useWords();
  return (
    <section className="sheet outcome">
      <h2>{t({ zh: '账号变更等待同意', en: 'A change of an account waits for agreement' })}</h2>
      <dl className="facts">
        <dt>{t({ zh: '账号', en: 'Account' })}</dt><dd><Who act={act} /></dd>
        <dt>{t({ zh: '角色', en: 'Roles' })}</dt><dd><Roles act={act} /></dd>
        <dt>{t({ zh: '提出', en: 'Asked' })}</dt><dd><code>{act.askedBy}</code> {instantText(act.askedAt)}</dd>
        <dt>{t({ zh: '理由', en: 'Reason' })}</dt><dd><Original>{act.reason}</Original></dd>
      </dl>
      {mayDecide ? <DecideAct actId={act.id} agreement="agreeRoleChange" refusal="refuseRoleChange" />
        : <p className="faint">{t({
          zh: `由系统管理员在 ${instantText(act.endsAt)} 前同意；提出的人和账号本人都不能同意。`,
          en: `The system administrator agrees until ${instantText(act.endsAt)}; `
            + 'neither who asked nor whose account it is.',
        })}</p>}
    </section>
  );
};

/** What waits for another administrator; nothing where nothing waits. */
export const WaitingRoles = () => {
  const { roles } = useSession();
  const reading = useAnswer('listRoleChanges', {});
  if (reading.state !== 'there') return null;
  return (
    <>{reading.body.items.filter(({ state }) => state === 'asked').map((act) =>
      <Waiting key={act.id} act={act} mayDecide={roles.includes('sysadmin')} />)}</>
  );
};

const Table = ({ items }: Readonly<{ items: readonly KeeperAct[] }>) => {
  const { t } = useWords();
  const title = t({ zh: '账号变更记录', en: 'History of accounts' });
  return (
    <section>
      <h2>{title}</h2>
      {items.length === 0 ? <p className="faint">{t({ zh: '还没有变更过。', en: 'Nothing was changed yet.' })}</p> : (
        <Rows
          caption={title} rows={items} keyOf={({ id }) => id}
          columns={[
            { head: t({ zh: '账号', en: 'Account' }), cell: (act) => <Who act={act} /> },
            { head: t({ zh: '变更', en: 'Change' }), cell: (act) => <Roles act={act} /> },
            { head: t({ zh: '提出', en: 'Asked' }), cell: ({ askedAt, askedBy }) =>
              <span className="found">{instantText(askedAt)}<code>{askedBy}</code></span> },
            { head: t({ zh: '决定', en: 'Decided' }), cell: ({ decidedAt, decidedBy }) => (decidedAt === undefined ? '—'
              : <span className="found">{instantText(decidedAt)}<code>{decidedBy}</code></span>) },
            { head: t({ zh: '理由', en: 'Reason' }), cell: ({ reason }) => <Original>{reason}</Original> },
            { head: t({ zh: '情况', en: 'State' }), cell: ({ state }) => t(ACT_STATE_WORDS[state]) },
          ]}
        />
      )}
    </section>
  );
};

/** Accounts added, roles given and taken, suspensions: who asked, who agreed, when and why. */
export const RoleHistory = () => {
  const reading = useAnswer('listRoleChanges', {});
  return <Read reading={reading}>{({ items }) => <Table items={items} />}</Read>;
};
