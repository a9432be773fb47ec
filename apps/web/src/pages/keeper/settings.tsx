import '../../styles/keeper.css';
import { useWords, type Words } from '../../app/language.tsx';
import { useAnswer } from '../../api/answers.ts';
import type { BodyOf } from '../../api/interface.ts';
import { PageHead } from '../../parts/page-head.tsx';
import { Read } from '../../parts/read.tsx';
import { Rows } from '../../parts/rows.tsx';
import { Statutes } from '../../parts/statute.tsx';
import { TERM_WORDS } from './term-words.ts';
import { GROUP_WORDS, OPTION_WORDS } from './words.ts';

type Setting = BodyOf<'readPlatformSettings'>['items'][number];
// Keys of a table of ours: the names are the type.
const GROUPS = Object.keys(GROUP_WORDS) as readonly Setting['group'][];

const valueWords = (value: string, t: (words: Words) => string): string => {
  const words = OPTION_WORDS[value];
  return words === undefined ? value : t(words);
};

const Value = ({ setting: { value, standard } }: Readonly<{ setting: Setting }>) => {
  const { t } = useWords();
  return (
    <span className="found">
      <span className={value === standard ? undefined : 'setting-changed'}>{valueWords(value, t)}</span>
      {value !== standard && <span className="faint">{t({
        zh: `默认：${valueWords(standard, t)}`, en: `standard: ${valueWords(standard, t)}`,
      })}</span>}
    </span>
  );
};

const Group = ({ group, items }: Readonly<{ group: Setting['group']; items: readonly Setting[] }>) => {
  const { t } = useWords();
  const title = t(GROUP_WORDS[group]);
  if (items.length === 0) return null;
  return (
    <section>
      <h2>{title}</h2>
      <Rows
        caption={title} rows={items} keyOf={({ id }) => id}
        columns={[
          { head: t({ zh: '设置', en: 'Setting' }), cell: (one) => (
            <span className="found">
              <b>{t(TERM_WORDS[one.id] ?? one.title)}</b><span className="faint">{one.id}</span>
            </span>
          ) },
          { head: t({ zh: '现为', en: 'Is' }), cell: (one) => <Value setting={one} /> },
          { head: t({ zh: '依据', en: 'Ground' }), cell: ({ cites }) =>
            (cites.length === 0 ? '—' : <Statutes cites={cites} />) },
          { head: t({ zh: '来源', en: 'From' }), cell: ({ from }) =>
            (from === 'standard' ? t({ zh: '默认', en: 'standard' }) : <code>{from}</code>) },
          { head: t({ zh: '最后修改', en: 'Changed by' }), cell: ({ changedBy }) =>
            changedBy ?? t({ zh: '不详', en: 'unknown' }) },
        ]}
      />
    </section>
  );
};

/** What this platform has set where no text decides, with ground, standard and source. */
const Settings = () => {
  const { t } = useWords();
  const reading = useAnswer('readPlatformSettings', {});
  return (
    <>
      <PageHead
        title={t({ zh: '设置', en: 'Settings' })}
        lead={t({ zh: '法律有不同理解或者没有规定的，本平台怎样设置。设置在文件里，谁改的本平台不知道，如实写“不详”。',
          en: 'What is set where the law is silent or read in two ways. Who changed a file is not known here.' })}
      />
      <Read reading={reading}>{({ items }) => (
        <>{GROUPS.map((group) =>
          <Group key={group} group={group} items={items.filter((one) => one.group === group)} />)}</>
      )}</Read>
    </>
  );
};

export default Settings;
