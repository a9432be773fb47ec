import { useWords } from '../../../app/language.tsx';
import { clauseWords, outcomeWords, reasonWords } from '../words.ts';
import type { NamedCount } from './coverage-bars.tsx';
import type { ClauseAbout } from './pack-about.ts';
import type { PackCounted } from './protocol.ts';
import { percent, thousands } from './told.ts';

const changeText = (now: number, before: number | undefined): string => {
  const change = before === undefined ? 0 : now - before;
  return change === 0 ? '' : `${change > 0 ? '▲ +' : '▼ −'}${thousands(Math.abs(change))}`;
};

type Line = PackCounted['clauses'][number];

const Clause = ({ line, change, records, about }: Readonly<{
  line: Line; change: string; records: number; about: ClauseAbout | undefined;
}>) => {
  const { t } = useWords();
  const { clause, outcome, records: n } = line;
  return (
    <li className={change !== '' ? 'clause-lit' : ''}>
      <span className="clause-name">{t(about === undefined ? clauseWords(clause) : reasonWords(about.explain))}</span>
      <span className="clause-count">{thousands(n)} <small>{percent(n, records)}</small></span>
      <span className="clause-outcome">{t(outcomeWords(outcome))} <code>{t(clauseWords(clause))}</code></span>
      <span className="clause-change">{change}</span>
      <svg viewBox="0 0 100 4" preserveAspectRatio="none" aria-hidden="true">
        <rect className="share-rest" width="100" height="4" />
        <rect className={`clause-${outcome}`} width={(n / Math.max(1, records)) * 100} height="4" />
      </svg>
    </li>
  );
};

/** One pack's clauses in their order: how much each decides; what the last move changed lights up. */
export const ClauseLights = ({ one, before, records }: Readonly<{
  one: NamedCount; before: PackCounted | undefined; records: number;
}>) => {
  const { t } = useWords();
  const clausesBefore = before?.pack === one.counted.pack ? before.clauses : [];
  const was = new Map(clausesBefore.map(({ clause, records: n }) => [clause, n]));
  const shown = one.counted.clauses.filter(({ clause, records: n }) => clause !== 'unknownFacts' || n > 0);
  const lines = shown.map((line) => ({ line, change: changeText(line.records, was.get(line.clause)) }));
  const lit = lines.filter(({ line, change }) => line.records > 0 || change !== '');
  const idle = lines.filter(({ line, change }) => line.records === 0 && change === '');
  const said = new Map(one.clauses.map((clause) => [clause.id, clause]));
  const list = (some: typeof lines) => (
    <ol className="clause-lights">{some.map(({ line, change }) => (
      <Clause
        key={`${line.clause} ${change}`} line={line} change={change} records={records} about={said.get(line.clause)}
      />
    ))}</ol>
  );
  return (
    <section className={`sheet lab-${one.place}`}>
      <h2>{t({
        zh: `《${one.name.zh}》${shown.length} 条中有 ${shown.length - idle.length} 条作出了判断`,
        en: `${shown.length - idle.length} of ${shown.length} clauses of ${one.name.en} decide somebody`,
      })}</h2>
      {one.isMoved && <p className="faint">{t({
        zh: '条文的话出自规则包原文，移动过的数值没有写进去。',
        en: 'The sentences are those of the pack as it ships; what was moved is not in them.',
      })}</p>}
      {list(lit)}
      {idle.length > 0 && (
        <details className="lab-behind clause-idle">
          <summary>{t({ zh: `${idle.length} 条在这个人口中没有判断任何人`, en: `${idle.length} decide nobody here` })}</summary>
          {list(idle)}
        </details>
      )}
    </section>
  );
};
