import { type RefObject, useCallback, useEffect, useId, useRef, useState } from 'react';
import type { DocumentRead, FieldRead } from '../words.ts';
import { keyOf } from './text-with-marks.tsx';
import { EFFECTIVE, type ReadingInHand } from './use-reading.ts';

/** Where a person goes when every field is settled. */
export const LAST = { effective: EFFECTIVE, take: 'take' } as const;

/**
 * Fields that a person is led to, in the order of the document: what is in doubt; where nothing is, what the
 * decision asks for.
 */
const wantedOf = (
  { fields = [], persons = [] }: DocumentRead, isAnswered: (field: FieldRead) => boolean,
): readonly FieldRead[] => {
  const doubted = fields.filter(({ doubts }) => doubts.length > 0);
  if (doubted.length > 0) return doubted;
  const asked = new Set(persons.flatMap(({ person, decisions }) =>
    (decisions[0]?.questions ?? []).flatMap(({ field }) => (field === undefined ? [] : [`${field}|${person}`]))));
  return fields.filter((field) => asked.has(keyOf(field)) && !isAnswered(field));
};

/** How a person is led through a reading. */
export type Leading = Readonly<{
  root: RefObject<HTMLDivElement | null>; idOf: (name: string) => string; focus: (name: string) => void;
  /** Fields that were led to and the others; what was led to stays where it is, so that nothing moves. */
  led: readonly FieldRead[]; others: readonly FieldRead[];
  confirm: (field: FieldRead, to: string) => Promise<void>; back: (field: FieldRead) => void;
}>;

/** Leads a person from doubt to doubt, and then to the end of the page. */
export const useLeading = ({ shown, isAnswered, answer }: ReadingInHand): Leading => {
  const id = useId();
  const root = useRef<HTMLDivElement>(null);
  const [keys, setKeys] = useState<readonly string[]>(() => wantedOf(shown, () => false).map(keyOf));
  const idOf = useCallback((name: string) => `${id}-${name}`, [id]);
  const focus = useCallback((name: string) => {
    const control = root.current?.querySelector(`[id="${CSS.escape(idOf(name))}"]`);
    control?.closest('details')?.setAttribute('open', '');
    if (control instanceof HTMLElement) control.focus();
    if (control instanceof HTMLInputElement) control.select();
  }, [idOf]);
  const [opening] = useState(keys[0] ?? LAST.effective);
  useEffect(() => focus(opening), [opening, focus]);
  useEffect(() => {
    const more = wantedOf(shown, isAnswered).map(keyOf).filter((key) => !keys.includes(key));
    if (more.length > 0) setKeys([...keys, ...more]);
  }, [shown, isAnswered, keys]);
  const fields = shown.fields ?? [];
  // Where to go is known when the decision is: what one answer settles, nobody is led to any more.
  const confirm = async (field: FieldRead, to: string) => {
    const next = await answer(field, to);
    if (next === undefined) return;
    const [first] = wantedOf(next, (one) => keyOf(one) === keyOf(field) || isAnswered(one));
    setTimeout(() => focus(first === undefined ? LAST.effective : keyOf(first)));
  };
  return {
    root, idOf, focus, confirm,
    led: keys.flatMap((key) => fields.filter((one) => keyOf(one) === key)),
    others: fields.filter((one) => !keys.includes(keyOf(one))),
    back: (field) => focus(keys[Math.max(0, keys.indexOf(keyOf(field)) - 1)] ?? LAST.effective),
  };
};
