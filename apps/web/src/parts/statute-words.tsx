import { resolveCitation } from '@fengcun/statute';
import { useWords } from '../app/language.tsx';

const SPOKEN = { zh: '摘要，非原文', en: 'digest, not the text' } as const;

/** The words of a citation. An id the corpus does not know is shown as it is: somebody will want to ask. */
const StatuteWords = ({ cite, isOpen }: Readonly<{ cite: string; isOpen: boolean }>) => {
  const { t } = useWords();
  const found = resolveCitation(cite);
  if (!found.ok) return <span>{cite}</span>;
  const { labelZh, labelEn, text, verbatim } = found.value;
  return (
    <details className="statute-details" open={isOpen}>
      <summary>{t({ zh: labelZh, en: labelEn })}</summary>
      <blockquote className="statute" lang="zh-CN">
        {text}{!verbatim && <small className="faint">{`（${t(SPOKEN)}）`}</small>}
      </blockquote>
    </details>
  );
};

export default StatuteWords;
