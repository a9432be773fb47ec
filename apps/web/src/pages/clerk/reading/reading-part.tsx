import { useState } from 'react';
import { useWords } from '../../../app/language.tsx';
import { useUnsaved } from '../../../api/unsaved.ts';
import type { DocumentRead, FieldRead, TakenResult } from '../words.ts';
import { DecisionPart } from './decision-part.tsx';
import { FieldRow } from './field-row.tsx';
import { TakePart } from './take-part.tsx';
import { keyOf, TextWithMarks } from './text-with-marks.tsx';
import { useLeading } from './use-leading.ts';
import { useReading } from './use-reading.ts';

const nameOf = ({ fields = [] }: DocumentRead, person: number): string =>
  fields.find((one) => one.field === 'name' && one.person === person)?.value ?? '';

/** A judgment beside its text: doubtful fields first, the decision below them, and one act that takes it in. */
export const ReadingPart = ({ document, done }: Readonly<{
  document: DocumentRead; done: (results: readonly TakenResult[]) => void;
}>) => {
  const { t } = useWords();
  const reading = useReading(document);
  const leading = useLeading(reading);
  const { shown } = reading;
  useUnsaved(reading.answers.length > 0 || reading.effectiveOn !== '');
  const { led, others, idOf, focus } = leading;
  const [active, setActive] = useState<string>();
  const rowOf = (field: FieldRead) => (
    <FieldRow
      key={keyOf(field)} read={field} id={idOf(keyOf(field))} isAnswered={reading.isAnswered(field)}
      isRefused={reading.refused === keyOf(field)}
      acts={{
        focus: () => setActive(keyOf(field)), back: () => leading.back(field),
        confirm: (to) => { void leading.confirm(field, to); },
        keep: (to) => { void reading.answer(field, to); },
      }}
    />
  );
  return (
    <div className="reading" ref={leading.root}>
      <TextWithMarks
        text={shown.text ?? ''} fields={shown.fields ?? []} active={active} choose={focus}
        label={t({ zh: '文书全文', en: 'The document' })}
      />
      <div className="reading-side">
        <section className="sheet" aria-label={t({ zh: '字段', en: 'Fields' })}>
          <p className="hint">
            {t({ zh: '回车确认，直接键入即更正，Esc 返回上一项。', en: 'Enter confirms, any key corrects, Esc goes back.' })}
          </p>
          {led.length > 0 && <h2>{t({ zh: '请核对', en: 'Look at these' })}</h2>}
          {led.map(rowOf)}
          <details className="reading-rest">
            <summary>{t({ zh: `其余 ${others.length} 项`, en: `${others.length} others` })}</summary>
            {others.map(rowOf)}
          </details>
        </section>
        <section className="sheet" aria-label={t({ zh: '判断', en: 'Decision' })} aria-live="polite">
          {(shown.persons ?? []).map(({ person, decisions: [decision] }) => decision !== undefined && (
            <DecisionPart
              key={person} name={nameOf(shown, person)} decision={decision}
              ask={(field) => focus(`${field}|${person}`)}
            />
          ))}
        </section>
        <TakePart reading={reading} leading={leading} done={done} />
      </div>
    </div>
  );
};
