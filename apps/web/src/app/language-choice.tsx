import { useWords } from './language.tsx';

/** Chooses the language of the pages. */
export const LanguageChoice = () => {
  const { language, choose } = useWords();
  const other = language === 'zh' ? 'en' : 'zh';
  return (
    <button
      type="button" className="quiet" lang={other === 'zh' ? 'zh-CN' : 'en'} onClick={() => choose(other)}
    >{other === 'zh' ? '中文' : 'English'}</button>
  );
};
