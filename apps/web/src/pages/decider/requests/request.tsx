import { Link, useParams } from 'wouter';
import { useAnswer } from '../../../api/answers.ts';
import { useWords } from '../../../app/language.tsx';
import { DueMark } from '../../../parts/due-mark.tsx';
import { OrganName } from '../../../parts/organ-name.tsx';
import { Original } from '../../../parts/original.tsx';
import { PageHead } from '../../../parts/page-head.tsx';
import { Read } from '../../../parts/read.tsx';
import { SavePaper } from '../../../parts/save-paper.tsx';
import { Statutes } from '../../../parts/statute.tsx';
import { MATERIAL_WORDS, missingWords, RIGHT_GROUNDS, RIGHT_OUTCOMES, RIGHT_WORDS } from '../../citizen/words.ts';
import { type Request, RequestSteps } from './request-steps.tsx';
import { DESK_STAGES } from './words.ts';

const REQUESTERS = {
  self: { zh: '本人', en: 'the person' }, guardian: { zh: '法定代理人', en: 'who has custody' },
  agent: { zh: '受委托人', en: 'whom they sent' },
} as const;

const Answer = ({ title, answer }: Readonly<{ title: string; answer: NonNullable<Request['answer']> }>) => {
  const { t } = useWords();
  return (
    <section className="sheet outcome">
      <h2>{title}{t({ zh: '：', en: ': ' })}{t(RIGHT_OUTCOMES[answer.outcome])}</h2>
      {answer.grounds.length > 0 && <ul>{answer.grounds.map((one) => <li key={one}>{t(RIGHT_GROUNDS[one])}</li>)}</ul>}
      {answer.reasons !== '' && <p lang="zh-CN">{answer.reasons}</p>}
      {answer.measures !== '' && <p lang="zh-CN">{answer.measures}</p>}
    </section>
  );
};

const Facts = ({ request: { organ, stage, statement, dueOn, cites, missing = [], referredTo, desk,
  sealingCandidate } }: Readonly<{ request: Request }>) => {
  const { t, list, aside } = useWords();
  return (
    <dl className="facts">
      {desk !== undefined && (
        <>
          <dt>{t({ zh: '请求人', en: 'Who asks' })}</dt>
          <dd><Original>{desk.person}</Original>{aside(t(REQUESTERS[desk.requester]))}</dd>
        </>
      )}
      <dt>{t({ zh: '请求内容', en: 'Statement' })}</dt><dd lang="zh-CN">{statement}</dd>
      {desk?.concerns !== undefined && <><dt>{t({ zh: '所涉文书', en: 'About' })}</dt>
        <dd lang="zh-CN">{desk.concerns}</dd></>}
      {desk !== undefined && (
        <>
          <dt>{t({ zh: '已交材料', en: 'Papers' })}</dt>
          <dd>{desk.materials.length === 0 ? '—' : list(desk.materials.map((one) => t(MATERIAL_WORDS[one])))}</dd>
        </>
      )}
      {missing.length > 0 && <><dt>{t({ zh: '已告知补正', en: 'Asked for' })}</dt>
        <dd>{list(missing.map((one) => t(missingWords(one))))}</dd></>}
      {desk?.appeal !== undefined && <><dt>{t({ zh: '申诉理由', en: 'Appeal' })}</dt><dd lang="zh-CN">{desk.appeal}</dd></>}
      {referredTo !== undefined && <><dt>{t({ zh: '已移送', en: 'Referred to' })}</dt>
        <dd><OrganName organ={referredTo} /></dd></>}
      {sealingCandidate !== undefined && (
        <>
          <dt>{t({ zh: '待封存审查', en: 'To look at for sealing' })}</dt>
          <dd><Link href="/cases">{t({ zh: '按案件代码查看',
            en: 'by its case code' })}</Link> <code>{sealingCandidate}</code></dd>
        </>
      )}
      <dt>{t({ zh: '机关', en: 'Organ' })}</dt><dd><OrganName organ={organ} /></dd>
      <dt>{t({ zh: '办理情况', en: 'State' })}</dt>
      <dd>{t(DESK_STAGES[stage])} {dueOn !== undefined && <>{dueOn} <DueMark on={dueOn} /></>}</dd>
      <dt>{t({ zh: '依据', en: 'By law' })}</dt><dd><Statutes cites={cites} /></dd>
    </dl>
  );
};

const Shown = ({ request }: Readonly<{ request: Request }>) => {
  const { t } = useWords();
  const { requestId, kind, stage, answer, isSilent, papers = [], desk } = request;
  return (
    <>
      <PageHead title={t(RIGHT_WORDS[kind].name)} lead={t(DESK_STAGES[stage])} />
      {isSilent === 'yes' && <p>
        <span className="due due-late">{t({ zh: '逾期未答复，请求人可以向上一级提出',
          en: 'not answered in time; the person can go up' })}</span></p>}
      <div className="columns">
        <div>
          {desk?.sentBack !== undefined && (
            <section className="sheet outcome outcome-closed"><h2>{t({ zh: '审批人退回', en: 'Sent back' })}</h2>
              <p lang="zh-CN">{desk.sentBack}</p></section>
          )}
          <section className="sheet">
            <Facts request={request} />
            <div className="form-acts">{papers.map(({ paper, number }) => (
              <SavePaper
                key={paper} route="rightsPaper" call={{ params: { id: requestId, paper } }} name="document.pdf"
                label={t({ zh: '保存文书', en: 'Save' })} number={number}
              />
            ))}</div>
          </section>
          {answer !== undefined && <Answer title={t({ zh: '答复', en: 'Answer' })} answer={answer} />}
          {desk?.proposed !== undefined && <Answer title={t({ zh: '所拟答复', en: 'Proposed' })} answer={desk.proposed} />}
        </div>
        <div><RequestSteps request={request} /></div>
      </div>
    </>
  );
};

/** One request of a person with everything its answer rests on, and what the own role does next. */
const RequestPage = () => {
  const { id = '' } = useParams<{ id: string }>();
  const reading = useAnswer('readRightsRequest', { params: { id } });
  return <Read reading={reading}>{(request) =>
    <Shown key={request.stage + String(request.referredTo)} request={request} />}</Read>;
};

export default RequestPage;
