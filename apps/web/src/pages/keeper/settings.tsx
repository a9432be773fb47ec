import '../../styles/keeper.css';
import { type ReactNode, useState } from 'react';
import { useWords, type Words } from '../../app/language.tsx';
import { useAnswer } from '../../api/answers.ts';
import type { BodyOf } from '../../api/interface.ts';
import { useSession } from '../../api/session.tsx';
import { PageHead } from '../../parts/page-head.tsx';
import { Read } from '../../parts/read.tsx';
import { Rows } from '../../parts/rows.tsx';
import { Statutes } from '../../parts/statute.tsx';
import { ChangeSetting } from './settings/change-setting.tsx';
import { ChangeHistory, WaitingChanges } from './settings/setting-changes.tsx';
import { nameOfSetting, valueOfSetting } from './settings/setting-words.ts';
import { GROUP_WORDS } from './words.ts';

type Setting = BodyOf<'readPlatformSettings'>['items'][number];
// Keys of a table of ours: the names are the type.
const GROUPS = Object.keys(GROUP_WORDS) as readonly Setting['group'][];

const Value = ({ setting: { value, standard, next } }: Readonly<{ setting: Setting }>) => {
  const { t } = useWords();
  return (
    <span className="found">
      <span className={value === standard ? undefined : 'setting-changed'}>{valueOfSetting(value, t)}</span>
      {value !== standard && <span className="faint">{t({
        zh: `默认：${valueOfSetting(standard, t)}`, en: `standard: ${valueOfSetting(standard, t)}`,
      })}</span>}
      {next !== undefined && <span className="setting-next">{t({
        zh: `${next.from} 起：${valueOfSetting(next.value, t)}`,
        en: `from ${next.from}: ${valueOfSetting(next.value, t)}`,
      })}</span>}
    </span>
  );
};

const Source = ({ setting: { from, changedBy, agreedBy, since } }: Readonly<{ setting: Setting }>) => {
  const { t } = useWords();
  if (from === 'standard') return <>{t({ zh: '默认', en: 'standard' })}</>;
  if (changedBy === undefined) {
    return (
      <span className="found">
        <code>{from}</code><span className="faint">{t({ zh: '谁写的不详', en: 'by whom is unknown' })}</span>
      </span>
    );
  }
  return (
    <span className="found">
      <span>{t({ zh: `${since ?? ''} 起`, en: `since ${since ?? ''}` })}</span>
      <span className="faint">
        {t({ zh: `${changedBy} 提出，${agreedBy ?? ''} 同意`, en: `${changedBy}, with ${agreedBy ?? ''}` })}
      </span>
    </span>
  );
};

type GroupOf = Readonly<{
  group: Setting['group']; items: readonly Setting[]; change?: ((setting: Setting) => void) | undefined;
}>;

/** At a desk every group is open; on a telephone those in which something is not, or will not be, as it came. */
const isUnfolded = (items: readonly Setting[]): boolean =>
  window.matchMedia('(min-width: 761px)').matches || items.some(isChanged);

const isChanged = ({ value, standard, next }: Setting): boolean => value !== standard || next !== undefined;

const Fold = ({ title, items, children }: Readonly<{
  title: string; items: readonly Setting[]; children: ReactNode;
}>) => {
  const { t } = useWords();
  const [chosen, choose] = useState<boolean>();
  const changed = items.filter(isChanged).length;
  return (
    <details
      className="setting-group" open={chosen ?? isUnfolded(items)}
      onToggle={({ currentTarget }) => choose(currentTarget.open)}
    >
      <summary>
        <h2>{title}</h2>
        <span className="faint">{t({ zh: `${items.length} 项`, en: `${items.length}` })}
          {changed > 0 && t({ zh: `，${changed} 项与默认不同`, en: `, ${changed} not as standard` })}</span>
      </summary>
      {children}
    </details>
  );
};

const Group = ({ group, items, change }: GroupOf) => {
  const { t } = useWords();
  const title = t(GROUP_WORDS[group]);
  if (items.length === 0) return null;
  return (
    <Fold title={title} items={items}>
      <Rows
        caption={title} rows={items} keyOf={({ id }) => id}
        columns={[
          { head: t({ zh: '设置', en: 'Setting' }), cell: (one) => (
            <span className="found"><b>{t(nameOfSetting(one))}</b><span className="faint">{one.id}</span></span>
          ) },
          { head: t({ zh: '现为', en: 'Is' }), cell: (one) => <Value setting={one} /> },
          { head: t({ zh: '依据', en: 'Ground' }), cell: ({ cites }) =>
            (cites.length === 0 ? '—' : <Statutes cites={cites} />) },
          { head: t({ zh: '来源', en: 'From' }), cell: (one) => <Source setting={one} /> },
          ...(change === undefined ? [] : [{ head: t({ zh: '办理', en: 'Act' }), cell: (one: Setting) => (
            one.may === undefined ? <span className="faint">{t({ zh: '配置文件', en: 'configuration file' })}</span> : (
              <button
                type="button" className="plain" onClick={() => change(one)}
                aria-label={t({ zh: `提出变更：${t(nameOfSetting(one))}`, en: `Change: ${t(nameOfSetting(one))}` })}
              >{t({ zh: '提出变更', en: 'Change' })}</button>
            )) }]),
        ]}
      />
    </Fold>
  );
};

const LEAD: Words = {
  zh: '法律有不同理解或者没有规定的，本平台怎样设置。变更由系统管理员提出、安全管理员同意，从指定的日期起适用；已经作出的决定不变。建议规则不能在这里变成现行法。',
  en: 'What is set where the law is silent or read in two ways. Two administrators change it from a day on. '
    + 'Decisions already made stay, and no proposal becomes law here.',
};

/** What this platform has set where no text decides: ground, standard, source, and who changed it. */
const Settings = () => {
  const { t } = useWords();
  const { roles } = useSession();
  const reading = useAnswer('readPlatformSettings', {});
  const [chosen, setChosen] = useState<Setting>();
  const change = roles.includes('sysadmin') ? setChosen : undefined;
  return (
    <>
      <PageHead title={t({ zh: '设置', en: 'Settings' })} lead={t(LEAD)} />
      <Read reading={reading}>{({ items }) => (
        <>
          {chosen !== undefined
            && <ChangeSetting key={chosen.id} setting={chosen} onEnd={() => setChosen(undefined)} />}
          <WaitingChanges settings={items} mayDecide={roles.includes('securityAdmin')} />
          {GROUPS.map((group) =>
            <Group key={group} group={group} items={items.filter((one) => one.group === group)} change={change} />)}
          <ChangeHistory settings={items} />
        </>
      )}</Read>
    </>
  );
};

export default Settings;
