import { type FormEvent, lazy, Suspense, useCallback, useState } from 'react';
import { PartBoundary } from '../../app/boundary.tsx';
import { useWords } from '../../app/language.tsx';
import { loaded } from '../../app/newer.ts';
import { Field } from '../field.tsx';
import { readCode } from './case-code.ts';

const Scan = lazy(() => loaded(() => import('./scan.tsx').then(({ Scan: part }) => ({ default: part }))));

/** Takes a case code, typed or scanned. It goes to whoever follows the case and into no address. */
export const CodeEntry = ({ open }: Readonly<{ open: (code: string) => void }>) => {
  const { t } = useWords();
  const [typed, setTyped] = useState('');
  const [isWrong, setWrong] = useState(false);
  const [isScanning, setScanning] = useState(false);
  const take = useCallback((text: string) => {
    const code = readCode(text);
    setWrong(code === undefined);
    setScanning(false);
    if (code === undefined) setTyped(text);
    else open(code);
  }, [open]);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    take(typed);
  };
  return (
    <form className="sheet code-entry no-print" onSubmit={submit}>
      <Field
        label={t({ zh: '一案一码', en: 'Case code' })}
        hint={t({
          zh: '印在封存通知和卷宗封面上，18 位，可带横线。', en: 'On notices and covers: 18 characters, with or without hyphens.',
        })}
        mistake={isWrong ? t({ zh: '应为 18 位代码，请对照印刷件输入。', en: '18 characters; compare with the print.' }) : undefined}
      >{(control) => (
        <input
          {...control} className="code-typed" value={typed} autoComplete="off" spellCheck={false}
          autoCapitalize="characters"
          onChange={({ target }) => setTyped(target.value)}
        />
      )}</Field>
      <div className="form-acts">
        <button type="submit" className="primary" disabled={typed.trim() === ''}>{t({ zh: '打开', en: 'Open' })}</button>
        <button type="button" className="plain" aria-expanded={isScanning} onClick={() => setScanning(!isScanning)}>
          {t({ zh: '扫码', en: 'Scan' })}
        </button>
      </div>
      {isScanning && (
        <PartBoundary>
          <Suspense fallback={null}><Scan found={take} close={() => setScanning(false)} /></Suspense>
        </PartBoundary>
      )}
    </form>
  );
};
