import type { Words } from '../../../app/language.tsx';
import type { BodyOf } from '../../../api/interface.ts';
import { TERM_WORDS } from '../term-words.ts';
import { OPTION_WORDS } from '../words.ts';

/** A setting as it is in force. */
export type Setting = BodyOf<'readPlatformSettings'>['items'][number];

/** How a setting is called. */
export const nameOfSetting = ({ id, title }: Pick<Setting, 'id' | 'title'>): Words => TERM_WORDS[id] ?? title;

/** A value in words; one that has none is shown as it is. */
export const valueOfSetting = (value: string, t: (words: Words) => string): string => {
  const words = OPTION_WORDS[value];
  return words === undefined ? value : t(words);
};
