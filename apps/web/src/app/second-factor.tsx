import { type FormEvent, lazy, Suspense, useEffect, useState } from 'react';
import { type BodyOf, send } from '../api/interface.ts';
import { useStanding } from '../api/session.tsx';
import { PartBoundary } from './boundary.tsx';
import { useWords, type Words } from './language.tsx';
import { loaded } from './newer.ts';

const FactorPicture = lazy(() => loaded(() => import('./factor-picture.tsx')));

type Answer = Readonly<{ answer: (isDone: boolean) => void }>;
type Sent = Readonly<{ id: 'stepUp' | 'confirmFactor'; title: Words; lead: Words }>;

const USE: Sent = {
  id: 'stepUp', title: { zh: '第二重验证', en: 'Second factor' },
  lead: {
    zh: '本操作需要再次确认是您本人。请输入动态口令（六位数字）。',
    en: 'Confirm that it is you: the six digits of your code.',
  },
};
const SET_UP: Sent = {
  id: 'confirmFactor', title: { zh: '登记动态口令', en: 'Set up your code' },
  lead: {
    zh: '用手机验证器扫描后，输入它显示的六位数字。', en: 'Scan with an authenticator and enter its six digits.',
  },
};

/** Where a demonstration shows the code that a telephone would; empty in service. */
const DEMO_CODES_AT = document.querySelector('meta[name=demo-codes]')?.getAttribute('content') ?? '';

const CodeForm = ({ sent, answer }: Answer & Readonly<{ sent: Sent }>) => {
  const { t } = useWords();
  const { refresh } = useStanding();
  const [code, setCode] = useState('');
  const [told, setTold] = useState('');
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setTold('');
    const done = await send(sent.id, { body: { kind: 'totp', code } });
    if (!done.ok) { setTold(done.problem.title); setCode(''); return; }
    await refresh();
    answer(true);
  };
  return (
    <form onSubmit={(event) => { void submit(event); }}>
      <label htmlFor="second-factor-code">{t({ zh: '动态口令', en: 'Code' })}</label>
      <input
        id="second-factor-code" className="code-input" value={code} autoFocus autoComplete="one-time-code"
        inputMode="numeric" pattern="[0-9]{6}" maxLength={6} required
        onChange={({ target }) => setCode(target.value.replace(/\D/g, ''))}
      />
      {DEMO_CODES_AT !== '' && (
        <p className="faint"><a href={DEMO_CODES_AT} target="_blank" rel="noopener">
          {t({ zh: '演示：查看当前口令', en: 'Demonstration: see the code' })}
        </a></p>
      )}
      <p role="alert" className="told">{told}</p>
      <div className="dialog-acts">
        <button type="button" className="plain" onClick={() => answer(false)}>
          {t({ zh: '取消', en: 'Cancel' })}
        </button>
        <button type="submit" className="primary" disabled={code.length !== 6}>
          {t({ zh: '确认', en: 'Confirm' })}
        </button>
      </div>
    </form>
  );
};

/** The key of the address, for whoever cannot scan it. */
const keyOf = (address: string): string => new URL(address).searchParams.get('secret') ?? '';

const ToScan = ({ address }: Readonly<{ address: string }>) => {
  const { t } = useWords();
  const key = keyOf(address);
  return (
    <>
      <PartBoundary><Suspense fallback={null}><FactorPicture address={address} /></Suspense></PartBoundary>
      <p className="faint">{t({ zh: '不便扫描的，在验证器中手工输入密钥：', en: 'Without a camera, enter this key by hand: ' })}
        <code>{key}</code></p>
    </>
  );
};

/** Uses a second factor, or sets the first one up, inside whatever somebody was doing. */
export const SecondFactor = ({ answer }: Answer) => {
  const { t } = useWords();
  const { session } = useStanding();
  const isSetUp = (session?.factors.length ?? 0) > 0;
  const [address, setAddress] = useState<string>();
  const [told, setTold] = useState('');
  useEffect(() => {
    if (isSetUp) return;
    void send('proposeFactor', { body: { kind: 'totp' } }).then((proposed) => {
      if (proposed.ok) setAddress((proposed.body as BodyOf<'proposeFactor'>).address);
      else setTold(proposed.problem.title);
    });
  }, [isSetUp]);
  const sent = isSetUp ? USE : SET_UP;
  return (
    <>
      <h2>{t(sent.title)}</h2>
      <p>{t(sent.lead)}</p>
      {address !== undefined && <ToScan address={address} />}
      {told === '' ? <CodeForm sent={sent} answer={answer} /> : (
        <>
          <p role="alert" className="told">{told}</p>
          <button type="button" className="plain" onClick={() => answer(false)}>
            {t({ zh: '关闭', en: 'Close' })}
          </button>
        </>
      )}
    </>
  );
};
