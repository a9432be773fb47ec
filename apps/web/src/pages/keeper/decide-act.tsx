import { useState } from 'react';
import { useWords } from '../../app/language.tsx';
import { useAct } from '../../api/answers.ts';
import { Told } from '../../parts/told.tsx';

type Agreement = 'agreeKeyRotation' | 'agreeSettingChange' | 'agreeRoleChange';
type Refusal = 'refuseKeyRotation' | 'refuseSettingChange' | 'refuseRoleChange';

/** Another administrator agrees, after a second question, or does not. */
export const DecideAct = ({ actId, agreement, refusal }: Readonly<{
  actId: string; agreement: Agreement; refusal: Refusal;
}>) => {
  const { t } = useWords();
  const [agree, refuse] = [useAct(agreement), useAct(refusal)];
  const [isSure, setIsSure] = useState(false);
  const isRunning = agree.isRunning || refuse.isRunning;
  return (
    <>
      <div className="form-acts">
        {isSure ? (
          <button
            type="button" className="primary" disabled={isRunning}
            onClick={() => { void agree.run({ params: { actId } }); }}
          >{t({ zh: '确认同意', en: 'Yes, I agree' })}</button>
        ) : (
          <button type="button" className="primary" onClick={() => setIsSure(true)}>
            {t({ zh: '同意', en: 'Agree' })}
          </button>
        )}
        <button
          type="button" className="plain" disabled={isRunning}
          onClick={() => { void refuse.run({ params: { actId } }); }}
        >{t({ zh: '不同意', en: 'Do not agree' })}</button>
      </div>
      <Told problem={agree.problem ?? refuse.problem} />
    </>
  );
};
