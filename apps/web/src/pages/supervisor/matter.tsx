import { useParams } from 'wouter';
import { useWords } from '../../app/language.tsx';
import { useAnswer } from '../../api/answers.ts';
import { useSession } from '../../api/session.tsx';
import { DueMark } from '../../parts/due-mark.tsx';
import { OrganName } from '../../parts/organ-name.tsx';
import { Original } from '../../parts/original.tsx';
import { PageHead } from '../../parts/page-head.tsx';
import { Read } from '../../parts/read.tsx';
import { SavePaper } from '../../parts/save-paper.tsx';
import { DecideOpinion } from './decide-opinion.tsx';
import { Reply } from './reply.tsx';
import { Steps } from './steps.tsx';
import { type Matter, MATTER_STAGES, MATTER_WORDS, OPINION_WORDS, ORIGIN_WORDS, RESULT_WORDS } from './words.ts';

const Facts = ({ matter }: Readonly<{ matter: Matter }>) => {
  const { t } = useWords();
  const { unit, origin, facts, dueOn, opinion, result, about, papers = [] } = matter;
  return (
    <section className="sheet">
      <dl className="facts">
        <dt>{t({ zh: '单位', en: 'Unit' })}</dt><dd><OrganName organ={unit} /></dd>
        <dt>{t({ zh: '来源', en: 'From' })}</dt><dd>{t(ORIGIN_WORDS[origin])}</dd>
        <dt>{t({ zh: '事实', en: 'Facts' })}</dt><dd lang="zh-CN">{facts}</dd>
        {about.length > 0 && (
          <><dt>{t({ zh: '涉及', en: 'About' })}</dt><dd>{t({ zh: `${about.length} 件`, en: `${about.length}` })}</dd></>
        )}
        {dueOn !== undefined && <><dt>{t({ zh: '期限', en: 'Due' })}</dt><dd>{dueOn} <DueMark on={dueOn} /></dd></>}
        {result !== undefined && <><dt>{t({ zh: '结果', en: 'Result' })}</dt><dd>{t(RESULT_WORDS[result])}</dd></>}
      </dl>
      {opinion !== undefined && (
        <>
          <h2>{t(OPINION_WORDS[opinion.kind])}{opinion.document !== undefined &&
            <> <Original>{opinion.document}</Original></>}</h2>
          <p className="statute" lang="zh-CN">{opinion.text}</p>
        </>
      )}
      <div className="form-acts">{papers.map(({ paper, number }) => (
        <SavePaper
          key={paper} route="matterPaper" call={{ params: { id: matter.matterId, paper } }} name="document.pdf"
          label={t({ zh: '保存文书', en: 'Save' })} number={number}
        />
      ))}</div>
    </section>
  );
};

const Shown = ({ matter }: Readonly<{ matter: Matter }>) => {
  const { t } = useWords();
  const { roles } = useSession();
  const isSupervisor = roles.includes('supervisor');
  return (
    <>
      <PageHead title={t(MATTER_WORDS[matter.matter])} lead={t(MATTER_STAGES[matter.stage])} />
      {matter.isOverdue === 'yes' && (
        <p><span className="due due-late">{t({ zh: '单位逾期未回复', en: 'the unit did not answer in time' })}</span></p>
      )}
      <Facts matter={matter} />
      {isSupervisor && matter.stage === 'proposed' && <DecideOpinion {...matter} />}
      {isSupervisor && <Steps matter={matter} />}
      {!isSupervisor && matter.stage === 'opinionServed' && <Reply matterId={matter.matterId} />}
    </>
  );
};

/** One matter: facts, opinion, reply, and what the own side does next. */
const MatterPage = () => {
  const { id = '' } = useParams<{ id: string }>();
  const reading = useAnswer('readMatter', { params: { id } });
  return <Read reading={reading}>{(matter) => <Shown key={matter.stage} matter={matter} />}</Read>;
};

export default MatterPage;
