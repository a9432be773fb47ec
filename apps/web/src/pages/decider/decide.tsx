import { useState } from 'react';
import { useWords } from '../../app/language.tsx';
import { useUnsaved } from '../../api/unsaved.ts';
import { useAct } from '../../api/answers.ts';
import { Field } from '../../parts/field.tsx';
import type { Inquiry } from '../../parts/inquiry/words.ts';
import { Pick } from '../../parts/pick.tsx';
import { Prepared } from '../../parts/prepared.tsx';
import { Told } from '../../parts/told.tsx';
import { type Draft, isWhole, limitBodies } from './narrow/draft.ts';
import { Narrow } from './narrow/narrow.tsx';
import { Preview } from './narrow/preview.tsx';
import { OUTCOMES, Proposal } from './proposal.tsx';

/** Prepared reasons for sending a proposal back; the person may write others. */
const RETURNS = [
  { zh: '依据与岗位的关系没有说明，请补充核实。', en: 'How the basis fits the post is not shown.' },
  { zh: '确认事项不足，请向查询单位核实。', en: 'What was confirmed is not enough; ask the unit.' },
  { zh: '范围超出用途所需，请缩小。', en: 'The scope is wider than the purpose needs.' },
] as const;

const Returned = ({ reasons, write }: Readonly<{ reasons: string; write: (words: string) => void }>) => {
  const { t } = useWords();
  return (
    <Field label={t({ zh: '理由', en: 'Reasons' })}>{(control) => (
      <>
        <textarea
          {...control} rows={3} maxLength={300} value={reasons} onChange={({ target }) => write(target.value)}
        />
        <Prepared sentences={RETURNS} take={write} />
      </>
    )}</Field>
  );
};

/** Agreed: the limits of both, what is left to tell, and limits to add. */
const Agreed = ({ inquiry, drafts, choose }: Readonly<{
  inquiry: Inquiry; drafts: readonly Draft[]; choose: (drafts: readonly Draft[]) => void;
}>) => {
  const { scope, limits = [], readings = [] } = inquiry;
  if (scope === undefined) return null;
  return (
    <>
      <Narrow scope={scope} standing={limits} drafts={drafts} choose={choose} />
      <Preview scope={scope} limits={[...limits, ...drafts]} readings={readings} />
    </>
  );
};

/** The second pair of eyes: agrees with what was proposed, narrows it at once, or sends it back with reasons. */
export const Decide = ({ inquiry }: Readonly<{ inquiry: Inquiry }>) => {
  const { inquiryId, stage, proposed, version } = inquiry;
  const { t } = useWords();
  const act = useAct('decideInquiry');
  const [agrees, setAgrees] = useState<'yes' | 'no'>('yes');
  const [reasons, setReasons] = useState('');
  const [drafts, setDrafts] = useState<readonly Draft[]>([]);
  useUnsaved(stage === 'proposed' && (reasons.trim() !== '' || drafts.length > 0));
  if (stage !== 'proposed' || proposed === undefined) return null;
  const isNarrowed = agrees === 'yes' && proposed === 'grant' && drafts.length > 0;
  const isReady = agrees === 'yes' ? !isNarrowed || drafts.every(isWhole) : reasons.trim() !== '';
  const body = {
    agrees: agrees === 'yes', reasons: agrees === 'yes' ? '' : reasons.trim(),
    ...(isNarrowed ? { limits: limitBodies(drafts) } : {}), ...(version === undefined ? {} : { version }),
  };
  const granted = t(isNarrowed ? { zh: '许可，缩小告知范围', en: 'grant, and tell less' } : OUTCOMES[proposed]);
  return (
    <section className="sheet form">
      <h2>{t({ zh: '审批', en: 'Decide' })}</h2>
      <Proposal inquiry={inquiry} />
      <Pick
        legend={t({ zh: '决定', en: 'Decision' })} name="decision" value={agrees} choose={setAgrees}
        options={[
          { value: 'yes', label: t({ zh: `同意，${granted}`, en: `Agree: ${granted}` }) },
          { value: 'no', label: t({ zh: '退回', en: 'Send it back' }) },
        ]}
      />
      {agrees === 'yes' && proposed === 'grant' && <Agreed inquiry={inquiry} drafts={drafts} choose={setDrafts} />}
      {agrees === 'no' && <Returned reasons={reasons} write={setReasons} />}
      <Told problem={act.problem} />
      <div className="form-acts">
        <button
          type="button" className="primary" disabled={act.isRunning || !isReady}
          onClick={() => { void act.run({ params: { id: inquiryId }, body }); }}
        >{t({ zh: '确认决定', en: 'Decide' })}</button>
      </div>
    </section>
  );
};
