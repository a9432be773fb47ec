import { useState } from 'react';
import { useWords } from '../../app/language.tsx';
import { useAct } from '../../api/answers.ts';
import { Field } from '../../parts/field.tsx';
import type { Inquiry } from '../../parts/inquiry/words.ts';
import { Pick } from '../../parts/pick.tsx';
import { Told } from '../../parts/told.tsx';

const OUTCOMES = { grant: { zh: '许可查询', en: 'grant' }, refuse: { zh: '不许可查询', en: 'refuse' } } as const;
/** Prepared reasons for sending a proposal back; the person may write others. */
const RETURNS = [
  { zh: '依据与岗位的关系没有说明，请补充核实。', en: 'How the basis fits the post is not shown.' },
  { zh: '确认事项不足，请向查询单位核实。', en: 'What was confirmed is not enough; ask the unit.' },
  { zh: '范围超出用途所需，请缩小。', en: 'The scope is wider than the purpose needs.' },
] as const;

/** The second pair of eyes: agrees with what was proposed, or sends it back with reasons. */
export const Decide = ({ inquiry: { inquiryId, stage, proposed,
  proposalReasons } }: Readonly<{ inquiry: Inquiry }>) => {
  const { t } = useWords();
  const act = useAct('decideInquiry');
  const [agrees, setAgrees] = useState<'yes' | 'no'>('yes');
  const [reasons, setReasons] = useState('');
  if (stage !== 'proposed' || proposed === undefined) return null;
  const body = { agrees: agrees === 'yes', reasons };
  return (
    <section className="sheet form">
      <h2>{t({ zh: '审批', en: 'Decide' })}</h2>
      <p>{t({ zh: '承办人的意见：', en: 'Proposed: ' })}<b>{t(OUTCOMES[proposed])}</b></p>
      {proposalReasons !== undefined && <blockquote className="statute">{proposalReasons}</blockquote>}
      <Pick
        legend={t({ zh: '决定', en: 'Decision' })} name="decision" value={agrees} choose={setAgrees}
        options={[
          { value: 'yes', label: t({ zh: `同意，${OUTCOMES[proposed].zh}`, en: `Agree: ${OUTCOMES[proposed].en}` }) },
          { value: 'no', label: t({ zh: '退回', en: 'Send it back' }) },
        ]}
      />
      {agrees === 'no' && (
        <Field label={t({ zh: '理由', en: 'Reasons' })}>{(control) => (
          <>
            <textarea
              {...control} rows={3} maxLength={300} value={reasons}
              onChange={({ target }) => setReasons(target.value)}
            />
            <div className="prepared">{RETURNS.map((one) => (
              <button key={one.en} type="button" className="quiet" onClick={() => setReasons(t(one))}>{t(one)}</button>
            ))}</div>
          </>
        )}</Field>
      )}
      <Told problem={act.problem} />
      <div className="form-acts">
        <button
          type="button" className="primary" disabled={act.isRunning || (agrees === 'no' && reasons === '')}
          onClick={() => { void act.run({ params: { id: inquiryId }, body }); }}
        >{t({ zh: '确认决定', en: 'Decide' })}</button>
      </div>
    </section>
  );
};
