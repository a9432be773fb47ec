import { useId, useState } from 'react';
import { useAnswer } from '../api/answers.ts';
import { useWords } from '../app/language.tsx';
import { Field } from './field.tsx';
import { organWords } from './organ-words.ts';
import { Original } from './original.tsx';

/** Kinds of organs that hold records and so answer inquiries and requests. @see 2022 Measures art. 3, 16 */
export const SEALING_ORGANS: readonly string[] =
  ['court', 'procuratorate', 'police', 'justiceBureau', 'communityCorrection', 'prison'];

/** An organ by its code, or `none` for a person who belongs to no organ. */
const CODE = /^(?:[a-zA-Z]{1,32}\/[0-9A-Z-]{1,32}|none)$/;

type Named = Readonly<{ organ: string; name?: string }>;

/** What was typed is a name of the list, or a code. */
const organOf = (typed: string, known: readonly Named[]): string =>
  known.find(({ name }) => name === typed.trim())?.organ ?? typed.trim();

/** What stands in the field: as it was typed, else by its name. */
const useTyped = (value: string, known: readonly Named[]) => {
  const [typed, setTyped] = useState<string>();
  const found = known.find(({ organ }) => organ === value);
  const isTyped = typed !== undefined && organOf(typed, known) === value;
  return { shown: isTyped ? typed : found?.name ?? value, setTyped, found };
};

/**
 * Names an organ: those this platform knows are offered by name, of the kinds wanted; the code of another may be
 * written. What is entered stays whatever the list says, and without the list the field works with codes.
 */
export const OrganField = ({ label, value, choose, kinds, name = 'organ', isNeeded = true, hint, missing }: Readonly<{
  label: string; value: string; choose: (organ: string) => void; kinds?: readonly string[]; name?: string;
  isNeeded?: boolean; hint?: string;
  /** What is said where nothing was entered and it was wanted. */
  missing?: string | undefined;
}>) => {
  const { t } = useWords();
  const id = useId();
  const [wasLeft, setLeft] = useState(false);
  const reading = useAnswer('listOrgans', {});
  const known = reading.state === 'there' ? reading.body.items : [];
  const offered = known.filter(({ kind }) => kind !== 'none' && (kinds === undefined || kinds.includes(kind)));
  const { shown, setTyped, found } = useTyped(value, known);
  const told = found === undefined
    ? hint ?? t({ zh: '输入名称，从列表中选；也可以填机关代码。', en: 'type a name and choose it, or write a code' })
    : shown === found.name || found.name === undefined ? t(organWords(found.organ))
      : <Original>{found.name}</Original>;
  const mistake = value === '' || CODE.test(value) ? undefined
    : t({ zh: '没有这个名称的机关，请从列表中选。', en: 'No organ has this name; choose one of the list.' });
  return (
    <Field label={label} hint={told} mistake={missing ?? (wasLeft ? mistake : undefined)}>{(control) => (
      <>
        <input
          {...control} list={id} name={name} value={shown} required={isNeeded} maxLength={80} autoComplete="off"
          ref={(field) => field?.setCustomValidity(mistake ?? '')} onBlur={() => setLeft(true)}
          onChange={({ target }) => { setTyped(target.value); choose(organOf(target.value, known)); }}
        />
        <datalist id={id}>{offered.map(({ organ, name: called }) => (called === undefined
          ? <option key={organ} value={organ}>{t(organWords(organ))}</option>
          : <option key={organ} value={called} lang="zh-CN" />))}</datalist>
      </>
    )}</Field>
  );
};
