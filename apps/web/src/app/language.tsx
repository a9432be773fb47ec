import { createContext, type ReactNode, useContext, useMemo, useState } from 'react';

/** A sentence in both languages; Chinese is the one that counts. */
export type Words = Readonly<{ zh: string; en: string }>;
/** Languages of the pages. */
export type Language = keyof Words;

/** Which language is on, and how to say something in it. */
export type Speaker = Readonly<{
  language: Language; t: (words: Words) => string; choose: (language: Language) => void;
  /** Several things in a row, and a remark in brackets, with the marks of the language. */
  list: (items: readonly string[]) => string; aside: (remark: string) => string;
}>;

const KEY = 'fengcun-language';

const first = (): Language => {
  const kept = localStorage.getItem(KEY);
  if (kept === 'zh' || kept === 'en') return kept;
  return navigator.language.startsWith('zh') ? 'zh' : 'en';
};

const speakerOf = (language: Language, choose: Speaker['choose']): Speaker => ({
  language, choose, t: (words) => words[language],
  list: (items) => items.join(language === 'zh' ? '、' : ', '),
  aside: (remark) => (language === 'zh' ? `（${remark}）` : ` (${remark})`),
});

const SpeakerContext = createContext<Speaker>(speakerOf('zh', () => undefined));

/** Gives every page its language; the choice is kept in the browser, and nothing else is. */
export const LanguageProvider = ({ children }: Readonly<{ children: ReactNode }>) => {
  const [language, setLanguage] = useState<Language>(first);
  const speaker = useMemo<Speaker>(() => {
    document.documentElement.lang = language === 'zh' ? 'zh-CN' : 'en';
    return speakerOf(language, (chosen) => {
      localStorage.setItem(KEY, chosen);
      setLanguage(chosen);
    });
  }, [language]);
  return <SpeakerContext value={speaker}>{children}</SpeakerContext>;
};

/** The language of the pages: `t({ zh, en })` says something in it. */
export const useWords = (): Speaker => useContext(SpeakerContext);
