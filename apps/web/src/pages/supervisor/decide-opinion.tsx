import { useState } from 'react';
import { useWords } from '../../app/language.tsx';
import { useAct } from '../../api/answers.ts';
import { Field } from '../../parts/field.tsx';
import { useMissing } from '../../parts/missing.ts';
import { toChoose, toWrite } from '../../parts/needed.ts';
import { Pick } from '../../parts/pick.tsx';
import { Told } from '../../parts/told.tsx';
import type { Matter } from './words.ts';

const DECISION = { zh: '决定', en: 'Decision' } as const;
const NUMBER = { zh: '文书编号', en: 'Number of the paper' } as const;
const REASONS = { zh: '理由', en: 'Reasons' } as const;

/** Another procurator agrees with the opinion, under a number, or sends it back. */
export const DecideOpinion = ({ matterId, version }: Pick<Matter, 'matterId' | 'version'>) => {
  const { t } = useWords();
  const act = useAct('decideOpinion');
  const [agrees, setAgrees] = useState<'yes' | 'no'>();
  const [number, setNumber] = useState('');
  const [reasons, setReasons] = useState('');
  const seen = version === undefined ? {} : { version };
  const missing = useMissing([
    { name: 'agrees', asks: toChoose(DECISION), isThere: agrees !== undefined },
    { name: 'document', asks: toWrite(NUMBER), isThere: number.trim() !== '' },
  ]);
  const decide = (pressed: Element) => {
    if (!missing.lets(pressed) || agrees === undefined) return;
    const body = { type: 'DecideOpinion', agrees, reasons, document: number, ...seen } as const;
    void act.run({ params: { id: matterId }, body });
  };
  return (
    <section className="sheet form">
      <h2>{t({ zh: '审批意见', en: 'Approve the opinion' })}</h2>
      <Pick
        legend={t(DECISION)} name="agrees" value={agrees} choose={setAgrees} mistake={missing.told('agrees')}
        options={[
          { value: 'yes', label: t({ zh: '同意发出', en: 'Issue it' }) },
          { value: 'no', label: t({ zh: '退回', en: 'Send it back' }) },
        ]}
      />
      <Field label={t(NUMBER)} mistake={missing.told('document')}>{(control) => (
        <input
          {...control} name="document" value={number} maxLength={80} autoComplete="off"
          onChange={({ target }) => setNumber(target.value)}
        />
      )}</Field>
      <Field label={t(REASONS)}>{(control) => (
        <textarea
          {...control} name="reasons" rows={3} value={reasons} onChange={({ target }) => setReasons(target.value)}
        />
      )}</Field>
      <Told problem={act.problem} />
      <div className="form-acts">
        <button
          type="button" className="primary" disabled={act.isRunning}
          onClick={({ currentTarget }) => { decide(currentTarget); }}
        >{t({ zh: '确认', en: 'Confirm' })}</button>
      </div>
    </section>
  );
};
