import { useWords, type Words } from '../../../app/language.tsx';
import type { BodyOf } from '../../../api/interface.ts';
import { civilToday, daysBetween, instantText } from '../../../parts/dates.ts';
import { Rows } from '../../../parts/rows.tsx';
import { SUITE_WORDS, TREE_WORDS } from '../words.ts';

type Keys = BodyOf<'readKeys'>;
type Tree = Keys['trees'][number];
type Epoch = Tree['epochs'][number];

const PLACES: Readonly<Record<Keys['store'], Words>> = {
  file: { zh: '文件（在数据目录之外）', en: 'a file outside of the data directory' },
  token: { zh: '密码模块（PKCS#11）', en: 'a cryptographic module (PKCS#11)' },
  memory: { zh: '内存（仅供演示）', en: 'memory, for demonstration alone' },
};

const useAge = () => {
  const { t } = useWords();
  return ({ createdAt }: Epoch, termDays: number): string => {
    const days = daysBetween(civilToday(Date.parse(createdAt)), civilToday());
    return t({ zh: `第 ${days} 天 / ${termDays} 天`, en: `day ${days} of ${termDays}` });
  };
};

/** A side of the wall: its epochs, oldest first, with what hangs from each. */
export const Trees = ({ keys: { trees, termDays } }: Readonly<{ keys: Keys }>) => {
  const { t } = useWords();
  const age = useAge();
  const rows = trees.flatMap(({ tree, epochs }) => epochs.map((epoch) => ({ tree, epoch })));
  const title = t({ zh: '密钥期', en: 'Key epochs' });
  const stateOf = ({ retiredAt, isDue }: Epoch): string => {
    if (retiredAt !== undefined) return `○ ${t({ zh: '已停用，待销毁', en: 'retired, to be destroyed' })}`;
    return isDue ? t({ zh: '! 到期，请轮换', en: '! due: rotate' }) : t({ zh: '● 在用', en: '● in use' });
  };
  return (
    <section>
      <h2>{title}</h2>
      <Rows
        caption={title} rows={rows} keyOf={({ tree, epoch }) => tree + epoch.createdAt}
        columns={[
          { head: t({ zh: '侧', en: 'Side' }), cell: ({ tree }) => t(TREE_WORDS[tree]) },
          { head: t({ zh: '状态', en: 'State' }), cell: ({ epoch }) => stateOf(epoch) },
          { head: t({ zh: '启用', en: 'Since' }), cell: ({ epoch }) => instantText(epoch.createdAt) },
          { head: t({ zh: '已用', en: 'Age' }), cell: ({ epoch }) => age(epoch, termDays) },
          { head: t({ zh: '应轮换', en: 'Due' }), cell: ({ epoch }) =>
            (epoch.retiredAt === undefined ? civilToday(Date.parse(epoch.dueAt)) : '—') },
          { head: t({ zh: '其下记录密钥', en: 'Record keys under it' }), isNumber: true,
            cell: ({ epoch }) => epoch.rows.toLocaleString('en-US') },
          { head: t({ zh: '算法', en: 'Suite' }), cell: ({ epoch }) => t(SUITE_WORDS[epoch.suite]) },
        ]}
      />
    </section>
  );
};

/** Where the roots are, and what waits there. */
export const KeyPlaces = ({ keys: { store, suites, idleRoots, trees } }: Readonly<{ keys: Keys }>) => {
  const { t } = useWords();
  const erasures = trees.reduce((sum, { erasuresWaiting }) => sum + erasuresWaiting, 0);
  return (
    <section className="sheet">
      <h2>{t({ zh: '保管', en: 'Custody' })}</h2>
      <dl className="facts">
        <dt>{t({ zh: '根密钥在', en: 'Roots are in' })}</dt><dd>{t(PLACES[store])}</dd>
        <dt>{t({ zh: '可用算法', en: 'Suites it offers' })}</dt>
        <dd>{suites.map((suite) => t(SUITE_WORDS[suite])).join('、')}</dd>
        <dt>{t({ zh: '闲置的根密钥', en: 'Roots nothing hangs from' })}</dt><dd>{idleRoots}</dd>
        <dt>{t({ zh: '待销毁的擦除密钥', en: 'Erasures that wait' })}</dt><dd>{erasures}</dd>
      </dl>
    </section>
  );
};
