import { useState } from 'react';
import { useWords } from '../../app/language.tsx';
import { useAct } from '../../api/answers.ts';
import { Field } from '../../parts/field.tsx';
import { useMissing } from '../../parts/missing.ts';
import { toChoose, toWrite } from '../../parts/needed.ts';
import { Pick } from '../../parts/pick.tsx';
import { Told } from '../../parts/told.tsx';
import type { Matter } from './words.ts';

const HOW = { zh: '回复方式', en: 'How' } as const;
const MEASURES = { zh: '措施', en: 'Measures' } as const;
const RESULT = { zh: '结果', en: 'Result' } as const;
const REASONS = { zh: '理由', en: 'Reasons' } as const;

type Kind = 'ReportCorrection' | 'GiveReasons';

/** What the unit answers: what it did and what came of it, or why it sees no error. */
export const Reply = ({ matterId }: Pick<Matter, 'matterId'>) => {
  const { t } = useWords();
  const act = useAct('replyToMatter');
  const [kind, setKind] = useState<Kind>();
  const [words, setWords] = useState('');
  const [result, setResult] = useState('');
  const isCorrection = kind === 'ReportCorrection';
  const missing = useMissing([
    { name: 'reply', asks: toChoose(HOW), isThere: kind !== undefined },
    { name: 'words', asks: toWrite(isCorrection ? MEASURES : REASONS), isThere: words.trim() !== '' },
    { name: 'result', asks: toWrite(RESULT), isThere: !isCorrection || result.trim() !== '' },
  ]);
  const reply = (pressed: Element) => {
    if (!missing.lets(pressed) || kind === undefined) return;
    const body = kind === 'ReportCorrection' ? { type: kind, measures: words, result } : { type: kind, reasons: words };
    void act.run({ params: { id: matterId }, body });
  };
  return (
    <section className="sheet form">
      <h2>{t({ zh: '回复', en: 'Reply' })}</h2>
      <Pick
        legend={t(HOW)} name="reply" value={kind} choose={setKind} mistake={missing.told('reply')}
        options={[
          { value: 'ReportCorrection', label: t({ zh: '已纠正，报告措施和结果', en: 'Corrected: measures and result' }) },
          { value: 'GiveReasons', label: t({ zh: '说明理由', en: 'Give reasons' }) },
        ]}
      />
      {kind !== undefined && (
        <Field label={t(isCorrection ? MEASURES : REASONS)} mistake={missing.told('words')}>{(control) => (
          <textarea
            {...control} name="words" rows={4} value={words} onChange={({ target }) => setWords(target.value)}
          />
        )}</Field>
      )}
      {isCorrection && (
        <Field label={t(RESULT)} mistake={missing.told('result')}>{(control) => (
          <textarea
            {...control} name="result" rows={2} value={result} onChange={({ target }) => setResult(target.value)}
          />
        )}</Field>
      )}
      <Told problem={act.problem} />
      <div className="form-acts">
        <button
          type="button" className="primary" disabled={act.isRunning}
          onClick={({ currentTarget }) => { reply(currentTarget); }}
        >{t({ zh: '回复', en: 'Reply' })}</button>
      </div>
    </section>
  );
};
