import type { InquiryStepBody } from '@fengcun/api';
import type { Confirmation } from '@fengcun/registry';
import { CONFIRMATIONS } from 'virtual:inquiry-tables';
import { useState } from 'react';
import { useWords } from '../../app/language.tsx';
import { useUnsaved } from '../../api/unsaved.ts';
import { useAct } from '../../api/answers.ts';
import { Field } from '../../parts/field.tsx';
import type { Inquiry } from '../../parts/inquiry/words.ts';
import { useMissing } from '../../parts/missing.ts';
import { toChoose, toWrite } from '../../parts/needed.ts';
import { Original, originalOf } from '../../parts/original.tsx';
import { Pick } from '../../parts/pick.tsx';
import { Prepared } from '../../parts/prepared.tsx';
import { Told } from '../../parts/told.tsx';
import { type Draft, limitBodies, unfinished } from './narrow/draft.ts';
import { Narrow } from './narrow/narrow.tsx';
import { Preview } from './narrow/preview.tsx';

type Step = InquiryStepBody;
type Reading = Extract<Step, { type: 'Propose' }>['readings'][number];
type Tri = 'yes' | 'no' | 'unknown';

const isConfirmation = (what: string): what is Confirmation => Object.hasOwn(CONFIRMATIONS, what);

const TRI = { yes: { zh: '是', en: 'yes' }, no: { zh: '否', en: 'no' }, unknown: { zh: '不明', en: 'unknown' } } as const;

/** Prepared reasons of a proposal; the person changes them as the application asks. */
const PROPOSAL_REASONS = {
  grant: [
    { zh: '主体、依据与用途相符，材料齐全，予以许可。', en: 'Who asks, basis and purpose fit; the papers are complete.' },
    { zh: '为办理案件所必需，限于本案使用。', en: 'The case needs it; for this case alone.' },
    { zh: '用途只需部分内容，缩小范围后许可。', en: 'The purpose needs a part of it: granted, and less is told.' },
  ],
  refuse: [
    { zh: '所引依据不属于国家规定，不能作为查询依据。', en: 'The basis named is no provision of the state.' },
    { zh: '所查内容与申请的岗位或者案件无关。', en: 'What is asked has nothing to do with the post or case.' },
    { zh: '经核实，申请材料与实际情况不符。', en: 'Verified: the papers are not as things are.' },
  ],
} as const;

const PROPOSAL = { zh: '意见', en: 'Proposal' } as const;
const REASONS = { zh: '理由', en: 'Reasons' } as const;

/** Intake: the rules say whether everything is there; the officer says that it was looked at. */
const Check = ({ take, isRunning }: Readonly<{ take: (body: Step) => void; isRunning: boolean }>) => {
  const { t } = useWords();
  return (
    <div className="form-acts">
      <button type="button" className="primary" disabled={isRunning} onClick={() => take({ type: 'CheckIntake' })}>
        {t({ zh: '受理审查', en: 'Check the intake' })}
      </button>
    </div>
  );
};

const Confirmations = ({ inquiry, held, hold }: Readonly<{
  inquiry: Inquiry; held: Readonly<Record<string, Tri>>; hold: (what: string, holds: Tri) => void;
}>) => {
  const { t, language } = useWords();
  return (inquiry.confirmations ?? []).map(({ what, zh }) => (
    <Field
      key={what} label={isConfirmation(what) ? CONFIRMATIONS[what][language] : <Original>{zh}</Original>}
    >{(control) => (
      <select {...control} value={held[what] ?? 'unknown'} onChange={({ target }) => {
        hold(what, target.value === 'yes' ? 'yes' : target.value === 'no' ? 'no' : 'unknown');
      }}>
        {(['unknown', 'yes', 'no'] as const).map((one) => <option key={one} value={one}>{t(TRI[one])}</option>)}
      </select>
    )}</Field>
  ));
};

/** Examination: what only a person can confirm, readings of open questions, and the proposal with reasons. */
const Propose = ({ inquiry, take, isRunning }: Readonly<{
  inquiry: Inquiry; take: (body: Step) => void; isRunning: boolean;
}>) => {
  const { t } = useWords();
  const [outcome, setOutcome] = useState<'grant' | 'refuse'>();
  const [reasons, setReasons] = useState('');
  const [held, setHeld] = useState<Readonly<Record<string, Tri>>>({});
  const [chosen, setChosen] = useState<readonly Reading[]>([]);
  const [drafts, setDrafts] = useState<readonly Draft[]>([]);
  const { scope } = inquiry;
  const mayGrant = outcome !== 'refuse';
  const words = reasons.trim();
  useUnsaved(words !== '');
  const missing = useMissing([
    { name: 'outcome', asks: toChoose(PROPOSAL), isThere: outcome !== undefined },
    ...unfinished(mayGrant ? drafts : []),
    { name: 'reasons', asks: toWrite(REASONS), isThere: words !== '' },
  ]);
  const propose = (pressed: Element) => missing.lets(pressed) && outcome !== undefined && take({
    type: 'Propose', outcome, reasons: words,
    confirmations: (inquiry.confirmations ?? []).map(({ what }) => ({ what, holds: held[what] ?? 'unknown' })),
    readings: chosen, ...(mayGrant && drafts.length > 0 ? { limits: limitBodies(drafts) } : {}),
  });
  return (
    <>
      <Confirmations
        inquiry={inquiry} held={held} hold={(what, holds) => setHeld((before) => ({ ...before, [what]: holds }))}
      />
      {(inquiry.openQuestions ?? []).map(({ question, zh, readings }) => (
        <Pick
          key={question} legend={<Original>{zh}</Original>} name={question}
          value={chosen.find((one) => one.question === question)?.reading}
          choose={(reading) =>
            setChosen((before) => [...before.filter((one) => one.question !== question), { question, reading }])}
          options={readings.map((one) => ({ value: one.reading, label: <Original>{one.zh}</Original> }))}
        />
      ))}
      <Pick
        legend={t(PROPOSAL)} name="outcome" value={outcome} choose={setOutcome} mistake={missing.told('outcome')}
        options={[
          { value: 'grant', label: t({ zh: '许可（以法律允许为限）', en: 'Grant, as far as the law allows' }) },
          { value: 'refuse', label: t({ zh: '不许可', en: 'Refuse' }) },
        ]}
      />
      {mayGrant && scope !== undefined && (
        <>
          <Narrow scope={scope} drafts={drafts} choose={setDrafts} told={missing.told} />
          <Preview scope={scope} limits={drafts} readings={[...inquiry.readings ?? [], ...chosen]} />
        </>
      )}
      <Field label={t(REASONS)} mistake={missing.told('reasons')}>{(control) => (
        <>
          <textarea
            {...control} name="reasons" rows={3} maxLength={300} value={reasons} {...originalOf(reasons)}
            onChange={({ target }) => setReasons(target.value)}
          />
          {outcome !== undefined && <Prepared sentences={PROPOSAL_REASONS[outcome]} take={setReasons} />}
        </>
      )}</Field>
      <div className="form-acts">
        <button type="button" className="primary" disabled={isRunning}
          onClick={({ currentTarget }) => { propose(currentTarget); }}>
          {t({ zh: '报审批', en: 'Propose' })}
        </button>
        {inquiry.stage === 'accepted' && (
          <button
            type="button" className="plain" disabled={isRunning} onClick={({ currentTarget }) => {
              if (missing.lets(currentTarget, ['reasons'])) take({ type: 'BeginVerification', reasons: words });
            }}
          >{t({ zh: '先调查核实', en: 'Verify first' })}</button>
        )}
        {inquiry.stage === 'verifying' && (
          <button
            type="button" className="plain" disabled={isRunning} onClick={() => take({ type: 'EndVerification' })}
          >{t({ zh: '核实完毕', en: 'End verification' })}</button>
        )}
      </div>
    </>
  );
};

/** What a reviewer does with an application: checks it, verifies, proposes. */
export const Examine = ({ inquiry }: Readonly<{ inquiry: Inquiry }>) => {
  const { t } = useWords();
  const act = useAct('takeInquiryStep');
  const { inquiryId, stage } = inquiry;
  const isToCheck = stage === 'applied' || stage === 'supplemented';
  if (!isToCheck && stage !== 'accepted' && stage !== 'verifying') return null;
  const take = (body: Step) => { void act.run({ params: { id: inquiryId }, body }); };
  return (
    <section className="sheet form">
      <h2>{t({ zh: '承办', en: 'Examine' })}</h2>
      {isToCheck ? <Check take={take} isRunning={act.isRunning} />
        : <Propose inquiry={inquiry} take={take} isRunning={act.isRunning} />}
      <Told problem={act.problem} />
    </section>
  );
};
