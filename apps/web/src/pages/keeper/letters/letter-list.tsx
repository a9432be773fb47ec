import { useWords } from '../../../app/language.tsx';
import type { BodyOf } from '../../../api/interface.ts';
import { instantText } from '../../../parts/dates.ts';
import { OrganName } from '../../../parts/organ-name.tsx';
import { Original } from '../../../parts/original.tsx';
import { Rows } from '../../../parts/rows.tsx';
import { codeWords, kindWords } from './letter-words.ts';

/** A message that was given up. */
export type Letter = BodyOf<'listDeadLetters'>['items'][number];

/** What is chosen, and how that changes; absent where nobody may do anything. */
export type Choosing = Readonly<{ chosen: readonly string[]; choose: (ids: readonly string[]) => void }>;

const WhyAside = ({ rest }: Readonly<{ rest: Letter['rest'] }>) => {
  const { t } = useWords();
  if (rest === undefined) {
    return <span className="faint">{t({ zh: '没有记下（升级以前搁置的）',
      en: 'not kept (set aside before an upgrade)' })}</span>;
  }
  return (
    <span className="found">
      <Original>{rest.reason}</Original>
      <span className="faint"><code>{rest.by}</code> {instantText(rest.at)}</span>
    </span>
  );
};

/** Messages that were given up: to whom, since when, why, how often they were tried; never what they say. */
export const LetterList = ({ title, items, choosing, isResting }: Readonly<{
  title: string; items: readonly Letter[]; choosing: Choosing | undefined; isResting: boolean;
}>) => {
  const { t } = useWords();
  const choice = choosing === undefined ? [] : [{
    head: t({ zh: '选', en: 'Choose' }), cell: ({ id, createdAt }: Letter) => (
      <label className="letter-choice">
        <input
          type="checkbox" name="letter" checked={choosing.chosen.includes(id)}
          onChange={({ target }) => choosing.choose(
            target.checked ? [...choosing.chosen, id] : choosing.chosen.filter((one) => one !== id))}
        />
        <span className="hidden-words">{t({
          zh: `${instantText(createdAt)} 的消息`, en: `the message of ${instantText(createdAt)}`,
        })}</span>
      </label>
    ) }];
  return (
    <Rows
      caption={title} rows={items} keyOf={({ id }) => id}
      columns={[
        ...choice,
        { head: t({ zh: '收件机关', en: 'Recipient' }), cell: ({ recipient }) => <OrganName organ={recipient} /> },
        { head: t({ zh: '种类', en: 'Kind' }), cell: ({ kind }) => {
          const words = kindWords(kind);
          return words === undefined ? <code>{kind}</code> : t(words);
        } },
        { head: t({ zh: '写成', en: 'Written' }), cell: ({ createdAt }) => instantText(createdAt) },
        { head: t({ zh: '停发', en: 'Given up' }), cell: ({ failedAt }) => instantText(failedAt) },
        { head: t({ zh: '原因', en: 'Why' }), cell: ({ code }) => t(codeWords(code)) },
        ...(isResting ? [{ head: t({ zh: '为什么搁置', en: 'Set aside because' }),
          cell: ({ rest }: Letter) => <WhyAside rest={rest} /> }] : []),
        { head: t({ zh: '试过', en: 'Tries' }), cell: ({ attempts }) => attempts, isNumber: true },
      ]}
    />
  );
};
