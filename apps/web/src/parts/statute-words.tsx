import { basisLabel, LEGAL_BASES, resolveCitation } from '@fengcun/statute';
import { useWords } from '../app/language.tsx';

const SPOKEN = { zh: '摘要，非原文', en: 'digest, not the text' } as const;

/** A row of the registry of legal bases by its name; an id nobody knows as it is: somebody will want to ask. */
const normOf = (id: string): string => {
  const basis = LEGAL_BASES.bases.find((one) => one.id === id);
  return basis === undefined ? id : basisLabel(basis);
};

/** The words of a citation, or the name of a legal basis. */
const StatuteWords = ({ cite, isOpen }: Readonly<{ cite: string; isOpen: boolean }>) => {
  const { t, aside } = useWords();
  const found = resolveCitation(cite);
  if (!found.ok) return <span lang="zh-CN">{normOf(cite)}</span>;
  const { labelZh, labelEn, text, verbatim } = found.value;
  return (
    <details className="statute-details" open={isOpen}>
      <summary>{t({ zh: labelZh, en: labelEn })}</summary>
      <blockquote className="statute" lang="zh-CN">
        {text}{!verbatim && <small className="faint">{aside(t(SPOKEN))}</small>}
      </blockquote>
    </details>
  );
};

export default StatuteWords;
