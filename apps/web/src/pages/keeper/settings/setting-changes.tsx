import { useWords, type Words } from '../../../app/language.tsx';
import { useAnswer } from '../../../api/answers.ts';
import { instantText } from '../../../parts/dates.ts';
import { Original } from '../../../parts/original.tsx';
import { Read } from '../../../parts/read.tsx';
import { Rows } from '../../../parts/rows.tsx';
import { ACT_STATE_WORDS, type KeeperAct } from '../act-words.ts';
import { DecideAct } from '../decide-act.tsx';
import { nameOfSetting, type Setting, valueOfSetting } from './setting-words.ts';

type Of = Readonly<{ settings: readonly Setting[] }>;

const useName = ({ settings }: Of) => {
  const { t } = useWords();
  return (id: string): string => {
    const known = settings.find((one) => one.id === id);
    return known === undefined ? id : t(nameOfSetting(known));
  };
};

const Change = ({ setting, before, after, name }: Readonly<{
  setting: string; before: string; after: string; name: (id: string) => string;
}>) => {
  const { t } = useWords();
  return (
    <span className="found">
      <b>{name(setting)}</b>
      <span>{valueOfSetting(before, t)} → <b>{valueOfSetting(after, t)}</b></span>
    </span>
  );
};

/** What waits for the security administrator. */
const Waiting = ({ act, settings, mayDecide }: Of & Readonly<{ act: KeeperAct; mayDecide: boolean }>) => {
  const { t } = useWords();
  const name = useName({ settings });
  const { setting } = act;
  if (setting === undefined) return null;
  return (
    <section className="sheet outcome">
      <h2>{t({ zh: '设置变更等待同意', en: 'A change waits for agreement' })}</h2>
      <dl className="facts">
        <dt>{t({ zh: '变更', en: 'Change' })}</dt><dd><Change {...setting} name={name} /></dd>
        <dt>{t({ zh: '适用', en: 'Holds' })}</dt><dd>{t({ zh: `${setting.from} 起`, en: `from ${setting.from}` })}</dd>
        <dt>{t({ zh: '提出', en: 'Proposed' })}</dt><dd><code>{act.askedBy}</code> {instantText(act.askedAt)}</dd>
        <dt>{t({ zh: '理由', en: 'Reason' })}</dt><dd><Original>{act.reason}</Original></dd>
      </dl>
      {mayDecide ? <DecideAct actId={act.id} agreement="agreeSettingChange" refusal="refuseSettingChange" />
        : <p className="faint">{t({ zh: '由安全管理员在适用日以前同意；提出的人不能自己同意。',
          en: 'The security administrator agrees before that day; whoever proposed cannot.' })}</p>}
    </section>
  );
};

const OUTSIDE: Words = { zh: '! 在平台之外改动配置文件', en: '! the configuration file was changed outside' };

const What = ({ act, name }: Readonly<{ act: KeeperAct; name: (id: string) => string }>) => {
  const { t } = useWords();
  const { setting, outside } = act;
  if (setting !== undefined) return <Change {...setting} name={name} />;
  if (outside === undefined) return <>—</>;
  return (
    <span className="found">
      <b className="setting-changed">{t(OUTSIDE)}</b>
      {outside.changes.length === 0 && <span>{t({ zh: '没有改动设置', en: 'no setting changed' })}</span>}
      {outside.changes.map((one) => <Change key={one.setting} {...one} name={name} />)}
    </span>
  );
};

const Who = ({ act: { kind, askedBy, askedAt, decidedBy, decidedAt, outside } }: Readonly<{ act: KeeperAct }>) => {
  const { t } = useWords();
  if (kind === 'changedOutside') {
    const [since, until] = [outside?.since, outside?.until].map((at) => (at === undefined ? '' : instantText(at)));
    return (
      <span className="found">
        <span>{t({ zh: '何人不详', en: 'by whom is unknown' })}</span>
        <span className="faint">{t({
          zh: `在 ${since} 与 ${until} 两次启动之间`, en: `between the starts of ${since} and ${until}`,
        })}</span>
      </span>
    );
  }
  return (
    <span className="found">
      <span><code>{askedBy}</code> {instantText(askedAt)}</span>
      {decidedBy !== undefined && decidedAt !== undefined
        && <span><code>{decidedBy}</code> {instantText(decidedAt)}</span>}
    </span>
  );
};

const Table = ({ items, settings }: Of & Readonly<{ items: readonly KeeperAct[] }>) => {
  const { t } = useWords();
  const name = useName({ settings });
  const title = t({ zh: '变更记录', en: 'History of changes' });
  return (
    <section>
      <h2>{title}</h2>
      {items.length === 0 ? <p className="faint">{t({ zh: '还没有变更过。', en: 'Nothing was changed yet.' })}</p> : (
        <Rows
          caption={title} rows={items} keyOf={({ id }) => id}
          columns={[
            { head: t({ zh: '变更', en: 'Change' }), cell: (act) => <What act={act} name={name} /> },
            { head: t({ zh: '适用', en: 'Holds from' }), cell: ({ setting }) => setting?.from ?? '—' },
            { head: t({ zh: '提出、决定', en: 'Proposed, decided' }), cell: (act) => <Who act={act} /> },
            { head: t({ zh: '理由', en: 'Reason' }),
              cell: ({ reason }) => (reason === '' ? '—' : <Original>{reason}</Original>) },
            { head: t({ zh: '情况', en: 'State' }), cell: ({ state }) => t(ACT_STATE_WORDS[state]) },
          ]}
        />
      )}
    </section>
  );
};

/** Changes that wait for the security administrator. */
export const WaitingChanges = ({ settings, mayDecide }: Of & Readonly<{ mayDecide: boolean }>) => {
  const reading = useAnswer('listSettingChanges', {});
  if (reading.state !== 'there') return null;
  return (
    <>{reading.body.items.filter(({ state }) => state === 'asked').map((act) =>
      <Waiting key={act.id} act={act} settings={settings} mayDecide={mayDecide} />)}</>
  );
};

/** Who changed what, when and why. */
export const ChangeHistory = ({ settings }: Of) => {
  const reading = useAnswer('listSettingChanges', {});
  return <Read reading={reading}>{({ items }) => <Table items={items} settings={settings} />}</Read>;
};
