import { useId } from 'react';
import { useAnswer } from '../api/answers.ts';
import { useWords } from '../app/language.tsx';
import { Field } from './field.tsx';
import { organWords } from './organ-words.ts';
import { Original } from './original.tsx';

/** Kinds of organs that hold records and so answer inquiries and requests. @see 2022 Measures art. 3, 16 */
export const SEALING_ORGANS: readonly string[] =
  ['court', 'procuratorate', 'police', 'justiceBureau', 'communityCorrection', 'prison'];

/**
 * Names an organ: those this platform knows are offered, of the kinds wanted; another may be written. What is
 * entered stays whatever the list says, and without the list the field works as before.
 */
export const OrganField = ({ label, value, choose, kinds, name = 'organ', isNeeded = true, hint, mistake }: Readonly<{
  label: string; value: string; choose: (organ: string) => void; kinds?: readonly string[]; name?: string;
  isNeeded?: boolean; hint?: string; mistake?: string | undefined;
}>) => {
  const { t } = useWords();
  const id = useId();
  const reading = useAnswer('listOrgans', {});
  const known = reading.state === 'there' ? reading.body.items : [];
  const offered = known.filter(({ kind }) => kind !== 'none' && (kinds === undefined || kinds.includes(kind)));
  const found = known.find(({ organ }) => organ === value);
  const told = found === undefined ? hint
    ?? t({ zh: '可从列表选，或填 police/530202000000 这样的代码', en: 'choose, or write like police/530202000000' })
    : found.name === undefined ? t(organWords(found.organ)) : <Original>{found.name}</Original>;
  return (
    <Field label={label} hint={told} mistake={mistake}>{(control) => (
      <>
        <input
          {...control} list={id} name={name} value={value} required={isNeeded} maxLength={80} autoComplete="off"
          onChange={({ target }) => choose(target.value.trim())}
        />
        <datalist id={id}>{offered.map(({ organ, name: called }) =>
          (called === undefined ? <option key={organ} value={organ}>{t(organWords(organ))}</option>
            : <option key={organ} value={organ} lang="zh-CN">{called}</option>))}</datalist>
      </>
    )}</Field>
  );
};
