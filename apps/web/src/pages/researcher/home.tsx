import { useEffect, useState } from 'react';
import { useWords, type Words } from '../../app/language.tsx';
import { civilToday } from '../../parts/dates.ts';
import { Field } from '../../parts/field.tsx';
import { PageHead } from '../../parts/page-head.tsx';
import { Waiting } from '../../parts/waiting.tsx';
import '../../styles/lab.css';
import { type Chosen, packNamed, runOf, useChosen } from './lab/chosen.ts';
import { ClauseLights } from './lab/clause-lights.tsx';
import { CoverageBars, type NamedCount } from './lab/coverage-bars.tsx';
import { FlowChart } from './lab/flow-chart.tsx';
import { askRun, type LabState, useLab } from './lab/lab-client.ts';
import { Levers } from './lab/levers.tsx';
import { OpenPart } from './lab/open-part.tsx';
import { PackChoices } from './lab/pack-choice.tsx';
import { PopulationPart } from './lab/population-part.tsx';
import { YearChart } from './lab/year-chart.tsx';

const PLACES = ['first', 'second'] as const;
const DAY = /^\d{4}-\d{2}-\d{2}$/;

const nameOf = (chosen: Chosen, place: 'first' | 'second'): Words => {
  const slot = chosen[place];
  return (slot === undefined ? undefined : packNamed(slot.pack, chosen.own)?.about.title) ?? { zh: '', en: '' };
};

const saidBy = (chosen: Chosen, place: 'first' | 'second'): Pick<NamedCount, 'clauses' | 'isMoved'> => {
  const slot = chosen[place];
  if (slot === undefined) return { clauses: [], isMoved: false };
  return {
    clauses: packNamed(slot.pack, chosen.own)?.about.clauses ?? [],
    isMoved: Object.keys(slot.parameters).length + Object.keys(slot.switches).length > 0,
  };
};

/** What was counted, with the names of its packs; nothing while the answer is about other packs. */
const namedOf = (lab: LabState, chosen: Chosen): readonly NamedCount[] => {
  const wanted = PLACES.filter((place) => chosen[place] !== undefined);
  const counted = lab.counted?.packs ?? [];
  const fits = counted.length === wanted.length && wanted.every((place, i) => {
    const slot = chosen[place];
    return slot !== undefined && packNamed(slot.pack, chosen.own)?.about.id === counted[i]?.pack;
  });
  return fits ? wanted.flatMap((place, i): readonly NamedCount[] => {
    const one = counted[i];
    return one === undefined ? [] : [{ place, name: nameOf(chosen, place), counted: one, ...saidBy(chosen, place) }];
  }) : [];
};

const Refused = ({ lab }: Readonly<{ lab: LabState }>) => {
  const { t } = useWords();
  const { refused } = lab;
  if (refused === undefined) return null;
  const [first] = refused.problems;
  return (
    <p role="alert" className="told">{t({ zh: '这样不能计算：', en: 'This cannot be counted: ' })}
      {refused.message ?? (first === undefined ? '' : `${first.message} (${first.line}:${first.column})`)}</p>
  );
};

const Answers = ({ lab, packs, asOf }: Readonly<{ lab: LabState; packs: readonly NamedCount[]; asOf: string }>) => {
  const records = lab.counted?.records ?? 0;
  const [first, second] = packs;
  const pair = lab.compared?.pair;
  const isPair = pair !== undefined && pair.from === first?.counted.pack && pair.to === second?.counted.pack;
  return (
    <>
      {isPair && first !== undefined && second !== undefined
        && <FlowChart pair={pair} names={[first.name, second.name]} records={records} />}
      <div className="columns">{packs.map((one, i) =>
        <ClauseLights key={one.place} one={one} before={lab.before?.packs[i]} records={records} />)}</div>
      <YearChart packs={packs} records={records} asOfYear={Number(asOf.slice(0, 4))} />
      <OpenPart packs={packs} open={lab.compared?.openFacts ?? []} records={records} />
    </>
  );
};

/** The policy lab: choose packs, move what can be moved, see at once who is covered. */
const Home = () => {
  const { t } = useWords();
  const lab = useLab();
  const chosen = useChosen();
  const [asOf, setAsOf] = useState(civilToday);
  useEffect(() => { if (DAY.test(asOf)) askRun(runOf(chosen, asOf)); }, [chosen, asOf]);
  const packs = namedOf(lab, chosen);
  return (
    <>
      <PageHead
        title={t({ zh: '政策实验室', en: 'Policy lab' })}
        lead={t({ zh: '选两个规则包，移动一个数值，立刻看到谁会被封存。', en: 'Choose two packs, move a figure, see at once who is covered.' })}
      />
      <div className="lab">
        <div className="lab-choose">
          <section className="sheet">
            <PackChoices chosen={chosen} />
            <Field label={t({ zh: '以哪一天为准', en: 'As of' })}>{(control) =>
              <input {...control} type="date" value={asOf} onChange={({ target }) => setAsOf(target.value)} />}</Field>
          </section>
        </div>
        <div className="lab-bars">
          <Refused lab={lab} />
          {packs.length === 0 ? lab.refused === undefined && <Waiting />
            : <CoverageBars packs={packs} records={lab.counted?.records ?? 0} />}
        </div>
        <div className="lab-levers">
          <PopulationPart lab={lab} />
          {PLACES.map((place) => {
            const slot = chosen[place];
            const about = slot === undefined ? undefined : packNamed(slot.pack, chosen.own)?.about;
            return slot === undefined || about === undefined ? null
              : <Levers key={place} place={place} slot={slot} pack={about} />;
          })}
        </div>
        <div className="lab-rest">{packs.length > 0 && <Answers lab={lab} packs={packs} asOf={asOf} />}</div>
      </div>
    </>
  );
};

export default Home;
