import { useWords } from '../app/language.tsx';
import { civilToday, daysBetween } from './dates.ts';

/**
 * Until when something has to be done; late is said in words, not by colour alone. `isOrgans`: to whoever waits for
 * an organ it says that the organ is late, not they.
 */
export const DueMark = ({ on, isOrgans = false }: Readonly<{ on: string; isOrgans?: boolean }>) => {
  const { t } = useWords();
  const days = daysBetween(civilToday(), on.slice(0, 10));
  const kind = days < 0 ? 'late' : days === 0 ? 'today' : 'later';
  const words = {
    late: { zh: `${isOrgans ? '机关已' : ''}逾期 ${-days} 日`, en: `${-days} days late` },
    today: { zh: '今日到期', en: 'due today' }, later: { zh: `还有 ${days} 日`, en: `${days} days left` },
  } as const;
  return <time dateTime={on} className={`due due-${kind}`} title={on.slice(0, 10)}>{t(words[kind])}</time>;
};
