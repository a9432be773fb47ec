import { useState } from 'react';
import { useWords } from '../../app/language.tsx';
import { useUnsaved } from '../../api/unsaved.ts';
import { useAct } from '../../api/answers.ts';
import { Field } from '../../parts/field.tsx';
import type { Inquiry } from '../../parts/inquiry/words.ts';
import { useMissing } from '../../parts/missing.ts';
import { toChoose, toWrite } from '../../parts/needed.ts';
import { Pick } from '../../parts/pick.tsx';
import { Prepared } from '../../parts/prepared.tsx';
import { Told } from '../../parts/told.tsx';
import { type Draft, limitBodies, unfinished } from './narrow/draft.ts';
import { Narrow } from './narrow/narrow.tsx';
import { Preview } from './narrow/preview.tsx';
import { OUTCOMES, Proposal } from './proposal.tsx';

/** Prepared reasons for sending a proposal back; the person may write others. */
const RETURNS = [
  { zh: '依据与岗位的关系没有说明，请补充核实。', en: 'How the basis fits the post is not shown.' },
  { zh: '确认事项不足，请向查询单位核实。', en: 'What was confirmed is not enough; ask the unit.' },
  { zh: '范围超出用途所需，请缩小。', en: 'The scope is wider than the purpose needs.' },
] as const;

const REASONS = { zh: '理由', en: 'Reasons' } as const;
const DECISION = { zh: '决定', en: 'Decision' } as const;

const Returned = ({ reasons, write, mistake }: Readonly<{
  reasons: string; write: (words: string) => void; mistake: string | undefined;
}>) => {
  const { t } = useWords();
  return (
    <Field label={t(REASONS)} mistake={mistake}>{(control) => (
      <>
        <textarea
          {...control} name="reasons" rows={3} maxLength={300} value={reasons}
          onChange={({ target }) => write(target.value)}
        />
        <Prepared sentences={RETURNS} take={write} />
      </>
    )}</Field>
  );
};

/** Agreed: the limits of both, what is left to tell, and limits to add. */
const Agreed = ({ inquiry, drafts, choose, told }: Readonly<{
  inquiry: Inquiry; drafts: readonly Draft[]; choose: (drafts: readonly Draft[]) => void;
  told: (name: string) => string | undefined;
}>) => {
  const { scope, limits = [], readings = [] } = inquiry;
  if (scope === undefined) return null;
  return (
    <>
      <Narrow scope={scope} standing={limits} drafts={drafts} choose={choose} told={told} />
      <Preview scope={scope} limits={[...limits, ...drafts]} readings={readings} />
    </>
  );
};

/** The second pair of eyes: agrees with what was proposed, narrows it at once, or sends it back with reasons. */
export const Decide = ({ inquiry }: Readonly<{ inquiry: Inquiry }>) => {
  const { inquiryId, stage, proposed, version } = inquiry;
  const { t } = useWords();
  const act = useAct('decideInquiry');
  const [agrees, setAgrees] = useState<'yes' | 'no'>();
  const [reasons, setReasons] = useState('');
  const [drafts, setDrafts] = useState<readonly Draft[]>([]);
  const missing = useMissing([
    { name: 'decision', asks: toChoose(DECISION), isThere: agrees !== undefined },
    { name: 'reasons', asks: toWrite(REASONS), isThere: agrees !== 'no' || reasons.trim() !== '' },
    ...unfinished(agrees === 'no' ? [] : drafts),
  ]);
  useUnsaved(stage === 'proposed' && (reasons.trim() !== '' || drafts.length > 0));
  if (stage !== 'proposed' || proposed === undefined) return null;
  const isNarrowed = agrees !== 'no' && proposed === 'grant' && drafts.length > 0;
  const body = {
    agrees: agrees === 'yes', reasons: agrees === 'no' ? reasons.trim() : '',
    ...(isNarrowed ? { limits: limitBodies(drafts) } : {}), ...(version === undefined ? {} : { version }),
  };
  const granted = t(isNarrowed ? { zh: '许可，缩小告知范围', en: 'grant, and tell less' } : OUTCOMES[proposed]);
  return (
    <section className="sheet form">
      <h2>{t({ zh: '审批', en: 'Decide' })}</h2>
      <Proposal inquiry={inquiry} />
      <Pick
        legend={t(DECISION)} name="decision" value={agrees} choose={setAgrees} mistake={missing.told('decision')}
        options={[
          { value: 'yes', label: t({ zh: `同意，${granted}`, en: `Agree: ${granted}` }) },
          { value: 'no', label: t({ zh: '退回', en: 'Send it back' }) },
        ]}
      />
      {agrees !== 'no' && proposed === 'grant' && (
        <Agreed inquiry={inquiry} drafts={drafts} choose={setDrafts} told={missing.told} />
      )}
      {agrees === 'no' && <Returned reasons={reasons} write={setReasons} mistake={missing.told('reasons')} />}
      <Told problem={act.problem} />
      <div className="form-acts">
        <button
          type="button" className="primary" disabled={act.isRunning}
          onClick={({ currentTarget }) => {
            if (missing.lets(currentTarget)) void act.run({ params: { id: inquiryId }, body });
          }}
        >{t({ zh: '确认决定', en: 'Decide' })}</button>
      </div>
    </section>
  );
};
