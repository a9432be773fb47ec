import { useState } from 'react';
import { useAct, useAnswer } from '../../api/answers.ts';
import type { BodyOf } from '../../api/interface.ts';
import { useSession } from '../../api/session.tsx';
import { useWords, type Words } from '../../app/language.tsx';
import { BREAK_GLASS_REASONS, breakGlassAction } from '../../parts/break-glass.tsx';
import { instantText } from '../../parts/dates.ts';
import { OrganName } from '../../parts/organ-name.tsx';
import { PageHead } from '../../parts/page-head.tsx';
import { Read } from '../../parts/read.tsx';
import { StepForm } from '../../parts/step/step-form.tsx';
import { Told } from '../../parts/told.tsx';
import { EveryAlarm } from '../supervisor/alarms.tsx';

type Asking = BodyOf<'readBreakGlass'>;

const STATES: Readonly<Record<Asking['state'], Words>> = {
  asked: { zh: '等待同意', en: 'waits' }, agreed: { zh: '已由两人同意', en: 'two have agreed' }, used: { zh: '已使用', en: 'used' },
  refused: { zh: '未获同意', en: 'refused' },
};
const NUMBER = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

const Decide = ({ jointId }: Pick<Asking, 'jointId'>) => {
  const { t } = useWords();
  const [hasAgreed, setAgreed] = useState(false);
  const agree = useAct('agreeBreakGlass');
  const refuse = useAct('refuseBreakGlass');
  const isRunning = agree.isRunning || refuse.isRunning;
  const sayYes = async () => {
    refuse.clear();
    const answer = await agree.run({ params: { jointId } });
    if (answer.ok) setAgreed(true);
  };
  if (hasAgreed) {
    return <p role="status"><b>{t({ zh: '您已同意，还需另一人同意。', en: 'You agreed; another person has to agree too.' })}</b></p>;
  }
  return (
    <>
      <p className="faint">{t({
        zh: '同意之前，请向申请人核实身份和事由；谁同意、谁不同意都留痕，事后由检察机关审查。',
        en: 'First make sure who asks, and why. Who agreed or refused is kept, and the procuratorate reviews it.',
      })}</p>
      <Told problem={agree.problem ?? refuse.problem} />
      <div className="form-acts">
        <button type="button" className="primary" disabled={isRunning}
          onClick={() => { void sayYes(); }}>
          {t({ zh: '同意', en: 'Agree' })}
        </button>
        <button type="button" className="plain" disabled={isRunning}
          onClick={() => { agree.clear(); void refuse.run({ params: { jointId } }); }}>
          {t({ zh: '不同意', en: 'Refuse' })}
        </button>
      </div>
    </>
  );
};

const Shown = ({ asking: { jointId, organ, about, reason, state, stillNeeded,
  endsAt } }: Readonly<{ asking: Asking }>) => {
  const { t } = useWords();
  return (
    <section className="sheet form">
      <dl className="facts">
        <dt>{t({ zh: '申请单位', en: 'Who asks' })}</dt><dd><OrganName organ={organ} /></dd>
        <dt>{t({ zh: '申请事项', en: 'What for' })}</dt><dd>{t(breakGlassAction(about))}</dd>
        <dt>{t({ zh: '紧急情况', en: 'Why' })}</dt><dd>{t(BREAK_GLASS_REASONS[reason])}</dd>
        <dt>{t({ zh: '情况', en: 'State' })}</dt>
        <dd>{t(STATES[state])}{state === 'asked' &&
          t({ zh: `，还需 ${stillNeeded} 人`, en: `, ${stillNeeded} more needed` })}</dd>
        <dt>{t({ zh: '有效至', en: 'Until' })}</dt><dd>{instantText(endsAt)}</dd>
      </dl>
      {state === 'asked' && <Decide jointId={jointId} />}
    </section>
  );
};

const Found = ({ jointId }: Readonly<{ jointId: string }>) => {
  const { t } = useWords();
  const reading = useAnswer('readBreakGlass', { params: { jointId } });
  // One sentence for both: whether a number exists is nothing to find out here.
  if (reading.state !== 'loading' && reading.state !== 'there' && reading.problem.code === 'NOTHING_TO_TELL') {
    return <p className="told" role="alert">{t({
      zh: '没有这个编号的申请，或者不归您同意：只由申请单位的审批人和监督该单位的检察官同意。请与申请人核对编号。',
      en: 'No such number, or not yours to agree to: an approver of the organ that asks and procurators who supervise '
        + 'it do. Compare the number with whoever asks.',
    })}</p>;
  }
  return <Read reading={reading}>{(asking) => <Shown asking={asking} />}</Read>;
};

const IDLE = { isRunning: false, problem: undefined } as const;

/** Whoever has to agree enters the number they were told, sees what is asked, and says yes or no. */
const BreakGlassPage = () => {
  const { t } = useWords();
  const { roles } = useSession();
  // The number stays in memory: an address would show up on other screens.
  const [jointId, setJointId] = useState<string>();
  const [isWrong, setWrong] = useState(false);
  const look = (typed: string) => {
    const plain = typed.toLowerCase().replaceAll(/[\u2010-\u2015\u2212]/g, '-').replaceAll(/\s/g, '');
    setWrong(!NUMBER.test(plain));
    setJointId(NUMBER.test(plain) ? plain : undefined);
  };
  return (
    <>
      <PageHead
        title={t({ zh: '紧急授权', en: 'Emergencies' })}
        lead={t({ zh: '有人因紧急情况要超出次数上限时，由另外两人同意：只用一次，一小时内有效，每一步都留痕。',
          en: 'Where somebody has to go beyond a limit, two others agree: once, within an hour, kept in the log.' })}
      />
      <StepForm
        title={{ zh: '查看申请', en: 'Find what is asked' }} label={{ zh: '查看', en: 'Look' }} act={IDLE} isPlain
        fields={[{ name: 'number', label: { zh: '申请人告知的编号', en: 'The number you were told' }, kind: 'line' }]}
        take={(at) => look(at('number'))}
      />
      {isWrong && (
        <p className="told" role="alert">{t({
          zh: '这不是紧急授权的编号：应为 36 位，形如 019a7abe-8eda-71bc-87be-efaa7b2d783a，请与申请人核对。',
          en: 'No number of an emergency: 36 characters, like 019a7abe-8eda-71bc-87be-efaa7b2d783a. '
            + 'Compare it with whoever asks.',
        })}</p>
      )}
      {jointId !== undefined && <Found key={jointId} jointId={jointId} />}
      {roles.includes('supervisor') && <EveryAlarm />}
    </>
  );
};

export default BreakGlassPage;
