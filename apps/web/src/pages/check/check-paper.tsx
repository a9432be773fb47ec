import { type FormEvent, lazy, Suspense, useCallback, useEffect, useState } from 'react';
import { useAct } from '../../api/answers.ts';
import type { BodyOf } from '../../api/interface.ts';
import { PartBoundary } from '../../app/boundary.tsx';
import { LanguageChoice } from '../../app/language-choice.tsx';
import { useWords, type Words } from '../../app/language.tsx';
import { loaded } from '../../app/newer.ts';
import { Field } from '../../parts/field.tsx';
import { Told } from '../../parts/told.tsx';
import { CheckAnswer } from './check-answer.tsx';

const Scan = lazy(() => loaded(() =>
  import('../../parts/timeline/scan.tsx').then(({ Scan: part }) => ({ default: part }))));

type Fact = 'number' | 'organ' | 'name' | 'nationality' | 'documentType' | 'documentNumber';

/** In the order in which they stand on the paper. */
const FACTS: readonly Readonly<{ fact: Fact; label: Words; hint?: Words; lengthMax: number }>[] = [
  { fact: 'organ', label: { zh: '出具机关', en: 'Issued by' }, lengthMax: 80,
    hint: { zh: '证明最上面一行的机关全称。', en: 'The full name in the first line of the paper.' } },
  { fact: 'number', label: { zh: '编号', en: 'Number' }, lengthMax: 80,
    hint: { zh: '连同括号和“第…号”。', en: 'With its brackets, as printed.' } },
  { fact: 'name', label: { zh: '姓名', en: 'Name' }, lengthMax: 80 },
  { fact: 'nationality', label: { zh: '国籍', en: 'Nationality' }, lengthMax: 40 },
  { fact: 'documentType', label: { zh: '证件名称', en: 'Identity document' }, lengthMax: 40 },
  { fact: 'documentNumber', label: { zh: '证件号码', en: 'Number of the document' }, lengthMax: 40 },
];

type Written = Readonly<Record<Fact | 'code' | 'issuedOn' | 'validUntil', string>>;

const NOTHING_WRITTEN: Written = {
  code: '', number: '', organ: '', name: '', nationality: '中国', documentType: '居民身份证', documentNumber: '',
  issuedOn: '', validUntil: '',
};

/** A code that was pasted may be broken into lines; what is printed is compared without its spaces. */
const bodyOf = ({ validUntil, code, ...printed }: Written) => ({
  ...printed, code: code.replace(/\s+/g, ''), ...(validUntil === '' ? {} : { validUntil }),
});

type Writing = Readonly<{ written: Written; write: (change: Partial<Written>) => void }>;

const Code = ({ written, write }: Writing) => {
  const { t } = useWords();
  const [isScanning, setScanning] = useState(false);
  const found = useCallback((code: string) => { write({ code }); setScanning(false); }, [write]);
  return (
    <>
      <Field
        label={t({ zh: '核验码', en: 'Code' })}
        hint={t({
          zh: '扫描证明上的二维码得到，以 FENGCUN:CERT: 开头。', en: 'In the square on the paper; begins with FENGCUN:CERT:',
        })}
      >{(control) => (
        <textarea
          {...control} rows={3} className="code-typed" required maxLength={256} autoComplete="off" spellCheck={false}
          value={written.code} onChange={({ target }) => write({ code: target.value })}
        />
      )}</Field>
      <button type="button" className="plain" aria-expanded={isScanning} onClick={() => setScanning(!isScanning)}>
        {t({ zh: '用摄像头扫码', en: 'Scan with the camera' })}
      </button>
      {isScanning && (
        <PartBoundary>
          <Suspense fallback={null}><Scan found={found} close={() => setScanning(false)} /></Suspense>
        </PartBoundary>
      )}
    </>
  );
};

const Printed = ({ written, write }: Writing) => {
  const { t } = useWords();
  return (
    <>
      {FACTS.map(({ fact, label, hint, lengthMax }) => (
        <Field key={fact} label={t(label)} {...(hint === undefined ? {} : { hint: t(hint) })}>{(control) => (
          <input
            {...control} required maxLength={lengthMax} autoComplete="off" spellCheck={false} value={written[fact]}
            onChange={({ target }) => write({ [fact]: target.value })}
          />
        )}</Field>
      ))}
      <Field label={t({ zh: '出具日期', en: 'Issued on' })}>{(control) => (
        <input
          {...control} type="date" required value={written.issuedOn}
          onChange={({ target }) => write({ issuedOn: target.value })}
        />
      )}</Field>
      <Field
        label={t({ zh: '有效期至', en: 'Valid until' })}
        hint={t({ zh: '证明上没有写的，不填。', en: 'Left empty where the paper names no day.' })}
      >{(control) => (
        <input
          {...control} type="date" value={written.validUntil}
          onChange={({ target }) => write({ validUntil: target.value })}
        />
      )}</Field>
    </>
  );
};

/**
 * Anybody who holds a paper checks it here, signed in or not. What is entered is sent for the check and kept
 * nowhere; nothing of a record is looked up. @see docs/certificates.md
 */
const CheckPaper = () => {
  const { t } = useWords();
  const act = useAct('verifyCertificatePaper');
  const [written, setWritten] = useState(NOTHING_WRITTEN);
  const [answer, setAnswer] = useState<BodyOf<'verifyCertificatePaper'>>();
  const write = useCallback((change: Partial<Written>) => {
    setAnswer(undefined);
    setWritten((before) => ({ ...before, ...change }));
  }, []);
  const check = async (event: FormEvent) => {
    event.preventDefault();
    const told = await act.run({ body: bodyOf(written) });
    if (told.ok) setAnswer(told.body);
  };
  const title = t({ zh: '核验无犯罪记录证明', en: 'Check a certificate' });
  useEffect(() => { document.title = `${title} · ${t({ zh: '封存', en: 'Fengcun' })}`; }, [title, t]);
  return (
    <div className="open-page">
      <header><a href="/" className="back">‹ {t({ zh: '首页', en: 'Home' })}</a><LanguageChoice /></header>
      <main id="main" tabIndex={-1}>
        <h1>{title}</h1>
        <p>{t({
          zh: '照证明上印的内容填写。不用登录；填写的内容只用于这次核验，不保存。',
          en: 'Enter what is printed on the paper. No account is needed; what you enter serves this check alone and '
            + 'is not kept.',
        })}</p>
        <form className="sheet" onSubmit={(event) => { void check(event); }}>
          <Code written={written} write={write} />
          <Printed written={written} write={write} />
          <Told problem={act.problem} />
          <div className="form-acts">
            <button type="submit" className="primary" disabled={act.isRunning}>{t({ zh: '核验', en: 'Check' })}</button>
          </div>
        </form>
        {answer !== undefined && <CheckAnswer answer={answer} />}
      </main>
    </div>
  );
};

export default CheckPaper;
