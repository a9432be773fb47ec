import { useWords } from '../../app/language.tsx';
import { Limits } from '../../parts/inquiry/limits.tsx';
import type { Inquiry } from '../../parts/inquiry/words.ts';
import { Original } from '../../parts/original.tsx';

/** What both wrote, and by what the grant was narrowed, once it is decided. */
export const Granted = ({ inquiry }: Readonly<{ inquiry: Inquiry }>) => {
  const { t } = useWords();
  const { stage, limits = [], proposalReasons, decisionReasons } = inquiry;
  if (stage === 'proposed' || (proposalReasons === undefined && limits.length === 0)) return null;
  return (
    <section className="sheet outcome outcome-good">
      <h2>{t(limits.length > 0 ? { zh: '许可，缩小了告知范围', en: 'Granted, and less is told' }
        : { zh: '许可', en: 'Granted' })}</h2>
      {proposalReasons !== undefined && (
        <p>{t({ zh: '承办人：', en: 'Proposed: ' })}<Original>{proposalReasons}</Original></p>
      )}
      {decisionReasons !== undefined && (
        <p>{t({ zh: '审批人：', en: 'Decided: ' })}<Original>{decisionReasons}</Original></p>
      )}
      {limits.length > 0 && <Limits limits={limits} />}
    </section>
  );
};
