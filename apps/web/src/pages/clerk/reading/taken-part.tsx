import { useEffect, useRef } from 'react';
import { Link } from 'wouter';
import { useWords } from '../../../app/language.tsx';
import { printedCode } from '../../../parts/timeline/case-code.ts';
import type { TakenResult } from '../words.ts';
import { handCaseCode } from './handed.ts';

/** What became of what was taken: codes of cases, repetitions, and what waits for a person. */
export const TakenPart = ({ results, next }: Readonly<{ results: readonly TakenResult[]; next: () => void }>) => {
  const { t } = useWords();
  const head = useRef<HTMLHeadingElement>(null);
  useEffect(() => head.current?.focus(), []);
  const codes = [...new Set(results.flatMap((one) => ('caseCode' in one ? [one.caseCode] : [])))];
  const waiting = results.filter(({ outcome }) => outcome === 'exception').length;
  const isRepeated = results.length > 0 && results.every(({ outcome }) => outcome === 'duplicate');
  return (
    <section className="sheet outcome outcome-good">
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
      {codes.length > 0 && <p className="faint">{t({
        zh: '判决生效且应当封存的，系统随即制作并送达封存通知。', en: 'Where it is in force and must be sealed, the orders go out at once.',
      })}</p>}
      {waiting > 0 && (
        <p>{t({ zh: `${waiting} 项待核对：`, en: `${waiting} wait for a person: ` })}
          <Link href="/exceptions">{t({ zh: '异常消息', en: 'exceptions' })}</Link></p>
      )}
      <button type="button" className="primary" onClick={next}>{t({ zh: '继续', en: 'Go on' })}</button>
    </section>
  );
};
