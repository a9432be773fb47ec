import type { InquiryMaterial } from '@fengcun/registry';
import { INQUIRY_MATERIALS } from 'virtual:inquiry-tables';
import { useState } from 'react';
import { useWords } from '../../app/language.tsx';
import { useAct } from '../../api/answers.ts';
import { Field } from '../../parts/field.tsx';
import type { Inquiry } from '../../parts/inquiry/words.ts';
import { Original } from '../../parts/original.tsx';
import { Told } from '../../parts/told.tsx';

const isMaterial = (item: string): item is InquiryMaterial => Object.hasOwn(INQUIRY_MATERIALS, item);
const TEXTS = ['reasons', 'purpose', 'scopeOfUse', 'caseNumber', 'occupation', 'letterNumber'] as const;

/** What is missing, to be added in the same words the notice uses. */
export const Supplement = ({ inquiry: { inquiryId, missing = [] } }: Readonly<{ inquiry: Inquiry }>) => {
  const { t } = useWords();
  const act = useAct('supplementInquiry');
  const [added, setAdded] = useState<readonly InquiryMaterial[]>([]);
  const [texts, setTexts] = useState<Readonly<Record<string, string>>>({});
  const papers = missing.flatMap(({ item, zh }) => (isMaterial(item) ? [{ item, zh }] : []));
  const fields = missing.filter(({ item }) => TEXTS.some((one) => one === item));
  const toggle = (item: InquiryMaterial) =>
    setAdded((before) => (before.includes(item) ? before.filter((one) => one !== item) : [...before, item]));
  return (
    <section className="sheet form">
      <h2>{t({ zh: '请补正', en: 'Please supplement' })}</h2>
      {papers.length > 0 && (
        <fieldset className="pick checks">
          <legend>{t({ zh: '材料', en: 'Papers' })}</legend>
          {papers.map(({ item, zh }) => (
            <label key={item}>
              <input type="checkbox" checked={added.includes(item)} onChange={() => toggle(item)} />
              <span lang="zh-CN">{zh}</span>
            </label>
          ))}
        </fieldset>
      )}
      {fields.map(({ item, zh }) => (
        <Field key={item} label={<Original>{zh}</Original>}>{(control) => (
          <input
            {...control} value={texts[item] ?? ''} maxLength={300} autoComplete="off"
            onChange={({ target }) => setTexts((before) => ({ ...before, [item]: target.value }))}
          />
        )}</Field>
      ))}
      <Told problem={act.problem} />
      <div className="form-acts">
        <button
          type="button" className="primary" disabled={act.isRunning}
          onClick={() => { void act.run({ params: { id: inquiryId }, body: { materials: added, ...texts } }); }}
        >{t({ zh: '提交补正', en: 'Send' })}</button>
      </div>
    </section>
  );
};
