import type { Problem } from '@fengcun/api';
import { useState } from 'react';
import { headOfPart } from '../app/place.ts';
import { useWords } from '../app/language.tsx';
import { Told } from './told.tsx';

/** Taking something back ends it for good, so it is asked once more, in the same place. */
export const Withdraw = ({ act, run }: Readonly<{
  act: Readonly<{ isRunning: boolean; problem: Problem | undefined }>; run: () => void;
}>) => {
  const { t } = useWords();
  const [isAsked, setAsked] = useState(false);
  return (
    <>
      <Told problem={act.problem} />
      <div className="form-acts">
        {!isAsked && (
          <button type="button" className="plain" onClick={() => setAsked(true)}>
            {t({ zh: '撤回申请', en: 'Take it back' })}
          </button>
        )}
        {isAsked && (
          <>
            <span ref={headOfPart} tabIndex={-1}>
              {t({ zh: '撤回后不能恢复，需要时只能重新提出。', en: 'It cannot be restored; you would have to ask anew.' })}
            </span>
            <button type="button" className="primary" disabled={act.isRunning} onClick={run}>
              {t({ zh: '确定撤回', en: 'Yes, take it back' })}
            </button>
            <button type="button" className="plain" onClick={() => setAsked(false)}>
              {t({ zh: '不撤回', en: 'Keep it' })}
            </button>
          </>
        )}
      </div>
    </>
  );
};
