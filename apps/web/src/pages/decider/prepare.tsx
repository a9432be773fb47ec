import { useState } from 'react';
import { useWords } from '../../app/language.tsx';
import { useAct } from '../../api/answers.ts';
import { Field } from '../../parts/field.tsx';
import type { Inquiry } from '../../parts/inquiry/words.ts';
import { useMissing } from '../../parts/missing.ts';
import { toWrite } from '../../parts/needed.ts';
import { Original } from '../../parts/original.tsx';
import { Pick } from '../../parts/pick.tsx';
import { Prepared } from '../../parts/prepared.tsx';
import { Told } from '../../parts/told.tsx';

type Question = NonNullable<Inquiry['questions']>[number];
type Given = Readonly<{ isRelevant: boolean | undefined; reasons: string }>;

/** Prepared reasons for what a person answers; others are written. */
const RELEVANT = [
  { zh: '与所查岗位或者案件直接有关。', en: 'It has to do with the post or case directly.' },
  { zh: '属于所引规定列明的类别。', en: 'The provision named lists this class.' },
] as const;
const NOT_RELEVANT = [
  { zh: '与所查岗位或者案件无关。', en: 'It has nothing to do with the post or case.' },
  { zh: '不属于所引规定列明的类别。', en: 'The provision named does not list this class.' },
] as const;

const keyOf = ({ recordId, item }: Question): string => `${recordId} ${item}`;

const REASONS = { zh: '理由', en: 'Reasons' } as const;

const One = ({ question, given, give, told }: Readonly<{
  question: Question; given: Given | undefined; give: (answer: Given) => void;
  told: (name: string) => string | undefined;
}>) => {
  const { t } = useWords();
  return (
    <>
      <Pick
        legend={<Original>{question.item}</Original>} name={keyOf(question)} mistake={told(keyOf(question))}
        value={given?.isRelevant === undefined ? undefined : given.isRelevant ? 'yes' : 'no'}
        choose={(chosen) => give({ isRelevant: chosen === 'yes', reasons: given?.reasons ?? '' })}
        options={question.readings.map(({ isRelevant, zh }) =>
          ({ value: isRelevant ? 'yes' : 'no', label: <Original>{zh}</Original> }))}
      />
      <Field label={t(REASONS)} mistake={told(`why ${keyOf(question)}`)}>{(control) => (
        <>
          <input
            {...control} name={`why ${keyOf(question)}`} value={given?.reasons ?? ''} maxLength={300} autoComplete="off"
            onChange={({ target }) => give({ isRelevant: given?.isRelevant, reasons: target.value })}
          />
          {given?.isRelevant !== undefined && (
            <Prepared
              sentences={given.isRelevant ? RELEVANT : NOT_RELEVANT}
              take={(reasons) => give({ isRelevant: given.isRelevant, reasons })}
            />
          )}
        </>
      )}</Field>
    </>
  );
};

/** After the undertaking: a person answers what the rules leave open, and what will be shown is fixed. */
export const Prepare = ({ inquiry }: Readonly<{ inquiry: Inquiry }>) => {
  const { t } = useWords();
  const act = useAct('prepareInquiry');
  const [given, setGiven] = useState<Readonly<Record<string, Given>>>({});
  const questions = inquiry.questions ?? [];
  const answers = questions.flatMap((one) => {
    const { isRelevant, reasons = '' } = given[keyOf(one)] ?? {};
    return isRelevant === undefined || reasons.trim() === '' ? []
      : [{ recordId: one.recordId, item: one.item, isRelevant, reasons: reasons.trim() }];
  });
  const missing = useMissing(questions.flatMap((one) => [
    { name: keyOf(one), asks: { zh: `请选择“${one.item}”。`, en: 'Choose an answer to this point first.' },
      isThere: given[keyOf(one)]?.isRelevant !== undefined },
    { name: `why ${keyOf(one)}`, asks: toWrite(REASONS), isThere: (given[keyOf(one)]?.reasons ?? '').trim() !== '' },
  ]));
  if (inquiry.stage !== 'undertaken') return null;
  return (
    <section className="sheet form">
      <h2>{t({ zh: '准备告知内容', en: 'Prepare the answer' })}</h2>
      <p>{t({
        zh: '告知内容由规则计算，只含依据、岗位和类别所允许的。', en: 'The rules compute what is told: what basis, post and class allow.',
      })} {t(questions.length === 0 ? { zh: '没有须由人判断的事项。', en: 'Nothing is left to a person.' }
        : { zh: '下列各项须由人判断：逐项选择并写明理由。', en: 'These points need a person: choose, and say why.' })}</p>
      {questions.map((one) => (
        <One
          key={keyOf(one)} question={one} given={given[keyOf(one)]} told={missing.told}
          give={(answer) => setGiven((before) => ({ ...before, [keyOf(one)]: answer }))}
        />
      ))}
      <Told problem={act.problem} />
      <div className="form-acts">
        <button
          type="button" className="primary" disabled={act.isRunning}
          onClick={({ currentTarget }) => {
            if (missing.lets(currentTarget)) void act.run({ params: { id: inquiry.inquiryId }, body: { answers } });
          }}
        >{t({ zh: '准备完毕', en: 'Prepared' })}</button>
      </div>
    </section>
  );
};
