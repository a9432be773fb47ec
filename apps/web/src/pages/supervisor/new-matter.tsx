import type { SupervisionOpeningBody } from '@fengcun/api';
import { type FormEvent, useState } from 'react';
import { useLocation } from 'wouter';
import { useHistoryState } from 'wouter/use-browser-location';
import { useWords } from '../../app/language.tsx';
import { useAct } from '../../api/answers.ts';
import { Field } from '../../parts/field.tsx';
import { OrganField } from '../../parts/organ-field.tsx';
import { PageHead } from '../../parts/page-head.tsx';
import { Told } from '../../parts/told.tsx';
import { MATTER_WORDS, ORIGIN_WORDS } from './words.ts';

type Body = SupervisionOpeningBody;
// What it is about is chosen by the person, unless another page found it.
type Entered = Omit<Body, 'matter' | 'origin'> & Readonly<{
  matter: Body['matter'] | undefined; origin: Body['origin'] | undefined;
}>;
type Given = Readonly<{ unit?: string; matter?: Body['matter']; about?: readonly string[]; facts?: string;
  /** The emergency that is pursued in it. */
  alarm?: string }>;

const MATTERS = Object.keys(MATTER_WORDS) as readonly Body['matter'][];
const ORIGINS = Object.keys(ORIGIN_WORDS) as readonly Body['origin'][];

const CHOOSE = { zh: '请选择', en: 'choose' } as const;

const useEntered = () => {
  // What another page found comes along in memory, never in an address.
  const given = useHistoryState<Given | null>() ?? {};
  const [entered, setEntered] = useState<Entered>({
    matter: given.matter, origin: given.matter === undefined ? undefined : 'ownFinding',
    unit: given.unit ?? '', about: given.about ?? [], facts: given.facts ?? '',
  });
  const enter = (part: Partial<Entered>) => setEntered((before) => ({ ...before, ...part }));
  return { entered, alarm: given.alarm, enter };
};

type Editing = ReturnType<typeof useEntered>;

const Choices = ({ entered, enter }: Editing) => {
  const { t } = useWords();
  return (
    <>
      <Field label={t({ zh: '监督事项', en: 'What about' })}>{(control) => (
        <select {...control} name="matter" required value={entered.matter ?? ''} onChange={({ target }) => {
          enter({ matter: MATTERS.find((one) => one === target.value) });
        }}>
          {entered.matter === undefined && <option value="">{t(CHOOSE)}</option>}
          {MATTERS.map((one) => <option key={one} value={one}>{t(MATTER_WORDS[one])}</option>)}
        </select>
      )}</Field>
      <Field label={t({ zh: '来源', en: 'Where it comes from' })}>{(control) => (
        <select {...control} name="origin" required value={entered.origin ?? ''} onChange={({ target }) => {
          enter({ origin: ORIGINS.find((one) => one === target.value) });
        }}>
          {entered.origin === undefined && <option value="">{t(CHOOSE)}</option>}
          {ORIGINS.map((one) => <option key={one} value={one}>{t(ORIGIN_WORDS[one])}</option>)}
        </select>
      )}</Field>
    </>
  );
};

/** Opens a matter; the opinion follows on its page. */
const NewMatter = () => {
  const { t } = useWords();
  const [, go] = useLocation();
  const editing = useEntered();
  const { entered, enter, alarm } = editing;
  const act = useAct('openMatter');
  const review = useAct('reviewAlarm');
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const { matter, origin } = entered;
    if (matter === undefined || origin === undefined) return;
    const answer = await act.run({ body: { ...entered, matter, origin } });
    if (!answer.ok) return;
    // Whatever comes of it, the matter stands; an emergency that was not said to be pursued stays on the home.
    if (alarm !== undefined) await review.run({ params: { jointId: alarm }, body: { finding: 'pursued' } });
    go(`/matters/${answer.body.matterId}`);
  };
  return (
    <>
      <PageHead title={t({ zh: '立监督事项', en: 'Open a matter' })} />
      <form className="sheet form" onSubmit={(event) => { void submit(event); }}>
        <Choices {...editing} />
        <OrganField
          label={t({ zh: '被监督单位', en: 'Unit' })} name="unit" value={entered.unit}
          choose={(unit) => enter({ unit })}
        />
        {entered.about.length > 0 && (
          <p className="faint">{t({ zh: `涉及 ${entered.about.length} 件`, en: `about ${entered.about.length}` })}</p>
        )}
        <Field label={t({ zh: '事实', en: 'Facts' })}>{(control) => (
          <textarea
            {...control} rows={5} required maxLength={4000} value={entered.facts}
            onChange={({ target }) => enter({ facts: target.value })}
          />
        )}</Field>
        <Told problem={act.problem} />
        <div className="form-acts">
          <button type="submit" className="primary" disabled={act.isRunning}>{t({ zh: '立案', en: 'Open' })}</button>
        </div>
      </form>
    </>
  );
};

export default NewMatter;
