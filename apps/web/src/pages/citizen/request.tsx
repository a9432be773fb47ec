import { useState } from 'react';
import { useParams } from 'wouter';
import { useWords } from '../../app/language.tsx';
import { useAct, useAnswer } from '../../api/answers.ts';
import type { BodyOf } from '../../api/interface.ts';
import { DueMark } from '../../parts/due-mark.tsx';
import { Field } from '../../parts/field.tsx';
import { useOrganNames } from '../../parts/organ-name.tsx';
import { PageHead } from '../../parts/page-head.tsx';
import { Read } from '../../parts/read.tsx';
import { SavePaper } from '../../parts/save-paper.tsx';
import { Statutes } from '../../parts/statute.tsx';
import { Told } from '../../parts/told.tsx';
import { missingWords, REMEDY_WORDS, RIGHT_GROUNDS, RIGHT_OUTCOMES, RIGHT_STAGES, RIGHT_WORDS } from './words.ts';

type Request = BodyOf<'readRightsRequest'>;

const Answered = ({ answer }: Readonly<{ answer: NonNullable<Request['answer']> }>) => {
  const { t } = useWords();
  return (
    <section className={answer.outcome === 'granted' ? 'sheet outcome outcome-good' : 'sheet outcome'}>
      <h2>{t(RIGHT_OUTCOMES[answer.outcome])}</h2>
      <ul>{answer.grounds.map((one) => <li key={one}>{t(RIGHT_GROUNDS[one])}</li>)}</ul>
      {answer.reasons !== '' && <p>{answer.reasons}</p>}
      {answer.measures !== '' && <p>{answer.measures}</p>}
    </section>
  );
};

const Appeal = ({ requestId }: Pick<Request, 'requestId'>) => {
  const { t } = useWords();
  const act = useAct('takeOwnRightsStep');
  const [statement, setStatement] = useState('');
  const [to, setTo] = useState('');
  const body = { type: 'Appeal', statement, to } as const;
  return (
    <>
      <Field label={t({ zh: '上一级机关', en: 'The organ above' })}>{(control) => (
        <input {...control} value={to} autoComplete="off" onChange={({ target }) => setTo(target.value.trim())} />
      )}</Field>
      <Field label={t({ zh: '理由', en: 'Why' })}>{(control) => (
        <textarea {...control} rows={4} value={statement} onChange={({ target }) => setStatement(target.value)} />
      )}</Field>
      <Told problem={act.problem} />
      <div className="form-acts">
        <button
          type="button" className="primary" disabled={act.isRunning || statement === '' || to === ''}
          onClick={() => { void act.run({ params: { id: requestId }, body }); }}
        >{t({ zh: '向上一级提出', en: 'Go to the organ above' })}</button>
      </div>
    </>
  );
};

const Withdraw = ({ requestId }: Pick<Request, 'requestId'>) => {
  const { t } = useWords();
  const act = useAct('takeOwnRightsStep');
  return (
    <div className="form-acts">
      <button
        type="button" className="plain" disabled={act.isRunning}
        onClick={() => { void act.run({ params: { id: requestId }, body: { type: 'Withdraw' } }); }}
      >{t({ zh: '撤回申请', en: 'Take it back' })}</button>
      <Told problem={act.problem} />
    </div>
  );
};

const OVER: readonly Request['stage'][] = ['answered', 'notAccepted', 'withdrawn', 'appealed', 'appealAnswered'];

/** What the person can do next: go up where there is an answer or silence, or take the request back. */
const Next = ({ request: { requestId, stage, remedies, isSilent } }: Readonly<{ request: Request }>) => {
  const { t } = useWords();
  const mayAppeal = remedies.includes('organAbove') && (stage === 'answered' || isSilent === 'yes');
  const isRunning = !OVER.includes(stage);
  if (!mayAppeal && !isRunning && remedies.length === 0) return null;
  return (
    <section className="sheet form">
      <h2>{t({ zh: '下一步', en: 'What you can do next' })}</h2>
      {remedies.length > 0 && <ul>{remedies.map((one) => <li key={one}>{t(REMEDY_WORDS[one])}</li>)}</ul>}
      {mayAppeal && <Appeal requestId={requestId} />}
      {isRunning && <Withdraw requestId={requestId} />}
    </section>
  );
};

const Shown = ({ request }: Readonly<{ request: Request }>) => {
  const { t, list } = useWords();
  const nameOf = useOrganNames();
  const { kind, stage, organ, dueOn, statement, answer, isSilent } = request;
  const { papers = [], cites, missing = [] } = request;
  return (
    <>
      <PageHead title={t(RIGHT_WORDS[kind].name)} lead={`${nameOf(organ)} · ${t(RIGHT_STAGES[stage])}`} />
      {isSilent === 'yes' && <p className="due due-late">{t({
        zh: '机关逾期未答复，您可以向上一级提出。', en: 'The organ did not answer in time; you can go up.',
      })}</p>}
      {answer !== undefined && <Answered answer={answer} />}
      <section className="sheet">
        <dl className="facts">
          <dt>{t({ zh: '办理情况', en: 'State' })}</dt><dd>{t(RIGHT_STAGES[stage])}</dd>
          {dueOn !== undefined && (
            <><dt>{t({ zh: '答复期限', en: 'Answer due' })}</dt><dd>{dueOn} <DueMark on={dueOn} /></dd></>
          )}
          <dt>{t({ zh: '您的请求', en: 'What you asked' })}</dt><dd lang="zh-CN">{statement}</dd>
          {missing.length > 0 && (
            <><dt>{t({ zh: '请补充', en: 'Missing' })}</dt><dd>{list(missing.map((one) => t(missingWords(one))))}</dd></>
          )}
          <dt>{t({ zh: '法律依据', en: 'By law' })}</dt><dd><Statutes cites={cites} /></dd>
        </dl>
        <div className="form-acts">{papers.map(({ paper, number }) => (
          <SavePaper
            key={paper} route="rightsPaper" call={{ params: { id: request.requestId, paper } }}
            name="document.pdf" label={t({ zh: '保存文书', en: 'Save' })} number={number}
          />
        ))}</div>
      </section>
      <Next request={request} />
    </>
  );
};

/** One request: where it stands, what was answered and why, and the next remedy. */
const RequestPage = () => {
  const { id = '' } = useParams<{ id: string }>();
  const reading = useAnswer('readRightsRequest', { params: { id } });
  return <Read reading={reading}>{(request) => <Shown request={request} />}</Read>;
};

export default RequestPage;
