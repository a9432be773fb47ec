import { useState } from 'react';
import { useWords } from '../../app/language.tsx';
import { useAct } from '../../api/answers.ts';
import { Field } from '../../parts/field.tsx';
import type { Inquiry } from '../../parts/inquiry/words.ts';
import { Original } from '../../parts/original.tsx';
import { Pick } from '../../parts/pick.tsx';
import { Told } from '../../parts/told.tsx';

type Question = NonNullable<Inquiry['questions']>[number];
type Given = Readonly<{ isRelevant: boolean; reasons: string }>;

const keyOf = ({ recordId, item }: Question): string => `${recordId} ${item}`;

const One = ({ question, given, give }: Readonly<{
  question: Question; given: Given | undefined; give: (answer: Given) => void;
}>) => {
  const { t } = useWords();
  return (
    <>
      <Pick
        legend={<Original>{question.item}</Original>} name={keyOf(question)}
        value={given === undefined ? undefined : given.isRelevant ? 'yes' : 'no'}
        choose={(chosen) => give({ isRelevant: chosen === 'yes', reasons: given?.reasons ?? '' })}
        options={question.readings.map(({ isRelevant, zh }) =>
          ({ value: isRelevant ? 'yes' : 'no', label: <Original>{zh}</Original> }))}
      />
      <Field label={t({ zh: '理由', en: 'Reasons' })}>{(control) => (
        <input
          {...control} value={given?.reasons ?? ''} maxLength={300}
          onChange={({ target }) => give({ isRelevant: given?.isRelevant ?? false, reasons: target.value })}
        />
      )}</Field>
    </>
  );
};

/** After the undertaking: a person answers what the rules leave open, and what will be shown is fixed. */
export const Prepare = ({ inquiry }: Readonly<{ inquiry: Inquiry }>) => {
  const { t } = useWords();
  const act = useAct('prepareInquiry');
  const [given, setGiven] = useState<Readonly<Record<string, Given>>>({});
  if (inquiry.stage !== 'undertaken') return null;
  const questions = inquiry.questions ?? [];
  const isOpen = questions.some((one) => (given[keyOf(one)]?.reasons ?? '') === '');
  const answers = questions.map((one) => ({
    recordId: one.recordId, item: one.item, ...given[keyOf(one)] ?? { isRelevant: false, reasons: '' },
  }));
  return (
    <section className="sheet form">
      <h2>{t({ zh: '准备告知内容', en: 'Prepare the answer' })}</h2>
      <p>{t({
        zh: '告知内容由规则计算，只含依据、岗位和类别所允许的；下列各项须由人判断。',
        en: 'The rules compute what is told; these points need a person.',
      })}</p>
      {questions.map((one) => (
        <One
          key={keyOf(one)} question={one} given={given[keyOf(one)]}
          give={(answer) => setGiven((before) => ({ ...before, [keyOf(one)]: answer }))}
        />
      ))}
      <Told problem={act.problem} />
      <div className="form-acts">
        <button
          type="button" className="primary" disabled={act.isRunning || isOpen}
          onClick={() => { void act.run({ params: { id: inquiry.inquiryId }, body: { answers } }); }}
        >{t({ zh: '准备完毕', en: 'Prepared' })}</button>
      </div>
    </section>
  );
};
