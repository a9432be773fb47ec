import { useEffect, useState } from 'react';
import { useWords } from '../../app/language.tsx';
import type { BodyOf } from '../../api/interface.ts';
import { readFirst } from '../../app/place.ts';
import { Original } from '../../parts/original.tsx';
import { saveBytes } from '../../parts/save-paper.tsx';

type Answer = BodyOf<'discloseInquiry'>;

/** LIMIT: the answer is shown once and stands for three minutes; the letter is what is kept. */
const SHOWN_SECONDS = 180;

/** Text that says who looks and when, behind everything, so that a photograph tells where it came from. */
const Watermark = ({ text }: Readonly<{ text: string }>) => (
  <div className="watermark" aria-hidden="true">
    {Array.from({ length: 24 }, (_one, index) => <span key={index}>{text}</span>)}
  </div>
);

const SECOND = 1_000;

/** Seconds left, by the clock: a window that was put away, or a computer that slept, lets nobody look for longer. */
const useCountdown = (seconds: number): number => {
  const [end] = useState(() => Date.now() + seconds * SECOND);
  const [left, setLeft] = useState(seconds);
  useEffect(() => {
    const count = () => setLeft(Math.max(0, Math.ceil((end - Date.now()) / SECOND)));
    const timer = setInterval(count, SECOND);
    document.addEventListener('visibilitychange', count);
    return () => {
      clearInterval(timer);
      document.removeEventListener('visibilitychange', count);
    };
  }, [end]);
  return left;
};

const EMPTY = {
  yes: {
    zh: '有应当告知的记录；按照许可的限制，不告知内容。',
    en: 'There is a record to tell of; by the limits of the grant, no more is told.',
  },
  narrowed: {
    zh: '在许可的限制之内，没有发现应当告知的记录。限制之外的没有查告，不表示没有。',
    en: 'Nothing to tell of within the limits of the grant. Beyond them nothing was looked at, which does not mean '
      + 'that there is nothing.',
  },
  none: { zh: '在告知范围内，没有发现应当告知的记录。', en: 'Nothing to tell of within what may be told.' },
} as const;

/** The answer in words: a yes without words is said as yes, and a narrowed «none» says where it ends. */
const Said = ({ answer: { lines, found, limits = [] } }: Readonly<{ answer: Answer }>) => {
  const { t } = useWords();
  const empty = found ? EMPTY.yes : limits.length > 0 ? EMPTY.narrowed : EMPTY.none;
  return (
    <>
      {limits.map((line) => <p key={line} className="faint"><Original>{line}</Original></p>)}
      {lines.map((line, index) => <p key={index}><Original>{line}</Original></p>)}
      {lines.length === 0 && <p>{t(empty)}</p>}
    </>
  );
};

/** What the law lets this inquirer see, once: not selectable, under a watermark, gone when the time is over. */
export const Disclosure = ({ answer, close }: Readonly<{ answer: Answer; close: () => void }>) => {
  const { t } = useWords();
  const left = useCountdown(SHOWN_SECONDS);
  useEffect(() => { if (left === 0) close(); }, [left, close]);
  const save = () => saveBytes(Uint8Array.fromBase64(answer.letter), 'document.pdf', 'application/pdf');
  return (
    <section className="sheet disclosure" onCopy={(event) => event.preventDefault()}>
      <Watermark text={answer.watermark} />
      <div className="disclosure-words">
        <p className="due due-today" role="timer">
          {t({ zh: `${left} 秒后关闭`, en: `closes in ${left} s` })}
        </p>
        <h2 ref={readFirst} tabIndex={-1}>{t({ zh: '查询结果', en: 'Result' })}</h2>
        <Said answer={answer} />
        <p className="faint">{t({
          zh: '本结果只显示一次，仅用于申请所写的用途；泄露的依法承担责任。',
          en: 'Shown once, for the purpose of the application alone; whoever leaks it answers for it by law.',
        })}</p>
        <div className="form-acts no-print">
          <button type="button" className="primary" onClick={save}>
            {t({ zh: '保存告知函（PDF）', en: 'Save the letter' })}
          </button>
          <button type="button" className="plain" onClick={close}>{t({ zh: '关闭', en: 'Close' })}</button>
        </div>
      </div>
    </section>
  );
};
