import type { BodyOf } from '../../api/interface.ts';
import { useWords } from '../../app/language.tsx';
import { originalOf } from '../../parts/original.tsx';
import { memberChoice, memberWords } from './member-words.ts';
import { waitingWords } from './refusal-words.ts';

/** What a message says that could not be taken. */
export type Content = BodyOf<'readExceptionContent'>;
type Member = Content['members'][number];

/** Name of a place in the language of the page; of a list, which of it. */
export const usePlaceWords = () => {
  const { t } = useWords();
  return (at: string): string => {
    const words = memberWords(at);
    const [, index] = /\/(\d+)(?:\/[A-Za-z]+)?$/.exec(at) ?? [];
    return (words === undefined ? at.replace(/^\/data\//, '').replaceAll('/', ' › ') : t(words))
      + (index === undefined || index === '0' ? '' : ` ${Number(index) + 1}`);
  };
};

type Editing = Readonly<{
  content: Content; changed: ReadonlyMap<string, string>; change: (at: string, value: string) => void;
}>;

const Control = ({ member: { at, type, value }, held, id, isWrong, change }: Readonly<{
  member: Member; held: string; id: string; isWrong: boolean; change: (value: string) => void;
}>) => {
  const { t } = useWords();
  const choice = memberChoice(at, type, value);
  const marked = isWrong ? { 'aria-describedby': `${id}-why`, 'aria-invalid': true as const } : {};
  if (choice === undefined) {
    return <input
      id={id} value={held} autoComplete="off" spellCheck={false} {...originalOf(held)} {...marked}
      onChange={({ target }) => change(target.value)}
    />;
  }
  return (
    <select id={id} value={held} {...marked} onChange={({ target }) => change(target.value)}>
      <option value="">{t({ zh: '不明', en: 'unknown' })}</option>
      {Object.entries(choice).map(([one, words]) => <option key={one} value={one}>{t(words)}</option>)}
    </select>
  );
};

const One = ({ member, content, changed, change }: Editing & Readonly<{ member: Member }>) => {
  const { t } = useWords();
  const placeWords = usePlaceWords();
  const { at, value } = member;
  const reason = content.reasons.find((one) => one.at === at)?.code;
  const id = `member${at}`;
  return (
    <div className={reason === undefined ? 'field' : 'field member-wrong'}>
      <label htmlFor={id}>{placeWords(at)}</label>
      <Control
        member={member} held={changed.get(at) ?? value} id={id} isWrong={reason !== undefined}
        change={(next) => change(at, next)}
      />
      {reason !== undefined && (
        <p className="told" id={`${id}-why`}>{t(waitingWords(reason, content.from))}</p>
      )}
    </div>
  );
};

/** Members that are asked for: those missing, where the input has a place for them, and those that are there. */
const membersOf = ({ from, members, reasons }: Content): readonly Member[] => {
  const isKnown = (at: string): boolean => members.some((one) => one.at === at);
  const missing = reasons.filter(({ at }, i) =>
    at.startsWith('/') && !isKnown(at) && !(from === 'row' && at.startsWith('/data/'))
    && reasons.findIndex((one) => one.at === at) === i);
  return [...missing.map(({ at }) => ({ at, type: 'text' as const, value: '' })), ...members];
};

/**
 * What the message says, member by member: what is wrong first and marked, then the rest; any can be corrected.
 * What only machines read stands folded at the end.
 */
export const Members = (editing: Editing) => {
  const { t } = useWords();
  const { content } = editing;
  const isWrong = ({ at }: Member): boolean => content.reasons.some((one) => one.at === at);
  const all = membersOf(content).toSorted((a, b) => Number(isWrong(b)) - Number(isWrong(a)));
  const isRead = (one: Member): boolean => isWrong(one) || memberWords(one.at) !== undefined;
  const rest = all.filter((one) => !isRead(one));
  return (
    <>
      <div className="members">
        {all.filter(isRead).map((member) => <One key={member.at} member={member} {...editing} />)}
      </div>
      {rest.length > 0 && (
        <details className="reading-rest">
          <summary>{t({ zh: `技术项 ${rest.length} 个`, en: `${rest.length} for the machine` })}</summary>
          <div className="members">{rest.map((member) => <One key={member.at} member={member} {...editing} />)}</div>
        </details>
      )}
    </>
  );
};

/** What is wrong and has no field of its own here: cells, documents, and places the input has no room for. */
export const Reasons = ({ content }: Readonly<{ content: Content }>) => {
  const { t } = useWords();
  const placeWords = usePlaceWords();
  const { from, reasons } = content;
  const shown = from === 'cells' || from === 'document' ? reasons : reasons.filter(({ at }) =>
    !at.startsWith('/') || (from === 'row' && at.startsWith('/data/')));
  const told = shown.filter(({ code }) => code !== 'READING_DOUBTFUL');
  if (told.length === 0) return null;
  const isNamed = (at: string): boolean => at !== '' && (from === 'cells' || memberWords(at) !== undefined);
  return (
    <ul className="sheet reasons">{told.map(({ code, at }) => (
      <li key={code + at}>
        {isNamed(at) && <><b lang="zh-CN">{from === 'cells' ? at : placeWords(at)}</b>{t({ zh: '：', en: ': ' })}</>}
        {t(waitingWords(code, from))}
      </li>
    ))}</ul>
  );
};
