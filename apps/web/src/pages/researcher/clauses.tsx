import { PACKS } from 'virtual:policy-packs';
import { useEffect } from 'react';
import { useWords } from '../../app/language.tsx';
import { civilToday } from '../../parts/dates.ts';
import { PageHead } from '../../parts/page-head.tsx';
import { Statute } from '../../parts/statute.tsx';
import '../../styles/lab.css';
import { type Chosen, choosePack, OWN, packNamed, runOf, useChosen } from './lab/chosen.ts';
import { askRun, useLab } from './lab/lab-client.ts';
import { PackOptions, StatusMark } from './lab/pack-choice.tsx';
import type { ClauseAbout, LimbAbout } from './lab/pack-about.ts';
import { percent, thousands } from './lab/told.ts';
import { clauseWords, outcomeWords, reasonWords } from './words.ts';

const Limb = ({ limb }: Readonly<{ limb: LimbAbout }>) => {
  const { t } = useWords();
  return <li>{t(limb.say)} <code>{limb.when}</code></li>;
};

const Clause = ({ clause, decided, records }: Readonly<{
  clause: ClauseAbout; decided: number | undefined; records: number;
}>) => {
  const { t } = useWords();
  const cites = [...new Set([...clause.cite, ...clause.limbs.flatMap(({ cite }) => cite)])];
  return (
    <article className="sheet clause">
      <header>
        <h2>{t(reasonWords(clause.explain))} <code>{t(clauseWords(clause.id))}</code></h2>
        <span>{t(outcomeWords(clause.outcome))}</span>
        <span className="clause-decided">{decided === undefined ? '…' : t({
          zh: `判断了 ${thousands(decided)} 人（${percent(decided, records)}）`,
          en: `decided ${thousands(decided)} (${percent(decided, records)})`,
        })}</span>
      </header>
      <div className="clause-sides">
        <div>
          {clause.text !== '' && <blockquote className="statute" lang="zh-CN">{clause.text}
            {!clause.verbatim && (
              <small className="faint">{t({ zh: '（规则包的概括）', en: '(in the words of the pack)' })}</small>
            )}</blockquote>}
          {clause.limbs.length > 0 && (
            <ul className="clause-limbs">{clause.limbs.map((limb) => <Limb key={limb.id} limb={limb} />)}</ul>
          )}
        </div>
        <ul className="statutes">{cites.map((cite) => <li key={cite}><Statute cite={cite} isOpen /></li>)}</ul>
      </div>
    </article>
  );
};

/** The chosen pack alone, as it was moved in the lab. */
const alone = ({ first, own }: Chosen): Chosen => ({ first, second: undefined, own });

/** A pack clause by clause: its condition, the statute beside it, and how many it decides. */
const Clauses = () => {
  const { t } = useWords();
  const chosen = useChosen();
  const lab = useLab();
  const { first, own } = chosen;
  const about = packNamed(first.pack, own)?.about ?? PACKS[0]?.about;
  useEffect(() => askRun(runOf(alone(chosen), civilToday())), [chosen]);
  if (about === undefined) return null;
  const counted = lab.counted?.packs.find(({ pack }) => pack === about.id);
  const decided = new Map(counted?.clauses.map(({ clause, records }) => [clause, records]));
  return (
    <>
      <PageHead
        title={t(about.title)}
        lead={t({ zh: `${about.id} · 版本 ${about.version}`, en: `${about.id} · version ${about.version}` })}
      >
        <select
          className="plain" aria-label={t({ zh: '规则包', en: 'Pack' })} value={first.pack}
          onChange={({ target }) => choosePack('first', target.value)}
        >
          {own !== undefined && <option value={OWN}>{t({ zh: '编辑中的文本', en: 'The text being written' })}</option>}
          <PackOptions />
        </select>
      </PageHead>
      <p><StatusMark status={about.status} /></p>
      {about.clauses.map((clause) => (
        <Clause
          key={clause.id} clause={clause} records={lab.counted?.records ?? 0}
          decided={counted === undefined ? undefined : decided.get(clause.id) ?? 0}
        />
      ))}
    </>
  );
};

export default Clauses;
