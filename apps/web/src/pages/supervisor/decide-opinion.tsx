import { useState } from 'react';
import { useWords } from '../../app/language.tsx';
import { useAct } from '../../api/answers.ts';
import { Field } from '../../parts/field.tsx';
import { Pick } from '../../parts/pick.tsx';
import { Told } from '../../parts/told.tsx';
import type { Matter } from './words.ts';

/** Another procurator agrees with the opinion, under a number, or sends it back. */
export const DecideOpinion = ({ matterId, version }: Pick<Matter, 'matterId' | 'version'>) => {
  const { t } = useWords();
  const act = useAct('decideOpinion');
  const [agrees, setAgrees] = useState<'yes' | 'no'>('yes');
  const [number, setNumber] = useState('');
  const [reasons, setReasons] = useState('');
  const seen = version === undefined ? {} : { version };
  const body = { type: 'DecideOpinion', agrees, reasons, document: number, ...seen } as const;
  return (
    <section className="sheet form">
      <h2>{t({ zh: '审批意见', en: 'Approve the opinion' })}</h2>
      <Pick
        legend={t({ zh: '决定', en: 'Decision' })} name="agrees" value={agrees} choose={setAgrees}
        options={[
          { value: 'yes', label: t({ zh: '同意发出', en: 'Issue it' }) },
          { value: 'no', label: t({ zh: '退回', en: 'Send it back' }) },
        ]}
      />
      <Field label={t({ zh: '文书编号', en: 'Number of the paper' })}>{(control) =>
        <input {...control} value={number} maxLength={80} onChange={({ target }) => setNumber(target.value)} />}</Field>
      <Field label={t({ zh: '理由', en: 'Reasons' })}>{(control) => (
        <textarea {...control} rows={3} value={reasons} onChange={({ target }) => setReasons(target.value)} />
      )}</Field>
      <Told problem={act.problem} />
      <div className="form-acts">
        <button
          type="button" className="primary" disabled={act.isRunning || number === ''}
          onClick={() => { void act.run({ params: { id: matterId }, body }); }}
        >{t({ zh: '确认', en: 'Confirm' })}</button>
      </div>
    </section>
  );
};
