import { useEffect, useRef, useState } from 'react';
import { Link } from 'wouter';
import { useAct } from '../../../api/answers.ts';
import { useWords } from '../../../app/language.tsx';
import { printedCode } from '../../../parts/timeline/case-code.ts';
import { Told } from '../../../parts/told.tsx';
import type { TakenResult } from '../words.ts';
import { type HandedException, handCaseCode } from './handed.ts';

/** Exceptions that ended here: whoever comes back to a document ends none twice. */
const endedHere = new Set<string>();

/** Somebody has proposed to set it aside: to agree is a person's own act, on the page that shows what for. */
const ToDecide = ({ exceptionId }: Readonly<{ exceptionId: string }>) => {
  const { t } = useWords();
  return (
    <p>{t({
      zh: '原来的异常消息已有人提出搁置，请核对后决定：',
      en: 'Somebody has proposed to set the exception aside. Look, and decide: ',
    })}
      <Link href={`/exceptions/${exceptionId}`}>{t({ zh: '查看异常消息', en: 'the exception' })}</Link></p>
  );
};

/** What waited is taken: that the exception is set aside as sent again is proposed at once; another agrees. */
const EndException = ({ exception: { exceptionId, version } }: Readonly<{ exception: HandedException }>) => {
  const { t } = useWords();
  const act = useAct('resolveException');
  const [isEnded, setEnded] = useState(endedHere.has(exceptionId));
  const { run } = act;
  useEffect(() => {
    const call = {
      params: { id: exceptionId }, body: { action: 'reject', reason: 'sentAgain' },
      headers: { 'if-match': `"${version}"` },
    } as const;
    if (endedHere.has(exceptionId)) return;
    endedHere.add(exceptionId);
    void run(call).then(({ ok }) => setEnded(ok));
  }, [run, exceptionId, version]);
  return isEnded
    ? <p>{t({ zh: '已提出按“已另行报送”搁置原来的异常消息，等另一人同意。',
      en: 'That the exception it came from is set aside as sent again is proposed; another person agrees.' })}</p>
    : <Told problem={act.problem} />;
};

/** Somebody told it otherwise before: whoever tells it second learns so at once, and looks at both. */
const Contradicted = ({ ids }: Readonly<{ ids: readonly string[] }>) => {
  const { t } = useWords();
  return (
    <p className="due-today reading-left contradicted">
      {t({
        zh: '与此前报送的内容不一致，两份都已保留；核对、确定之前，都不作依据。',
        en: 'It differs from what was taken in before. Both are kept; neither counts until it is decided.',
      })}
      {ids.map((id, n) => (
        <Link key={id} href={`/exceptions/${id}`}>
          {t({ zh: '查看不同之处', en: 'See what differs' })}{ids.length > 1 && ` ${n + 1}`}
        </Link>
      ))}
    </p>
  );
};

/** What became of what was taken: codes of cases, repetitions, and what waits for a person. */
export const TakenPart = ({ results, exception, isLast, next }: Readonly<{
  results: readonly TakenResult[]; exception: HandedException | undefined; isLast: boolean; next: () => void;
}>) => {
  const { t } = useWords();
  const head = useRef<HTMLHeadingElement>(null);
  useEffect(() => head.current?.focus(), []);
  const codes = [...new Set(results.flatMap((one) => ('caseCode' in one ? [one.caseCode] : [])))];
  const waiting = results.filter(({ outcome }) => outcome === 'exception').length;
  const contradicted = results.flatMap((one) =>
    (one.outcome === 'accepted' && one.exceptionId !== undefined ? [one.exceptionId] : []));
  const isRepeated = results.length > 0 && results.every(({ outcome }) => outcome === 'duplicate');
  return (
    <section className={`sheet outcome ${contradicted.length === 0 ? 'outcome-good' : 'outcome-closed'}`}>
      <h2 tabIndex={-1} ref={head}>{isRepeated ? t({ zh: '此前已经报送', en: 'Taken in before' })
        : t({ zh: '已报送', en: 'Taken in' })}</h2>
      {codes.map((code) => (
        <p key={code}>
          {t({ zh: '一案一码', en: 'Case code' })} <code className="case-code">{printedCode(code)}</code>{' '}
          <Link href="/cases" className="plain no-print" onClick={() => handCaseCode(code)}>
            {t({ zh: '查看案件和封存经过', en: 'Follow the case and its seal' })}
          </Link>
        </p>
      ))}
      {codes.length > 0 && contradicted.length === 0 && <p className="faint">{t({
        zh: '判决生效且应当封存的，系统随即制作并送达封存通知。', en: 'Where it is in force and must be sealed, the orders go out at once.',
      })}</p>}
      {waiting > 0 && (
        <p>{t({ zh: `${waiting} 项待核对：`, en: `${waiting} wait for a person: ` })}
          <Link href="/exceptions">{t({ zh: '异常消息', en: 'exceptions' })}</Link></p>
      )}
      {contradicted.length > 0 && <Contradicted ids={contradicted} />}
      {exception !== undefined && (exception.isProposed
        ? <ToDecide exceptionId={exception.exceptionId} /> : <EndException exception={exception} />)}
      <button type="button" className="primary" onClick={next}>
        {isLast ? t({ zh: '继续录入', en: 'Read more' }) : t({ zh: '下一份文书', en: 'Next document' })}
      </button>
    </section>
  );
};
