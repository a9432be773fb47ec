import '../../styles/keeper.css';
import { useState } from 'react';
import { useAnswer } from '../../api/answers.ts';
import type { BodyOf } from '../../api/interface.ts';
import { useWords } from '../../app/language.tsx';
import { daysSince, entryOf, foundOrgans } from './directory/find-organs.ts';
import { Field } from '../../parts/field.tsx';
import { Nothing } from '../../parts/nothing.tsx';
import { organWords } from '../../parts/organ-words.ts';
import { Original } from '../../parts/original.tsx';
import { PageHead } from '../../parts/page-head.tsx';
import { Read } from '../../parts/read.tsx';
import { Rows } from '../../parts/rows.tsx';

type Entry = BodyOf<'readOrganDirectory'>['items'][number];
type Of = Readonly<{ items: readonly Entry[] }>;

/** LIMIT: organs shown at once; more by a press, so that ten thousand are as quick as ten. */
const STEP = 100;

const Keys = ({ entry: { keys, address } }: Readonly<{ entry: Entry }>) => {
  const { t } = useWords();
  if (keys.length === 0) {
    return <span className="faint">{address === undefined ? '—' : t({ zh: '没有公钥', en: 'no key' })}</span>;
  }
  return (
    <span className="found">{keys.map(({ keyId, since }) => {
      const days = daysSince(since, Date.now());
      return (
        <span key={keyId} className="found"><code>{keyId}</code><span className="faint">{days === undefined
          ? t({ zh: '启用日没有写明', en: 'its first day is not told' })
          : t({ zh: `${since ?? ''} 启用，${days} 天`, en: `since ${since ?? ''}, ${days} days` })}</span></span>
      );
    })}</span>
  );
};

const Table = ({ items, all }: Of & Readonly<{ all: readonly Entry[] }>) => {
  const { t } = useWords();
  const nameOf = (organ: string | undefined) => {
    const found = organ === undefined ? undefined : entryOf(all, organ);
    if (organ === undefined) return '—';
    return found?.name === undefined ? t(organWords(organ)) : <Original>{found.name}</Original>;
  };
  const title = t({ zh: '机关', en: 'Organs' });
  return (
    <Rows
      caption={title} rows={items} keyOf={({ organ }) => organ}
      columns={[
        { head: t({ zh: '机关', en: 'Organ' }), cell: ({ organ }) =>
          <span className="found"><b>{nameOf(organ)}</b><code>{organ}</code></span> },
        { head: t({ zh: '交换地址', en: 'Address of the exchange' }), cell: ({ address }) => (address === undefined
          ? <span className="faint">{t({ zh: '没有登记：消息送不到', en: 'none: no message reaches it' })}</span>
          : <code>{address}</code>) },
        { head: t({ zh: '签名公钥', en: 'Keys' }), cell: (entry) => <Keys entry={entry} /> },
        { head: t({ zh: '上级', en: 'Above' }), cell: ({ superior }) => nameOf(superior) },
        { head: t({ zh: '监督的检察院', en: 'Supervised by' }), cell: ({ supervisor }) => nameOf(supervisor) },
      ]}
    />
  );
};

const Directory = ({ items }: Of) => {
  const { t } = useWords();
  const [wanted, setWanted] = useState('');
  const [shown, setShown] = useState(STEP);
  const found = foundOrgans(items, wanted);
  const rest = found.length - shown;
  return (
    <>
      <div className="sheet form"><Field
        label={t({ zh: '查找', en: 'Search' })}
        hint={t({ zh: `名称、代码或者地址；共 ${items.length} 个机关，找到 ${found.length} 个`,
          en: `name, code or address; ${found.length} of ${items.length} organs` })}
      >{(control) => (
        <input
          {...control} type="search" name="search" value={wanted} maxLength={80} autoComplete="off"
          onChange={({ target }) => { setWanted(target.value); setShown(STEP); }}
        />
      )}</Field></div>
      {found.length === 0 ? <Nothing>{items.length === 0
        ? t({ zh: '还没有登记机关：写在服务的配置文件中。', en: 'No organ is registered: they stand in the configuration.' })
        : t({ zh: '没有找到，请换一个名称或者代码。', en: 'None found; try another name or code.' })}</Nothing>
        : <Table items={found.slice(0, shown)} all={items} />}
      {rest > 0 && (
        <button type="button" className="plain" onClick={() => setShown(shown + STEP)}>
          {t({ zh: `再显示一些（还有 ${rest} 个）`, en: `Show more (${rest} left)` })}
        </button>
      )}
    </>
  );
};

/** Every organ this platform knows: where its messages go, by which keys it signs, who stands above it. */
const DirectoryPage = () => {
  const { t } = useWords();
  const reading = useAnswer('readOrganDirectory', {});
  return (
    <>
      <PageHead
        title={t({ zh: '机关目录', en: 'Directory of organs' })}
        lead={t({ zh: '名称、代码、交换地址、签名公钥、上级和监督的检察院。在服务的配置文件中登记；这里只看。',
          en: 'Registered in the configuration of the service; to look at alone.' })}
      />
      <Read reading={reading}>{({ items }) => <Directory items={items} />}</Read>
    </>
  );
};

export default DirectoryPage;
