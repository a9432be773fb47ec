import { useCallback, useEffect, useId, useRef, useState } from 'react';
import { useAct } from '../../../api/answers.ts';
import { useWords } from '../../../app/language.tsx';
import { Told } from '../../../parts/told.tsx';
import type { DocumentRead, FieldRead, TakenResult } from '../words.ts';
import { DecisionPart } from './decision-part.tsx';
import { FieldRow } from './field-row.tsx';
import { keyOf, TextWithMarks } from './text-with-marks.tsx';
import { useReading } from './use-reading.ts';

/** Fields that a person is led to: in doubt, or asked for by the decision; in the order of the document. */
const wantedOf = ({ fields = [], persons = [] }: DocumentRead, isAnswered: (field: FieldRead) => boolean) => {
  const asked = new Set(persons.flatMap(({ person, decisions }) =>
    (decisions[0]?.questions ?? []).flatMap(({ field }) => (field === undefined ? [] : [`${field}|${person}`]))));
  return fields.filter((field) => field.doubts.length > 0 || (asked.has(keyOf(field)) && !isAnswered(field)));
};

const nameOf = ({ fields = [] }: DocumentRead, person: number): string =>
  fields.find((one) => one.field === 'name' && one.person === person)?.value ?? '';

/** A judgment beside its text: doubtful fields first, the decision below them, and one act that takes it in. */
export const ReadingPart = ({ document, done }: Readonly<{
  document: DocumentRead; done: (results: readonly TakenResult[]) => void;
}>) => {
  const { t } = useWords();
  const id = useId();
  const reading = useReading(document);
  const { shown, isAnswered } = reading;
  const act = useAct('takeReading');
  const [active, setActive] = useState<string>();
  // What was led to stays in its place when it is answered, so that nothing moves under the hand.
  const [led, setLed] = useState<readonly string[]>(() => wantedOf(document, () => false).map(keyOf));
  const root = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const more = wantedOf(shown, isAnswered).map(keyOf).filter((key) => !led.includes(key));
    if (more.length > 0) setLed([...led, ...more]);
  }, [shown, isAnswered, led]);
  const focus = useCallback((name: string) => {
    const control = root.current?.querySelector(`[id="${CSS.escape(id)}-${CSS.escape(name)}"]`);
    control?.closest('details')?.setAttribute('open', '');
    if (control instanceof HTMLElement) control.focus();
    if (control instanceof HTMLInputElement) control.select();
  }, [id]);
  const fields = shown.fields ?? [];
  const first = led[0] ?? 'effective';
  useEffect(() => focus(first), [document, focus]); // eslint-disable-line
  const ordered = [...led.flatMap((key) => fields.filter((one) => keyOf(one) === key)),
    ...fields.filter((one) => !led.includes(keyOf(one)))];
  const after = (key: string): string => {
    const open = led.filter((one) => one !== key && !fields.some((field) => keyOf(field) === one && isAnswered(field)));
    return open[0] ?? 'effective';
  };
  const before = (key: string): string => led[Math.max(0, led.indexOf(key) - 1)] ?? 'effective';
  const take = async () => {
    const taken = await act.run({ body: reading.body });
    if (taken.ok) done(taken.body.results);
  };
  const rowOf = (field: FieldRead) => {
    const key = keyOf(field);
    return (
      <FieldRow
        key={key} read={field} id={`${id}-${key}`} isAnswered={isAnswered(field)} isRefused={reading.refused === key}
        acts={{
          focus: () => setActive(key), back: () => focus(before(key)),
          confirm: (to) => { reading.answer(field, to); focus(after(key)); },
        }}
      />
    );
  };
  const ask = (person: number) => (field: FieldRead['field']) => focus(`${field}|${person}`);
  const rest = ordered.slice(led.length);
  return (
    <div className="reading" ref={root}>
      <TextWithMarks
        text={shown.text ?? ''} fields={fields} active={active} choose={focus} label={t({ zh: '文书全文', en: 'The document' })}
      />
      <div className="reading-side">
        <section className="sheet" aria-label={t({ zh: '字段', en: 'Fields' })}>
          <p className="hint">{t({ zh: '回车确认，直接键入即更正，Esc 返回上一项。', en: 'Enter confirms, any key corrects, Esc goes back.' })}</p>
          {led.length > 0 && <h2>{t({ zh: '请核对', en: 'Look at these' })}</h2>}
          {ordered.slice(0, led.length).map(rowOf)}
          <details className="reading-rest">
            <summary>{t({ zh: `其余 ${rest.length} 项`, en: `${rest.length} others` })}</summary>{rest.map(rowOf)}
          </details>
        </section>
        <section className="sheet" aria-label={t({ zh: '判断', en: 'Decision' })} aria-live="polite">
          {(shown.persons ?? []).map(({ person, decisions: [decision] }) => decision !== undefined && (
            <DecisionPart key={person} name={nameOf(shown, person)} decision={decision} ask={ask(person)} />
          ))}
        </section>
        <section className="sheet reading-take">
          <div className="field">
            <label htmlFor={`${id}-effective`}>{t({ zh: '判决确定（生效）日期', en: 'In force since' })}</label>
            <input
              id={`${id}-effective`} value={reading.effectiveOn} autoComplete="off" placeholder="YYYY-MM-DD"
              aria-describedby={`${id}-effective-hint`}
              onChange={({ target }) => reading.setEffectiveOn(target.value.trim())}
              onKeyDown={(event) => {
                if (event.key !== 'Enter') return;
                event.preventDefault();
                focus('take');
              }}
            />
            <p className="hint" id={`${id}-effective-hint`}>{t({
              zh: '判决书本身不载明；生效后才会制作封存通知，不知道就留空，以后再报。',
              en: 'The judgment cannot say it; an order follows only then. Leave it empty if it is not known.',
            })}</p>
          </div>
          <button id={`${id}-take`} type="button" className="primary" disabled={act.isRunning} onClick={() => { void take(); }}>
            {t({ zh: '确认并报送', en: 'Confirm and take in' })}
          </button>
          <Told problem={act.problem} />
        </section>
      </div>
    </div>
  );
};
