import { useState } from 'react';
import { useWords } from '../app/language.tsx';
import type { Needed } from './needed.ts';

const goTo = (pressed: Element, name: string): void => {
  const field = pressed.closest('.form, [data-form]')?.querySelector<HTMLElement>(`[name="${CSS.escape(name)}"]`);
  field?.focus({ preventScroll: true });
  field?.scrollIntoView({ block: 'center' });
};

/**
 * A button is never dead without a word: pressed too early, it lets nothing happen, says in one sentence what is
 * missing first, and goes there. `told` is the mistake of a control by its name, gone once it is there; `lets` is
 * whether everything is there (of `names`, where only these are needed).
 */
export const useMissing = (needed: readonly Needed[]) => {
  const { t } = useWords();
  const [asked, ask] = useState<string>();
  const told = (name: string): string | undefined => {
    const one = asked === name ? needed.find((of) => of.name === name && !of.isThere) : undefined;
    return one === undefined ? undefined : t(one.asks);
  };
  const lets = (pressed: Element, names?: readonly string[]): boolean => {
    const first = needed.find(({ name, isThere }) => !isThere && (names === undefined || names.includes(name)));
    ask(first?.name);
    if (first !== undefined) goTo(pressed, first.name);
    return first === undefined;
  };
  return { told, lets };
};
