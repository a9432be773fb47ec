import { useWords } from '../app/language.tsx';

/** Something is on its way; shown after a moment, so that fast answers do not flicker. */
export const Waiting = () => {
  const { t } = useWords();
  return <p className="waiting" role="status">{t({ zh: '正在读取…', en: 'Reading …' })}</p>;
};
