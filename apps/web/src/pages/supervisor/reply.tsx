import { useState } from 'react';
import { useWords } from '../../app/language.tsx';
import { useAct } from '../../api/answers.ts';
import { Field } from '../../parts/field.tsx';
import { Pick } from '../../parts/pick.tsx';
import { Told } from '../../parts/told.tsx';
import type { Matter } from './words.ts';

type Kind = 'ReportCorrection' | 'GiveReasons';

/** What the unit answers: what it did and what came of it, or why it sees no error. */
export const Reply = ({ matterId }: Pick<Matter, 'matterId'>) => {
  const { t } = useWords();
  const act = useAct('replyToMatter');
  const [kind, setKind] = useState<Kind>('ReportCorrection');
  const [words, setWords] = useState('');
  const [result, setResult] = useState('');
  const isCorrection = kind === 'ReportCorrection';
  const body = isCorrection ? { type: kind, measures: words, result } : { type: kind, reasons: words };
  return (
    <section className="sheet form">
      <h2>{t({ zh: '回复', en: 'Reply' })}</h2>
      <Pick
        legend={t({ zh: '回复方式', en: 'How' })} name="reply" value={kind} choose={setKind}
        options={[
          { value: 'ReportCorrection', label: t({ zh: '已纠正，报告措施和结果', en: 'Corrected: measures and result' }) },
          { value: 'GiveReasons', label: t({ zh: '说明理由', en: 'Give reasons' }) },
        ]}
      />
      <Field label={isCorrection ? t({ zh: '措施', en: 'Measures' }) : t({ zh: '理由', en: 'Reasons' })}>{(control) =>
        <textarea {...control} rows={4} value={words} onChange={({ target }) => setWords(target.value)} />}</Field>
      {isCorrection && (
        <Field label={t({ zh: '结果', en: 'Result' })}>{(control) =>
          <textarea {...control} rows={2} value={result} onChange={({ target }) => setResult(target.value)} />}</Field>
      )}
      <Told problem={act.problem} />
      <div className="form-acts">
        <button
          type="button" className="primary" disabled={act.isRunning || words === '' || (isCorrection && result === '')}
          onClick={() => { void act.run({ params: { id: matterId }, body }); }}
        >{t({ zh: '回复', en: 'Reply' })}</button>
      </div>
    </section>
  );
};
