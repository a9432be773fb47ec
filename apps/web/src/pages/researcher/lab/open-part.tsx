import { FACTS } from 'virtual:policy-packs';
import type { OpenFact } from '@fengcun/policy';
import { useWords, type Words } from '../../../app/language.tsx';
import type { NamedCount } from './coverage-bars.tsx';
import { percent, thousands } from './told.ts';

/** A fact by its name in words; one that the schema does not have as it is. */
const factWords = (name: string): Words => FACTS.find((fact) => fact.name === name)?.title ?? { zh: name, en: name };

/** LIMIT: facts that are asked for, the most telling first. */
const FACTS_SHOWN = 6;

const One = ({ one, open, records }: Readonly<{ one: NamedCount; open: readonly OpenFact[]; records: number }>) => {
  const { t } = useWords();
  const { coverage, missingFacts } = one.counted;
  const [undetermined, review] = [percent(coverage.undetermined, records), percent(coverage.review, records)];
  return (
    <li>
      <p><b>{t(one.name)}</b>{' '}{t({
        zh: `${undetermined} 因事实不足无法判断，${review} 依规则交人工判断。`,
        en: `${undetermined} undetermined for lack of facts, ${review} left to a person by the rules.`,
      })}</p>
      {open.length > 0 && <ul>{open.slice(0, FACTS_SHOWN).map(({ fact, records: n }) => (
        <li key={fact}>{t({
          zh: `查明“${factWords(fact).zh}”可以决定 ${thousands(n)} 人`,
          en: `“${factWords(fact).en}” would decide ${thousands(n)}`,
        })}</li>
      ))}</ul>}
      {missingFacts.length > 0 && <p className="hint">{t({
        zh: `这个人口没有、一律视为不明的事实：${missingFacts.map((fact) => factWords(fact).zh).join('、')}`,
        en: `Facts this population lacks, unknown for all: ${
          missingFacts.map((fact) => factWords(fact).en).join(', ')}`,
      })}</p>}
    </li>
  );
};

/** What is open under each pack and which facts would decide it: unknown is unknown, never defaulted. */
export const OpenPart = ({ packs, open, records }: Readonly<{
  packs: readonly NamedCount[]; open: readonly (readonly OpenFact[])[]; records: number;
}>) => {
  const { t } = useWords();
  return (
    <section className="sheet">
      <h2>{t({ zh: '没有判断的，不作推定', en: 'What is open stays open' })}</h2>
      <ul className="plain-list lab-open">{packs.map((one, i) =>
        <One key={one.place} one={one} open={open[i] ?? []} records={records} />)}</ul>
    </section>
  );
};
