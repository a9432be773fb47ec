import { Link } from 'wouter';
import { useWords, type Words } from '../../app/language.tsx';
import { headOfPart } from '../../app/place.ts';
import type { BodyOf } from '../../api/interface.ts';
import { SavePaper } from '../../parts/save-paper.tsx';
import { Statute } from '../../parts/statute.tsx';

type Answer = BodyOf<'applyForCertificate'>;
type Missing = Extract<Answer, { outcome: 'supplement' }>['missing'][number];
type Obstacle = Extract<Answer, { outcome: 'notAccepted' }>['reason'];

/** Papers of an application for a certificate, as somebody who has to bring them is told. */
export const MISSING_PAPERS: Readonly<Record<Missing, Words>> = {
  identityDocument: { zh: '有效身份证件', en: 'an identity document' },
  letterOfAttorney: { zh: '委托书', en: 'a letter of attorney' },
  agentIdentity: { zh: '受托人身份证件', en: 'the agent’s identity document' },
  proofOfGuardianship: { zh: '监护关系证明', en: 'proof of guardianship' },
  guardianIdentity: { zh: '监护人身份证件', en: 'the guardian’s identity document' },
  proofOfIncapacity: { zh: '无（限制）民事行为能力证明', en: 'proof of incapacity' },
  proofOfUse: { zh: '合理用途的证明（一年内第四次起需要）', en: 'what it is for (from the fourth in a year)' },
  proofOfStay: { zh: '在中国境内居留一百八十天以上的证明', en: 'proof of a stay of 180 days' },
};

/** Why an application cannot be accepted. */
export const OBSTACLE_WORDS: Readonly<Record<Obstacle, Words>> = {
  STAY_TOO_SHORT: { zh: '在中国境内居留不满一百八十天。', en: 'The stay is shorter than 180 days.' },
  GUARDIANSHIP_ENDED: {
    zh: '被监护人已满十八周岁，请由本人申请。', en: 'The ward is of age and applies in person.' },
  AGENT_WITHOUT_CAPACITY: { zh: '受托人不具备完全民事行为能力。', en: 'The agent has no full capacity.' },
  AGE_UNKNOWN: {
    zh: '出生日期不明，请到受理窗口办理。', en: 'The date of birth is unknown; apply at a window.' },
  IDENTITY_DIFFERS: {
    zh: '所填证件与申请人不一致，请到受理窗口办理。', en: 'The documents differ; apply at a window.' },
};

const Head = ({ words }: Readonly<{ words: Words }>) => {
  const { t } = useWords();
  return <h2 ref={headOfPart} tabIndex={-1}>{t(words)}</h2>;
};

const Decided = ({ answer }: Readonly<{ answer: Extract<Answer, { outcome: 'decided' }> }>) => {
  const { t } = useWords();
  const { result, certificateId, number, issuedOn, validUntil } = answer;
  const isGiven = result === 'certificate';
  return (
    <>
      <Head words={isGiven ? { zh: '已出具', en: 'Issued' } : { zh: '不予出具', en: 'Not issued' }} />
      <dl className="facts">
        <dt>{t({ zh: '编号', en: 'Number' })}</dt><dd lang="zh-CN">{number}</dd>
        <dt>{t({ zh: '出具日期', en: 'Issued on' })}</dt><dd>{issuedOn}</dd>
        {validUntil !== undefined && <><dt>{t({ zh: '有效期至', en: 'Valid until' })}</dt><dd>{validUntil}</dd></>}
      </dl>
      {!isGiven && (
        <>
          <p>{t({
            zh: '理由写在文书里。不同意的，可以申请复查：十五个工作日内答复，情况复杂的不超过三十个工作日；仍不同意的，可以向上一级机关提出。',
            en: 'The reasons stand on the paper. If you disagree, ask for a second look: it is answered within fifteen '
              + 'working days, thirty in a complex case; after that you can go to the organ above.',
          })}</p>
          <Statute cite="MPS2021_REVIEW" />
        </>
      )}
      <div className="form-acts">
        <SavePaper
          route="certificatePaper" call={{ params: { id: certificateId } }} name="document.pdf"
          label={t({ zh: '保存文书（PDF）', en: 'Save the paper (PDF)' })} isFirst
        />
        {!isGiven && (
          <Link href="/requests/new" className="plain">{t({ zh: '申请复查', en: 'Ask for a second look' })}</Link>
        )}
      </div>
    </>
  );
};

/** What an application came to, in plain words, with what can be done next. */
export const CertificateOutcome = ({ answer, again }: Readonly<{ answer: Answer; again: () => void }>) => {
  const { t } = useWords();
  const isGiven = answer.outcome === 'decided' && answer.result === 'certificate';
  return (
    <section className={isGiven ? 'sheet outcome outcome-good' : 'sheet outcome'}>
      {answer.outcome === 'decided' && <Decided answer={answer} />}
      {answer.outcome === 'accepted' && (
        <>
          <Head words={{ zh: '已受理', en: 'Accepted' }} />
          <p>{t({ zh: `最迟 ${answer.dueOn} 办结，届时在本页下方领取。`,
            en: `You have it by ${answer.dueOn} at the latest, below on this page.` })}</p>
        </>
      )}
      {answer.outcome === 'supplement' && (
        <>
          <Head words={{ zh: '还缺材料', en: 'Something is missing' }} />
          <ul>{answer.missing.map((one) => <li key={one}>{t(MISSING_PAPERS[one])}</li>)}</ul>
          <p>{t({
            zh: '这些材料须当面核对，网上不能提交：请带上它们和身份证件到受理窗口办理。本次没有留下申请。',
            en: 'These are looked at in person: bring them and your identity document to a window. Nothing was filed.',
          })}</p>
          <Statute cite={answer.cite} />
        </>
      )}
      {answer.outcome === 'notAccepted' && (
        <>
          <Head words={{ zh: '暂不能受理', en: 'Cannot be accepted' }} />
          <p>{t(OBSTACLE_WORDS[answer.reason])}</p>
          <Statute cite={answer.cite} />
        </>
      )}
      {answer.outcome === 'decided' && (
        <button type="button" className="quiet" onClick={again}>{t({ zh: '再申请一份', en: 'Another one' })}</button>
      )}
    </section>
  );
};
