import { type KeyboardEvent, useEffect, useState } from 'react';
import { useWords } from '../../../app/language.tsx';
import { dayWritten } from '../../../parts/day-written.ts';
import { doubtWords, type FieldRead, FIELDS } from '../words.ts';

/** What a person does with a field. */
export type FieldActs = Readonly<{
  focus: () => void; confirm: (to: string) => void; back: () => void;
  /** As confirmed, without going on. */
  keep: (to: string) => void;
}>;

const stateOf = (read: FieldRead, isAnswered: boolean): 'doubted' | 'answered' | 'read' =>
  (isAnswered ? 'answered' : read.doubts.length > 0 ? 'doubted' : 'read');

const MARKS = { doubted: '？', answered: '✔', read: '·' } as const;

/**
 * One field: any key corrects, Enter confirms what stands there and goes to the next, Esc goes back. Why it is
 * in doubt stands below it and is read with it.
 */
export const FieldRow = ({ read, id, isAnswered, isRefused, acts }: Readonly<{
  read: FieldRead; id: string; isAnswered: boolean; isRefused: boolean; acts: FieldActs;
}>) => {
  const { t } = useWords();
  const { words, hint, options, isLooked, isDay } = FIELDS[read.field];
  const [value, setValue] = useState(read.value);
  useEffect(() => setValue(read.value), [read.value]);
  const state = stateOf(read, isAnswered);
  const confirm = () => acts.confirm(isDay === true ? dayWritten(value) : value);
  const onKeyDown = (event: KeyboardEvent) => {
    // Enter ends the choice of characters first, and confirms only then.
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'Escape') acts.back();
    else if (event.key === 'Enter') confirm();
    else return;
    event.preventDefault();
  };
  const common = {
    id, onFocus: acts.focus, onKeyDown, 'aria-describedby': `${id}-why`,
    // What was written counts, whichever way the field is left: nothing is silently read as before.
    onBlur: () => { if (value !== read.value) acts.keep(isDay === true ? dayWritten(value) : value); },
    ...(isRefused ? { 'aria-invalid': true as const } : {}),
  };
  return (
    <div className={`reading-field reading-field-${state}`}>
      <label htmlFor={id}><span aria-hidden="true">{MARKS[state]}</span> {t(words)}</label>
      {isLooked === true ? (
        <output {...common} tabIndex={0} lang="zh-CN">{value === '' ? '—' : value}</output>
      ) : options === undefined ? (
        <input
          {...common} value={value} autoComplete="off" spellCheck={false}
          onChange={({ target }) => setValue(target.value)}
        />
      ) : (
        <select {...common} value={value} onChange={({ target }) => setValue(target.value)}>
          {options.map((one) => <option key={one.value} value={one.value}>{t(one.words)}</option>)}
        </select>
      )}
      <button type="button" className="quiet reading-confirm" onClick={confirm}>
        {t({ zh: '确认', en: 'Confirm' })}
      </button>
      <p className={isRefused ? 'told' : 'hint'} id={`${id}-why`}>
        {[
          ...(isRefused ? [t({ zh: '这不是该字段的有效内容', en: 'This is no value of the field' })]
            : state === 'doubted' ? read.doubts.map((code) => t(doubtWords(code))) : []),
          ...(hint === undefined ? [] : [t(hint)]),
        ].join(t({ zh: '；', en: '; ' }))}
      </p>
    </div>
  );
};
