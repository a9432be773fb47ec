import { useParams } from 'wouter';
import { useWords } from '../../app/language.tsx';
import { useAnswer } from '../../api/answers.ts';
import type { BodyOf } from '../../api/interface.ts';
import { wordsIn } from '../../parts/computation-words.ts';
import { DueMark } from '../../parts/due-mark.tsx';
import { OrganName } from '../../parts/organ-name.tsx';
import { PageHead } from '../../parts/page-head.tsx';
import { Read } from '../../parts/read.tsx';
import { SavePaper } from '../../parts/save-paper.tsx';
import { Statutes } from '../../parts/statute.tsx';
import { Next } from './request-next.tsx';
import {
  missingWords, OVER, RIGHT_GROUNDS, RIGHT_OUTCOMES, RIGHT_PAPERS, RIGHT_STAGES, RIGHT_WORDS,
} from './words.ts';

type Request = BodyOf<'readRightsRequest'>;

const Answered = ({ answer }: Readonly<{ answer: NonNullable<Request['answer']> }>) => {
  const { t } = useWords();
  return (
    <section className={answer.outcome === 'granted' ? 'sheet outcome outcome-good' : 'sheet outcome'}>
      <h2>{t(RIGHT_OUTCOMES[answer.outcome])}</h2>
      <ul>{answer.grounds.map((one) => <li key={one}>{t(RIGHT_GROUNDS[one])}</li>)}</ul>
      {answer.reasons !== '' && <p lang="zh-CN">{answer.reasons}</p>}
      {answer.measures !== '' && <p lang="zh-CN">{answer.measures}</p>}
    </section>
  );
};

const Shown = ({ request }: Readonly<{ request: Request }>) => {
  const { t, list } = useWords();
  const { kind, stage, organ, dueOn, statement, answer, isSilent } = request;
  const { papers = [], cites, missing = [] } = request;
  return (
    <>
      <PageHead title={t(RIGHT_WORDS[kind].name)} lead={<><OrganName organ={organ} /> · {t(RIGHT_STAGES[stage])}</>} />
      {isSilent === 'yes' && <p className="due due-late">{t({
        zh: '机关逾期未答复，您可以向上一级提出。', en: 'The organ did not answer in time; you can go up.',
      })}</p>}
      {answer !== undefined && <Answered answer={answer} />}
      <section className="sheet">
        <dl className="facts">
          <dt>{t({ zh: '办理情况', en: 'State' })}</dt><dd>{t(RIGHT_STAGES[stage])}</dd>
          {dueOn !== undefined && (
            <>
              <dt>{t({ zh: '答复期限', en: 'Answer due' })}</dt>
              <dd>{dueOn} {!OVER.includes(stage) && <DueMark on={dueOn} isOrgans />}</dd>
            </>
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
            name="document.pdf" label={t(wordsIn(RIGHT_PAPERS, paper))} number={number}
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
