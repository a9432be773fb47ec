import { Link } from 'wouter';
import { useWords, type Words } from '../app/language.tsx';
import { instantText } from './dates.ts';
import { DueMark } from './due-mark.tsx';
import { Nothing } from './nothing.tsx';
import { Rows } from './rows.tsx';

type Listed = Readonly<{ id: string; state: string; openedAt: string; dueOn?: string }>;

/** Chooses one state, or all. */
export const StateChoice = <S extends string>({ words, value, choose }: Readonly<{
  words: Readonly<Record<S, Words>>; value: S | undefined; choose: (state: S | undefined) => void;
}>) => {
  const { t } = useWords();
  const states = Object.keys(words).filter((one): one is S => Object.hasOwn(words, one));
  return (
    <select
      aria-label={t({ zh: '办理情况', en: 'State' })} value={value ?? ''} className="plain"
      onChange={({ target }) => choose(states.find((one) => one === target.value))}
    >
      <option value="">{t({ zh: '全部', en: 'all' })}</option>
      {states.map((one) => <option key={one} value={one}>{t(words[one])}</option>)}
    </select>
  );
};

/** What runs out first comes first; then the newest. */
const byUrgency = (one: Listed, other: Listed): number =>
  (one.dueOn ?? '9999').localeCompare(other.dueOn ?? '9999') || other.openedAt.localeCompare(one.openedAt);

/** A page of proceedings, the most urgent first, and the way to the next page; nothing of them is opened for it. */
export const Proceedings = ({ title, items, at, words, next, onNext }: Readonly<{
  title: string; items: readonly Listed[]; at: string; words: Readonly<Record<string, Words>>;
  next?: string | undefined; onNext: (cursor: string) => void;
}>) => {
  const { t } = useWords();
  if (items.length === 0) return <Nothing>{t({ zh: '没有这样的事项。', en: 'There is none.' })}</Nothing>;
  return (
    <>
      <Rows
        caption={title} rows={items.toSorted(byUrgency)} keyOf={({ id }) => id}
        columns={[
          { head: t({ zh: '提出时间', en: 'Opened' }), cell: ({ id, openedAt }) =>
            <Link href={at + id}>{instantText(openedAt)}</Link> },
          { head: t({ zh: '办理情况', en: 'State' }), cell: ({ state }) => t(words[state] ?? { zh: state, en: state }) },
          { head: t({ zh: '期限', en: 'Term' }),
            cell: ({ dueOn }) => (dueOn === undefined ? '—' : <DueMark on={dueOn} />) },
        ]}
      />
      {next !== undefined && (
        <button type="button" className="plain"
          onClick={() => onNext(next)}>{t({ zh: '下一页', en: 'Next page' })}</button>
      )}
    </>
  );
};
