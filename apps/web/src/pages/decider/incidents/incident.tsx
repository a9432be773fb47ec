import { useParams } from 'wouter';
import { useAnswer } from '../../../api/answers.ts';
import { useSession } from '../../../api/session.tsx';
import { useWords } from '../../../app/language.tsx';
import { OrganName } from '../../../parts/organ-name.tsx';
import { PageHead } from '../../../parts/page-head.tsx';
import { Read } from '../../../parts/read.tsx';
import { SavePaper } from '../../../parts/save-paper.tsx';
import { Statutes } from '../../../parts/statute.tsx';
import { DecideSparing } from './decide-sparing.tsx';
import { IncidentSteps } from './incident-steps.tsx';
import { CONTENT, type Incident, INCIDENT_STATES, REFERRAL_WORDS } from './words.ts';

/** What governs a leak: to contain and tell, and who answers for it. @see 个人信息保护法第57条; 2022 Measures art. 20 */
const CITES = ['PIPL_57', 'M2022_20'] as const;

const Facts = ({ incident }: Readonly<{ incident: Incident }>) => {
  const { t, list } = useWords();
  const { organ, knownOn, facts, measures = [], assessment, persons, notified, referrals, isSpared } = incident;
  return (
    <dl className="facts">
      <dt>{t({ zh: '机关', en: 'Organ' })}</dt><dd><OrganName organ={organ} /></dd>
      <dt>{t({ zh: '知悉之日', en: 'Known on' })}</dt><dd>{knownOn}</dd>
      {facts !== undefined && <><dt>{t({ zh: '事实', en: 'Facts' })}</dt><dd lang="zh-CN">{facts}</dd></>}
      {measures.length > 0 && <><dt>{t({ zh: '补救措施', en: 'Measures' })}</dt>
        <dd>{measures.map((one, at) => <p key={at} lang="zh-CN">{one}</p>)}</dd></>}
      {assessment !== undefined && (
        <>
          <dt>{t({ zh: '泄露的信息', en: 'What got out' })}</dt>
          <dd>{list(assessment.content.map((one) =>
            t(CONTENT.find(({ zh }) => zh === one) ?? { zh: one, en: one })))}</dd>
          <dt>{t({ zh: '原因', en: 'Cause' })}</dt><dd lang="zh-CN">{assessment.cause}</dd>
          <dt>{t({ zh: '可能的危害', en: 'Harm' })}</dt><dd lang="zh-CN">{assessment.harm}</dd>
          <dt>{t({ zh: '涉及的人', en: 'Persons' })}</dt>
          <dd>{isSpared === 'yes'
            ? t({ zh: `${persons.length} 人，经审批免予通知`, en: `${persons.length}; two people found no notice needed` })
            : t({ zh: `${persons.length} 人，已通知 ${notified.length} 人`,
              en: `${persons.length}, ${notified.length} told` })}</dd>
        </>
      )}
      {referrals.length > 0 && <><dt>{t({ zh: '移送', en: 'Referred' })}</dt>
        <dd>{list(referrals.map((one) => t(REFERRAL_WORDS[one])))}</dd></>}
      <dt>{t({ zh: '依据', en: 'By law' })}</dt><dd><Statutes cites={CITES} /></dd>
    </dl>
  );
};

const Shown = ({ incident }: Readonly<{ incident: Incident }>) => {
  const { t } = useWords();
  const { roles, organ } = useSession();
  const { incidentId, state, sparingProposed, sentBack, papers = [] } = incident;
  const mayDecide = sparingProposed !== undefined && organ === incident.organ &&
    roles.some((role) => role === 'approver' || role === 'supervisor');
  return (
    <>
      <PageHead title={t({ zh: '泄露事件', en: 'Leak' })} lead={t(INCIDENT_STATES[state])} />
      <div className="columns">
        <div>
          {sentBack !== undefined && (
            <section className="sheet outcome outcome-closed">
              <h2>{t({ zh: '免予通知被退回', en: 'Sparing was sent back' })}</h2><p lang="zh-CN">{sentBack}</p></section>
          )}
          <section className="sheet">
            <Facts incident={incident} />
            <div className="form-acts">{papers.map(({ paper, number }) => (
              <SavePaper
                key={paper} route="incidentPaper" call={{ params: { id: incidentId, paper } }} name="document.pdf"
                label={t({ zh: '保存文书', en: 'Save' })} number={number}
              />
            ))}</div>
          </section>
          {sparingProposed !== undefined && !mayDecide && (
            <section className="sheet outcome">
              <h2>{t({ zh: '提议免予通知，等待另一人审批', en: 'Sparing is proposed, waits for another person' })}</h2>
                <p lang="zh-CN">{sparingProposed}</p></section>
          )}
        </div>
        <div>
          {mayDecide && <DecideSparing {...incident} />}
          <IncidentSteps incident={incident} />
        </div>
      </div>
    </>
  );
};

const stampOf = ({ state, sparingProposed, measures = [], notified, referrals }: Incident): string =>
  [state, sparingProposed === undefined, measures.length, notified.length, referrals.length].join(' ');

/** One leak: what happened, what was done, and what is next; two people decide that nobody is told. */
const IncidentPage = () => {
  const { id = '' } = useParams<{ id: string }>();
  const reading = useAnswer('readIncident', { params: { id } });
  return <Read reading={reading}>{(incident) => <Shown key={stampOf(incident)} incident={incident} />}</Read>;
};

export default IncidentPage;
