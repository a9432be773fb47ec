import type { Problem } from '@fengcun/api';
import { useState } from 'react';
import { useAct } from '../api/answers.ts';
import type { BodyOf, CallOf } from '../api/interface.ts';
import { useWords, type Words } from '../app/language.tsx';
import { instantText } from './dates.ts';
import { useMissing } from './missing.ts';
import { toChoose } from './needed.ts';
import { OrganName } from './organ-name.tsx';
import { Pick } from './pick.tsx';
import { Told } from './told.tsx';

type Asked = CallOf<'askBreakGlass'>['body'];
/** Why somebody asks. */
export type BreakGlassReason = BodyOf<'readBreakGlass'>['reason'];

/** Reasons in words. */
export const BREAK_GLASS_REASONS: Readonly<Record<BreakGlassReason, Words>> = {
  dangerToLife: { zh: '危及生命安全', en: 'danger to life' },
  dangerToEvidence: { zh: '证据可能灭失', en: 'evidence may be lost' },
  courtDeadline: { zh: '诉讼期限将届满', en: 'a deadline of a court' },
  systemFailure: { zh: '系统故障', en: 'a failure of the system' },
};
/** What can be asked for; another act by its name in the interface. */
export const breakGlassAction = (action: string): Words => BREAK_GLASS_ACTIONS[action] ?? { zh: action, en: action };
const BREAK_GLASS_ACTIONS: Readonly<Record<string, Words>> = {
  'inquiry.apply': { zh: '超出次数上限提出查询申请', en: 'apply for an inquiry beyond the limit' },
  'inquiry.disclose': { zh: '超出次数上限查看查询结果', en: 'see a result beyond the limit' },
};
// Keys of a table of ours: the names are the type.
const REASONS = Object.keys(BREAK_GLASS_REASONS) as readonly BreakGlassReason[];

const EMERGENCY: Words = { zh: '紧急情况', en: 'Why' };

const Waiting = ({ asked, isTooEarly }: Readonly<{ asked: BodyOf<'askBreakGlass'>; isTooEarly: boolean }>) => {
  const { t } = useWords();
  return (
    <>
      <p>{t({
        zh: `还需 ${asked.stillNeeded} 人同意，${instantText(asked.endsAt)} 前有效。`,
        en: `${asked.stillNeeded} more have to agree, before ${instantText(asked.endsAt)}.`,
      })}</p>
      <p>
        {t({ zh: '请当面或者电话告知同意的人这个编号：', en: 'Tell this number to those who agree: ' })}
        <code>{asked.jointId}</code>
      </p>
      <p className="faint">{t({
        zh: '可以同意的：本单位的审批人、监督本单位的检察官；您自己不能同意。',
        en: 'An approver of your organ or a procurator who supervises it may agree; you cannot.',
      })}</p>
      {asked.told !== undefined && (
        <p>
          {t({ zh: '已同时获知这项申请的：安全管理员、', en: 'Already told of it: the security administrator and ' })}
          <OrganName organ={asked.told} />{t({ zh: '。', en: '.' })}
        </p>
      )}
      <p className="faint">
        {t({ zh: '两人同意后，回到本页再提交一次；已填内容保留。',
          en: 'When two have agreed, submit once more on this page; what you entered stays.' })}
      </p>
      {isTooEarly && <p className="told" role="alert">{t({
        zh: '刚才没有提交成功：还没有两人都同意。', en: 'It was not sent just now: two have not agreed yet.',
      })}</p>}
    </>
  );
};

/** Where a limit stops an act: asks, for an emergency, that two people let it be done once. */
export const BreakGlassAsk = ({ problem,
  action }: Readonly<{ problem: Problem | undefined; action: Asked['action'] }>) => {
  const { t } = useWords();
  const act = useAct('askBreakGlass');
  const [reason, setReason] = useState<BreakGlassReason>();
  const [asked, setAsked] = useState<BodyOf<'askBreakGlass'>>();
  const [stopped, setStopped] = useState<Problem>();
  const missing = useMissing([{ name: 'emergency', asks: toChoose(EMERGENCY), isThere: reason !== undefined }]);
  if (problem?.code !== 'LIMIT_REACHED' && asked === undefined) return null;
  const ask = async (pressed: Element) => {
    if (!missing.lets(pressed) || reason === undefined) return;
    const answer = await act.run({ body: { action, reason } });
    if (!answer.ok) return;
    setAsked(answer.body);
    setStopped(problem);
  };
  return (
    <section className="sheet form">
      <h2>{t({ zh: '紧急授权', en: 'In an emergency' })}</h2>
      {asked !== undefined ? 
        <Waiting asked={asked} isTooEarly={problem?.code === 'LIMIT_REACHED' && problem !== stopped} />
       : (
        <>
          <p>{t({
            zh: '已达到次数上限。确有紧急情况的，可以申请一次；须两人同意，检察机关即时获知，使用后由检察机关审查。',
            en: 'The limit is reached. In an emergency two people may let it be done once; '
              + 'the procuratorate is told, and reviews it.',
          })}</p>
          <Pick
            legend={t(EMERGENCY)} name="emergency" value={reason} choose={setReason}
            mistake={missing.told('emergency')}
            options={REASONS.map((value) => ({ value, label: t(BREAK_GLASS_REASONS[value]) }))}
          />
          <Told problem={act.problem} />
          <div className="form-acts">
            <button type="button" className="primary" disabled={act.isRunning}
              onClick={({ currentTarget }) => { void ask(currentTarget); }}>
              {t({ zh: '申请紧急授权', en: 'Ask' })}
            </button>
          </div>
        </>
      )}
    </section>
  );
};
