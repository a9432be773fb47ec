import { INQUIRERS } from 'virtual:inquiry-tables';
import { useParams } from 'wouter';
import { useWords } from '../../app/language.tsx';
import { useAnswer } from '../../api/answers.ts';
import { useSession } from '../../api/session.tsx';
import { DueMark } from '../../parts/due-mark.tsx';
import { Grounds, InquiryPapers } from '../../parts/inquiry/reasons.tsx';
import { AWAITS_DECISION, INQUIRY_STAGES, type Inquiry } from '../../parts/inquiry/words.ts';
import { Original } from '../../parts/original.tsx';
import { PageHead } from '../../parts/page-head.tsx';
import { Read } from '../../parts/read.tsx';
import { Statutes } from '../../parts/statute.tsx';
import { Decide } from './decide.tsx';
import { Examine } from './examine.tsx';
import { Granted } from './granted.tsx';
import { Prepare } from './prepare.tsx';
import { Proposed } from './proposal.tsx';
import { Withholding } from './withholding.tsx';

const Application = ({ inquiry }: Readonly<{ inquiry: Inquiry }>) => {
  const { t, language } = useWords();
  const { kind, applicant, dueOn, stage } = inquiry;
  const row = INQUIRERS[kind];
  // The term is that of the decision: what was decided is not late any more.
  const isRunning = AWAITS_DECISION.includes(stage);
  return (
    <section className="sheet">
      <h2>{t({ zh: '申请', en: 'The application' })}</h2>
      <dl className="facts">
        <dt>{t({ zh: '查询主体', en: 'Who asks' })}</dt>
        <dd>{row[language]}{applicant !== undefined &&
          <>{t({ zh: '：', en: ': ' })}<Original>{applicant.inquirer}</Original></>}</dd>
        {applicant !== undefined && (
          <>
            <dt>{t({ zh: '理由', en: 'Reasons' })}</dt><dd lang="zh-CN">{applicant.reasons}</dd>
            <dt>{t({ zh: '用途', en: 'Purpose' })}</dt><dd lang="zh-CN">{applicant.purpose}</dd>
            <dt>{t({ zh: '使用范围', en: 'Scope of use' })}</dt><dd lang="zh-CN">{applicant.scopeOfUse}</dd>
            <dt>{t({ zh: '所引依据', en: 'Basis it names' })}</dt><dd lang="zh-CN">{applicant.basis}</dd>
          </>
        )}
        <dt>{t({ zh: '办理情况', en: 'State' })}</dt>
        <dd>{t(INQUIRY_STAGES[stage])} {isRunning && dueOn !== undefined && <DueMark on={dueOn} />}</dd>
      </dl>
      <InquiryPapers inquiry={inquiry} />
    </section>
  );
};

const Law = ({ inquiry }: Readonly<{ inquiry: Inquiry }>) => {
  const { t } = useWords();
  const { kind, grounds = [], openQuestions = [], missing = [] } = inquiry;
  return (
    <section className="sheet">
      <h2>{t({ zh: '法律上的审查', en: 'What the law says' })}</h2>
      <Statutes cites={INQUIRERS[kind].cites} />
      {missing.length > 0 && <p>{t({ zh: '缺少：', en: 'Missing: ' })}
        <Original>{missing.map(({ zh }) => zh).join('、')}</Original></p>}
      {grounds.length > 0 && (
        <><h3>{t({ zh: '不许可的理由', en: 'Grounds against it' })}</h3><Grounds grounds={grounds} /></>
      )}
      {grounds.length === 0 && <p>{t({ zh: '规则没有发现不许可的理由。', en: 'The rules find no ground against it.' })}</p>}
      {openQuestions.map(({ question, zh, cites, readings }) => (
        <div key={question}>
          <h3 lang="zh-CN">{`${question} ${zh}`}</h3>
          <ul lang="zh-CN">{readings.map((one) => <li key={one.reading}>{one.zh}</li>)}</ul>
          <Statutes cites={cites} />
        </div>
      ))}
    </section>
  );
};

const Shown = ({ inquiry }: Readonly<{ inquiry: Inquiry }>) => {
  const { t } = useWords();
  const { roles } = useSession();
  return (
    <>
      <PageHead title={t({ zh: '查询申请', en: 'Inquiry' })} lead={t(INQUIRY_STAGES[inquiry.stage])} />
      <div className="columns">
        <div><Application inquiry={inquiry} /><Law inquiry={inquiry} /></div>
        <div>
          {inquiry.sentBack !== undefined && (
            <section className="sheet outcome outcome-closed">
              <h2>{t({ zh: '审批人退回', en: 'Sent back' })}</h2><p lang="zh-CN">{inquiry.sentBack}</p>
            </section>
          )}
          {roles.includes('reviewer') && <Examine inquiry={inquiry} />}
          {roles.some((role) => role === 'reviewer' || role === 'clerk') && <Prepare inquiry={inquiry} />}
          {roles.includes('approver') ? <Decide inquiry={inquiry} /> : <Proposed inquiry={inquiry} />}
          <Granted inquiry={inquiry} />
          {roles.includes('approver') && <Withholding inquiry={inquiry} />}
        </div>
      </div>
    </>
  );
};

/** One application with everything needed to decide it, and what the own role may do, on one page. */
const InquiryPage = () => {
  const { id = '' } = useParams<{ id: string }>();
  const reading = useAnswer('readInquiry', { params: { id } });
  return <Read reading={reading}>{(inquiry) =>
    <Shown key={`${inquiry.stage} ${inquiry.withheldUntil}`} inquiry={inquiry} />}</Read>;
};

export default InquiryPage;
