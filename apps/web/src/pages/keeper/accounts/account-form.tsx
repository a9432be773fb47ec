import { type FormEvent, type ReactNode, useEffect, useRef } from 'react';
import type { Problem } from '@fengcun/api';
import { useWords } from '../../../app/language.tsx';
import { Told } from '../../../parts/told.tsx';

/** A form about one account: it comes into view with its head, and goes when it is done or given up. */
export const AccountForm = ({ title, submit, isReady, act, onSubmit, onEnd, children }: Readonly<{
  title: ReactNode; submit: string; isReady: boolean; children: ReactNode;
  act: Readonly<{ isRunning: boolean; problem: Problem | undefined }>;
  onSubmit: () => Promise<void>; onEnd: () => void;
}>) => {
  const { t } = useWords();
  const head = useRef<HTMLHeadingElement>(null);
  useEffect(() => { head.current?.focus(); head.current?.scrollIntoView({ block: 'center' }); }, []);
  const send = (event: FormEvent) => {
    event.preventDefault();
    void onSubmit();
  };
  return (
    <form className="sheet form" onSubmit={send}>
      <h2 ref={head} tabIndex={-1}>{title}</h2>
      {children}
      <Told problem={act.problem} />
      <div className="form-acts">
        <button type="submit" className="primary" disabled={act.isRunning || !isReady}>{submit}</button>
        <button type="button" className="quiet" onClick={onEnd}>{t({ zh: '取消', en: 'Cancel' })}</button>
      </div>
    </form>
  );
};
