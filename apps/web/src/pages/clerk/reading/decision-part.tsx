import { useWords } from '../../../app/language.tsx';
import { type DecisionRead, type FieldRead, outcomeLook } from '../words.ts';

const HOLDS = { yes: '✔', no: '✘', unknown: '？' } as const;

const Laws = ({ laws }: Readonly<{ laws: DecisionRead['laws'] }>) => {
  const { t } = useWords();
  return (
    <ul className="statutes">{laws.map(({ id, labelZh, labelEn, text, isVerbatim }) => (
      <li key={id}>
        <details className="statute-details">
          <summary>{t({ zh: labelZh, en: labelEn })}</summary>
          <blockquote className="statute" lang="zh-CN">
            {text}{!isVerbatim && <small className="faint">（{t({ zh: '摘要，非原文', en: 'digest, not the text' })}）</small>}
          </blockquote>
        </details>
      </li>
    ))}</ul>
  );
};

/** What the law decides of a person, with its reasons; what is not known stands as a question. */
export const DecisionPart = ({ name, decision, ask }: Readonly<{
  name: string; decision: DecisionRead; ask: (field: FieldRead['field']) => void;
}>) => {
  const { t } = useWords();
  const { mark, words } = outcomeLook(decision.outcome);
  const { sealFrom } = decision;
  return (
    <article className={`decision decision-${decision.outcome}`}>
      <h3>
        <span aria-hidden="true">{mark}</span> {t(words)}
        {sealFrom !== undefined && decision.outcome === 'sealFrom' ? ` ${sealFrom}` : ''}
        {name !== '' && <span className="faint" lang="zh-CN"> · {name}</span>}
      </h3>
      <p>{t(decision.explain)}</p>
      <ul className="decision-reasons">{decision.findings.map(({ holds, say }, at) => (
        <li key={at}><span aria-label={t({
          zh: holds === 'yes' ? '成立' : holds === 'no' ? '不成立' : '不明',
          en: holds === 'yes' ? 'holds' : holds === 'no' ? 'does not hold' : 'unknown',
        })} role="img">{HOLDS[holds]}</span> {t(say)}</li>
      ))}</ul>
      {decision.questions.length > 0 && (
        <ul className="decision-questions">{decision.questions.map(({ say, field }) => (
          <li key={say.zh}>
            ？ {t(say)}
            {field !== undefined && (
              <button type="button" className="quiet" onClick={() => ask(field)}>
                {t({ zh: '填写', en: 'Answer' })}
              </button>
            )}
          </li>
        ))}</ul>
      )}
      <Laws laws={decision.laws} />
      {decision.flags.map((flag) => <p key={flag.zh} className="faint">⚑ {t(flag)}</p>)}
    </article>
  );
};
