import { INQUIRERS } from 'virtual:inquiry-tables';
import { type FormEvent, useCallback, useState } from 'react';
import { useParams } from 'wouter';
import { useWords } from '../../app/language.tsx';
import { goToHead } from '../../app/place.ts';
import { useAct, useAnswer } from '../../api/answers.ts';
import type { BodyOf } from '../../api/interface.ts';
import { BreakGlassAsk } from '../../parts/break-glass.tsx';
import { DueMark } from '../../parts/due-mark.tsx';
import { Field } from '../../parts/field.tsx';
import { Limits } from '../../parts/inquiry/limits.tsx';
import { Grounds, InquiryPapers } from '../../parts/inquiry/reasons.tsx';
import { AWAITS_DECISION, INQUIRY_OVER, INQUIRY_STAGES, type Inquiry } from '../../parts/inquiry/words.ts';
import { OrganName } from '../../parts/organ-name.tsx';
import { PageHead } from '../../parts/page-head.tsx';
import { Read } from '../../parts/read.tsx';
import { Told } from '../../parts/told.tsx';
import { Withdraw } from '../../parts/withdraw.tsx';
import { Disclosure } from './disclosure.tsx';
import { NEXT_WORDS } from './next-words.ts';
import { Supplement } from './supplement.tsx';

const Undertaking = ({ inquiryId }: Pick<Inquiry, 'inquiryId'>) => {
  const { t } = useWords();
  const act = useAct('signUndertaking');
  const [signer, setSigner] = useState('');
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void act.run({ params: { id: inquiryId }, body: { signer: signer.trim() } });
  };
  return (
    <form className="sheet form" onSubmit={submit}>
      <h2>{t({ zh: '签署保密承诺书', en: 'Sign the undertaking' })}</h2>
      <p>{t({
        zh: '我承诺：只将查询结果用于申请所写的用途和范围，不复制、不传播、不作他用；违反的，依法承担责任。',
        en: 'I undertake to use the result for the stated purpose and scope alone, to copy and pass on nothing.',
      })}</p>
      <Field
        label={t({ zh: '承诺人姓名', en: 'Your name' })}
        hint={t({ zh: '由申请所写的经办人本人签署，姓名须一致。', en: 'The officer named in the application signs, under that name.' })}
      >{(control) => (
        <input
          {...control} name="signer" value={signer} required autoComplete="name"
          onChange={({ target }) => setSigner(target.value)}
        />
      )}</Field>
      <Told problem={act.problem} />
      <div className="form-acts">
        <button type="submit" className="primary" disabled={act.isRunning}>{t({ zh: '签署', en: 'Sign' })}</button>
      </div>
    </form>
  );
};

const Show = ({ inquiryId, shown }: Pick<Inquiry, 'inquiryId'> & Readonly<{
  shown: (answer: BodyOf<'discloseInquiry'>) => void;
}>) => {
  const { t } = useWords();
  const act = useAct('discloseInquiry');
  const show = async () => {
    const answer = await act.run({ params: { id: inquiryId }, body: {} });
    if (answer.ok) shown(answer.body);
  };
  return (
    <section className="sheet">
      <h2>{t({ zh: '可以查看结果', en: 'The result can be shown' })}</h2>
      <p>{t({ zh: '只显示一次，请确认旁边没有无关的人。', en: 'It is shown once; make sure that nobody else sees it.' })}</p>
      <Told problem={act.problem} />
      <button type="button" className="primary" disabled={act.isRunning} onClick={() => { void show(); }}>
        {t({ zh: '查看', en: 'Show' })}
      </button>
      <BreakGlassAsk problem={act.problem} action="inquiry.disclose" />
    </section>
  );
};

const TakeBack = ({ inquiryId }: Pick<Inquiry, 'inquiryId'>) => {
  const act = useAct('withdrawInquiry');
  return <Withdraw act={act} run={() => { void act.run({ params: { id: inquiryId }, body: {} }); }} />;
};

const Facts = ({ inquiry }: Readonly<{ inquiry: Inquiry }>) => {
  const { t, language } = useWords();
  const { kind, organ, stage, dueOn, validUntil, recheckOn, remedy, grounds, limits } = inquiry;
  // Decided is not late, whenever it was.
  const awaits = AWAITS_DECISION.includes(stage);
  return (
    <section className="sheet">
      <dl className="facts">
        <dt>{t({ zh: '查询主体', en: 'Who asks' })}</dt><dd>{INQUIRERS[kind][language]}</dd>
        <dt>{t({ zh: '受理机关', en: 'Organ' })}</dt><dd><OrganName organ={organ} /></dd>
        <dt>{t({ zh: '办理情况', en: 'State' })}</dt><dd>{t(INQUIRY_STAGES[stage])}</dd>
        {dueOn !== undefined && (
          <>
            <dt>{t({ zh: '办理期限', en: 'Due' })}</dt>
            <dd>{dueOn} {awaits && <DueMark on={dueOn} isOrgans />}</dd>
          </>
        )}
        {validUntil !== undefined && <><dt>{t({ zh: '许可有效至', en: 'Valid until' })}</dt><dd>{validUntil}</dd></>}
        {recheckOn !== undefined && <><dt>{t({ zh: '下次复查', en: 'Ask again by' })}</dt><dd>{recheckOn}</dd></>}
        {remedy !== undefined && <><dt>{t({ zh: '救济', en: 'Remedy' })}</dt><dd lang="zh-CN">{remedy}</dd></>}
      </dl>
      {grounds !== undefined && <Grounds grounds={grounds} />}
      {limits !== undefined && (
        <>
          <h2>{t({ zh: '许可的限制', en: 'Limits of the grant' })}</h2>
          <p>{t({
            zh: '按照用途和实际需要缩小了告知范围，在看任何记录之前就已决定；限制之外的不查告，不表示没有。',
            en: 'Less is told, as far as the purpose needs; decided before any record was read. Beyond the limits '
              + 'nothing is said.',
          })}</p>
          <Limits limits={limits} />
        </>
      )}
      <InquiryPapers inquiry={inquiry} />
    </section>
  );
};

const Shown = ({ inquiry }: Readonly<{ inquiry: Inquiry }>) => {
  const { t } = useWords();
  const [answer, setAnswer] = useState<BodyOf<'discloseInquiry'>>();
  const close = useCallback(() => {
    setAnswer(undefined);
    requestAnimationFrame(goToHead);
  }, []);
  const { inquiryId, stage } = inquiry;
  return (
    <>
      <PageHead title={t({ zh: '查询办理情况', en: 'Inquiry' })} lead={t(INQUIRY_STAGES[stage])} />
      {answer === undefined && <p>{t(NEXT_WORDS[stage])}</p>}
      {answer !== undefined && <Disclosure answer={answer} close={close} />}
      {stage === 'supplementing' && <Supplement inquiry={inquiry} />}
      {stage === 'granted' && <Undertaking inquiryId={inquiryId} />}
      {stage === 'prepared' && <Show inquiryId={inquiryId} shown={setAnswer} />}
      <Facts inquiry={inquiry} />
      {!INQUIRY_OVER.includes(stage) && <TakeBack inquiryId={inquiryId} />}
    </>
  );
};

/** One application: where it stands, and the one thing to do next. */
const InquiryPage = () => {
  const { id = '' } = useParams<{ id: string }>();
  const reading = useAnswer('readInquiry', { params: { id } });
  return <Read reading={reading}>{(inquiry) => <Shown inquiry={inquiry} />}</Read>;
};

export default InquiryPage;
