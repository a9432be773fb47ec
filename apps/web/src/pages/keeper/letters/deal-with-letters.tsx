import { useState } from 'react';
import { useAct } from '../../../api/answers.ts';
import { useWords } from '../../../app/language.tsx';
import { Told } from '../../../parts/told.tsx';
import { LETTER_REASONS } from '../act-words.ts';
import { ReasonField } from '../reason-field.tsx';

const REASON_MIN = 4;

/** The chosen letters are sent again, or set aside; for a reason, and after the second factor. */
export const DealWithLetters = ({ ids, isResting, onDone }: Readonly<{
  ids: readonly string[]; isResting: boolean; onDone: () => void;
}>) => {
  const { t } = useWords();
  const [retry, rest] = [useAct('retryDeadLetters'), useAct('restDeadLetters')];
  const [reason, setReason] = useState('');
  const isReady = ids.length > 0 && reason.trim().length >= REASON_MIN && !retry.isRunning && !rest.isRunning;
  const run = async (act: typeof retry | typeof rest) => {
    const answer = await act.run({ body: { ids, reason } });
    if (answer.ok) {
      setReason('');
      onDone();
    }
  };
  return (
    <form className="sheet form" onSubmit={(event) => { event.preventDefault(); void run(retry); }}>
      <h2>{t({ zh: `办理选定的 ${ids.length} 件`, en: `What becomes of the ${ids.length} chosen` })}</h2>
      <ReasonField value={reason} onChange={setReason} prepared={LETTER_REASONS} />
      <p className="faint">{t({
        zh: '搁置的不再提示，但保留，以后还可以重新发送；封存通知没有回执的，仍按期催办。',
        en: 'What is set aside is kept and can be sent again; an order to seal without an answer stays owed.',
      })}</p>
      <Told problem={retry.problem ?? rest.problem} />
      <div className="form-acts">
        <button type="submit" className="primary" disabled={!isReady}>{t({ zh: '重新发送', en: 'Send again' })}</button>
        {!isResting && <button type="button" className="plain" disabled={!isReady} onClick={() => { void run(rest); }}>
          {t({ zh: '搁置', en: 'Set aside' })}</button>}
      </div>
    </form>
  );
};
