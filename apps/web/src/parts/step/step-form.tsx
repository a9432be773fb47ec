import type { Problem } from '@fengcun/api';
import { type FormEvent, useRef, useState } from 'react';
import { useWords, type Words } from '../../app/language.tsx';
import { useUnsaved } from '../../api/unsaved.ts';
import { useMissing } from '../missing.ts';
import { toChoose, toWrite } from '../needed.ts';
import { Original } from '../original.tsx';
import { Told } from '../told.tsx';
import { type Entered, type StepField, StepFieldPart } from './step-field.tsx';

type Running = Readonly<{ isRunning: boolean; problem: Problem | undefined }>;

/** Kinds of fields that are chosen, not written. */
const CHOSEN: ReadonlySet<string> = new Set<StepField<string>['kind']>(['choice', 'several', 'day', 'organ']);

/**
 * One step of a proceeding: what it asks for, and the button that takes it; pressed too early, it says what is
 * missing and goes there. What was entered stays until the step is taken; only its own button waits while it
 * runs. `quoted`: what somebody wrote, after the lead. No choice between ways to decide has an `initial`.
 */
export const StepForm = <K extends string = never>({ title, lead, quoted, fields = [], label, act, take,
  isPlain = false }: Readonly<{
  title: Words; lead?: Words; quoted?: string; fields?: readonly StepField<K>[]; label: Words; act: Running;
  take: (at: Entered<K>) => void; isPlain?: boolean;
}>) => {
  const { t } = useWords();
  const [entered, setEntered] = useState<Readonly<Record<string, string>>>(() =>
    Object.fromEntries(fields.map(({ name, initial = '' }) => [name, initial])));
  const at: Entered<K> = (name) => (entered[name] ?? '').trim();
  const shown = fields.filter(({ isShown }) => isShown === undefined || isShown(at));
  const missing = useMissing(shown.filter(({ isOptional = false }) => !isOptional).map(({ name, kind, label: of }) =>
    ({ name, isThere: at(name) !== '', asks: CHOSEN.has(kind) ? toChoose(of) : toWrite(of) })));
  const written = fields.filter(({ kind }) => kind === 'words').map(({ name }) => entered[name] ?? '').join('\n');
  const sent = useRef(written);
  useUnsaved(written !== sent.current || (written.trim() !== '' && act.problem !== undefined));
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (!missing.lets(event.currentTarget) || !event.currentTarget.reportValidity()) return;
    sent.current = written;
    take(at);
  };
  return (
    <form className="sheet form" noValidate onSubmit={submit}>
      <h2>{t(title)}</h2>
      {lead !== undefined && (
        <p className="faint">{t(lead)}{quoted !== undefined && <Original>{quoted}</Original>}</p>
      )}
      {shown.map((field) => (
        <StepFieldPart
          key={field.name} field={field} value={entered[field.name] ?? ''} mistake={missing.told(field.name)}
          enter={(value) => setEntered((before) => ({ ...before, [field.name]: value }))}
        />
      ))}
      <Told problem={act.problem} />
      <div className="form-acts">
        <button type="submit" className={isPlain ? 'plain' : 'primary'} disabled={act.isRunning}>{t(label)}</button>
      </div>
    </form>
  );
};

/** The number under which a paper goes out: the organ's own. */
export const PAPER_NUMBER = {
  name: 'document', label: { zh: '文书编号', en: 'Number of the paper' }, kind: 'line',
  hint: { zh: '本机关的文书编号', en: 'of the organ’s own series' },
} as const;
