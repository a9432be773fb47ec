import { useEffect, useRef, useState } from 'react';
import { type Asked, setAsker } from '../api/gate.ts';
import { onSignedInAgain, SIGN_IN_ADDRESS, useSession } from '../api/session.tsx';
import { useWords } from './language.tsx';
import { SecondFactor } from './second-factor.tsx';

type Waiting = Readonly<{ asked: Asked; answer: (isDone: boolean) => void }>;

const SignInAgain = ({ answer }: Pick<Waiting, 'answer'>) => {
  const { t } = useWords();
  // Signing in happens in another window, so that the form behind this dialog stays as it is.
  const { account } = useSession();
  useEffect(() => onSignedInAgain(account, () => answer(true)), [account, answer]);
  return (
    <>
      <h2>{t({ zh: '登录已过期', en: 'Your session has ended' })}</h2>
      <p>{t({
        zh: '请在新窗口中重新登录；本页已填写的内容都在，登录后自动继续。',
        en: 'Sign in again in a new window; what you entered stays here and goes on by itself.',
      })}</p>
      <div className="dialog-acts">
        <button type="button" className="plain" onClick={() => answer(false)}>
          {t({ zh: '暂不', en: 'Not now' })}
        </button>
        <a className="primary" href={SIGN_IN_ADDRESS} target="_blank" rel="noopener">
          {t({ zh: '重新登录', en: 'Sign in again' })}
        </a>
      </div>
    </>
  );
};

/** Puts questions of the gate: signing in again, or a second factor, in the middle of an act. */
export const GateDialog = () => {
  const { t } = useWords();
  const [waiting, setWaiting] = useState<Waiting>();
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    setAsker((asked) => new Promise((resolve) => {
      setWaiting({ asked, answer: (isDone) => { setWaiting(undefined); resolve(isDone); } });
    }));
  }, []);
  useEffect(() => {
    if (waiting === undefined) dialog.current?.close();
    else if (dialog.current?.open === false) dialog.current.showModal();
  }, [waiting]);
  return (
    <dialog
      ref={dialog} className="gate-dialog" aria-label={t({ zh: '身份验证', en: 'Who you are' })}
      onCancel={(event) => { event.preventDefault(); waiting?.answer(false); }}
    >
      {waiting?.asked === 'signIn' && <SignInAgain answer={waiting.answer} />}
      {waiting?.asked === 'secondFactor' && <SecondFactor answer={waiting.answer} />}
    </dialog>
  );
};
