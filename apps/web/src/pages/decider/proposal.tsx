import { useWords } from '../../app/language.tsx';
import { Limits } from '../../parts/inquiry/limits.tsx';
import type { Inquiry } from '../../parts/inquiry/words.ts';
import { Original } from '../../parts/original.tsx';

/** What can be proposed, in words. */
export const OUTCOMES = {
  grant: { zh: '许可查询', en: 'grant' }, refuse: { zh: '不许可查询', en: 'refuse' },
} as const;

/** What is agreed to: proposal, reasons, how open questions are read, and the limits. */
export const Proposal = ({ inquiry }: Readonly<{ inquiry: Inquiry }>) => {
  const { t } = useWords();
  const { proposed, proposalReasons, limits = [], openQuestions = [], readings = [] } = inquiry;
  const read = openQuestions.flatMap(({ question, readings: all }) => {
    const reading = readings.find((one) => one.question === question)?.reading;
    return all.filter((one) => one.reading === reading).map(({ zh }) => ({ question, zh }));
  });
  return (
    <>
      {proposed !== undefined && (
        <p>{t({ zh: '承办人的意见：', en: 'Proposed: ' })}<b>{t(OUTCOMES[proposed])}</b></p>
      )}
      {proposalReasons !== undefined && (
        <blockquote className="statute"><Original>{proposalReasons}</Original></blockquote>
      )}
      {proposed === 'grant' && read.map(({ question, zh }) => (
        <p key={question}>{`${question} `}<Original>{zh}</Original></p>
      ))}
      {limits.length > 0 && (
        <><h3>{t({ zh: '承办人提出的限制', en: 'Limits that were proposed' })}</h3><Limits limits={limits} /></>
      )}
    </>
  );
};

/** To whoever proposed it, and to everybody who does not decide: what waits for another person. */
export const Proposed = ({ inquiry }: Readonly<{ inquiry: Inquiry }>) => {
  const { t } = useWords();
  if (inquiry.stage !== 'proposed' || inquiry.proposed === undefined) return null;
  return (
    <section className="sheet outcome">
      <h2>{t({ zh: '已报审批，等待另一人决定', en: 'Proposed; waits for another person' })}</h2>
      <Proposal inquiry={inquiry} />
    </section>
  );
};
