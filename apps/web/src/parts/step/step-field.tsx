import type { ReactNode } from 'react';
import { useWords, type Words } from '../../app/language.tsx';
import { Field } from '../field.tsx';
import { OrganField } from '../organ-field.tsx';
import { originalOf } from '../original.tsx';
import { Pick } from '../pick.tsx';
import { Prepared } from '../prepared.tsx';

/** What a step of a proceeding asks for: its name, its words, and how it is entered. */
export type StepField<K extends string> = Readonly<{
  name: K; label: Words; kind: 'line' | 'words' | 'day' | 'choice' | 'several' | 'organ';
  options?: readonly Readonly<{ value: string; label: string; about?: ReactNode }>[];
  /** Sentences a person may take over and change. */
  prepared?: readonly Words[];
  /** Kinds of organs that are offered. */
  organs?: readonly string[];
  hint?: Words; isOptional?: boolean; initial?: string; max?: number;
  /** Only where what was entered elsewhere asks for it. */
  isShown?: (at: Entered<K>) => boolean;
}>;

/** What was entered under a name; several are separated by a space. */
export type Entered<K extends string> = (name: K) => string;

type Editing = Readonly<{ value: string; enter: (value: string) => void }>;
type One<K extends string> = Readonly<{ field: StepField<K>; mistake?: string | undefined }> & Editing;

const Several = <K extends string>({ field: { name, label, options = [] }, value, enter, mistake }: One<K>) => {
  const { t } = useWords();
  const chosen = value.split(' ').filter((one) => one !== '');
  return (
    <fieldset className="pick checks">
      <legend>{t(label)}</legend>
      {options.map((one) => (
        <label key={one.value}>
          <input
            type="checkbox" name={name} checked={chosen.includes(one.value)}
            onChange={({ target: { checked } }) => enter(
              [...chosen.filter((held) => held !== one.value), ...(checked ? [one.value] : [])].join(' '))}
          />
          {one.label}
        </label>
      ))}
      {mistake !== undefined && <p className="told" role="alert">{mistake}</p>}
    </fieldset>
  );
};

const Sentences = <K extends string>({ field, value, enter, mistake }: One<K>) => {
  const { t } = useWords();
  const { name, label, prepared = [], hint, max = 4000 } = field;
  return (
    <Field label={t(label)} mistake={mistake} {...(hint === undefined ? {} : { hint: t(hint) })}>{(control) => (
      <>
        <textarea
          {...control} name={name} rows={3} maxLength={max} value={value} {...originalOf(value)}
          onChange={({ target }) => enter(target.value)}
        />
        {prepared.length > 0 && <Prepared sentences={prepared} take={enter} />}
      </>
    )}</Field>
  );
};

/** One field of a step; one that may be left out says so. */
export const StepFieldPart = <K extends string>(given: One<K>) => {
  const { t } = useWords();
  const { field: { isOptional = false, label: asked }, value, enter, mistake } = given;
  const label = isOptional ? { zh: `${asked.zh}（可不填）`, en: `${asked.en} (optional)` } : asked;
  const one = { ...given, field: { ...given.field, label } };
  const { name, kind, options = [], organs, hint, max = 80 } = one.field;
  if (kind === 'several') return <Several {...one} />;
  if (kind === 'organ') {
    return <OrganField label={t(label)} name={name} value={value} choose={enter} missing={mistake}
      {...(organs === undefined ? {} : { kinds: organs })} {...(hint === undefined ? {} : { hint: t(hint) })} />;
  }
  if (kind === 'words') return <Sentences {...one} />;
  if (kind === 'choice') {
    return <Pick legend={t(label)} name={name} value={value} choose={enter} options={options} mistake={mistake} />;
  }
  return (
    <Field label={t(label)} mistake={mistake} {...(hint === undefined ? {} : { hint: t(hint) })}>{(control) => (
      <input
        {...control} name={name} type={kind === 'day' ? 'date'
          : 'text'} autoComplete="off" maxLength={max} value={value}
        onChange={({ target }) => enter(target.value)}
      />
    )}</Field>
  );
};
