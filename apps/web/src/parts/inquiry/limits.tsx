import { CLASS_WORDS, GRANT_LIMITS } from 'virtual:inquiry-tables';
import { useWords } from '../../app/language.tsx';
import { Original } from '../original.tsx';
import { Statutes } from '../statute.tsx';
import type { Inquiry } from './words.ts';

type Limit = NonNullable<Inquiry['limits']>[number];

const SET_BY = {
  examiner: { zh: '承办人提出', en: 'proposed' }, approver: { zh: '审批人提出', en: 'added by the approver' },
} as const;

/** A limit in the language of the page: its words, and the classes or the day that it names. */
export const useLimitWords = (): ((limit: Pick<Limit, 'limit' | 'classes' | 'day'>) => string) => {
  const { t, language } = useWords();
  return ({ limit, classes, day }) => {
    const named = (classes ?? []).map((name) => CLASS_WORDS[name][language]).join(t({ zh: '、', en: '; ' }));
    const value = named === '' ? day : named;
    return `${t(GRANT_LIMITS[limit])}${value === undefined ? '' : t({ zh: `：${value}`, en: `: ${value}` })}`;
  };
};

/** Limits of a grant with their articles; to officers with whose they are and why. */
export const Limits = ({ limits }: Readonly<{ limits: readonly Limit[] }>) => {
  const { t } = useWords();
  const words = useLimitWords();
  return (
    <ul className="grounds">{limits.map((one) => (
      <li key={`${one.limit} ${one.setBy}`}>
        <p>{words(one)}{one.setBy !== undefined && <span className="faint">（{t(SET_BY[one.setBy])}）</span>}</p>
        {one.reasons !== undefined && <blockquote className="statute"><Original>{one.reasons}</Original></blockquote>}
        <Statutes cites={one.cites} />
      </li>
    ))}</ul>
  );
};
