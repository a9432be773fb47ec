import { useParams } from 'wouter';
import { useAnswer } from '../../../api/answers.ts';
import { useWords } from '../../../app/language.tsx';
import { DueMark } from '../../../parts/due-mark.tsx';
import { PageHead } from '../../../parts/page-head.tsx';
import { Read } from '../../../parts/read.tsx';
import { SavePaper } from '../../../parts/save-paper.tsx';
import { Statutes } from '../../../parts/statute.tsx';
import { CertificateSteps } from './certificate-steps.tsx';
import {
  APPLICANT_WORDS, type Certificate, CERTIFICATE_MATERIAL_WORDS, CERTIFICATE_STATES, DOCUMENT_WORDS, FINDING_WORDS,
  VERIFICATION_WORDS,
} from './words.ts';

/** By which the window and the verification go. @see 《公安机关办理犯罪记录查询工作规定》(2021) 第8条、第9条 */
const CITES = ['M2022_15'] as const;

const Person = ({ desk }: Readonly<{ desk: NonNullable<Certificate['desk']> }>) => {
  const { t, list } = useWords();
  const { name, nationality, documentType, documentNumber, applicant, materials, proposed } = desk;
  return (
    <>
      <dt>{t({ zh: '被查询人', en: 'Person' })}</dt><dd lang="zh-CN">{name}</dd>
      <dt>{t(DOCUMENT_WORDS[documentType] ?? { zh: '证件', en: 'document' })}</dt><dd>{documentNumber}</dd>
      <dt>{t({ zh: '国籍', en: 'Nationality' })}</dt>
      <dd>{nationality === 'CHN' ? t({ zh: '中国', en: 'China' }) : nationality}</dd>
      <dt>{t({ zh: '申请人', en: 'Applies' })}</dt><dd>{t(APPLICANT_WORDS[applicant])}</dd>
      <dt>{t({ zh: '已核对材料', en: 'Papers seen' })}</dt>
      <dd>{materials.length === 0 ? '—' : list(materials.map((one) => t(CERTIFICATE_MATERIAL_WORDS[one])))}</dd>
      {proposed !== undefined && <><dt>{t({ zh: '承办人意见', en: 'Proposed' })}</dt><dd>
        <b>{t(FINDING_WORDS[proposed])}</b></dd></>}
    </>
  );
};

const Shown = ({ certificate }: Readonly<{ certificate: Certificate }>) => {
  const { t } = useWords();
  const { certificateId, state, acceptedOn, dueOn, ground, isPaused, result, issuedOn, number, desk } = certificate;
  return (
    <>
      <PageHead title={t({ zh: '无犯罪记录证明', en: 'Certificate' })} lead={t(CERTIFICATE_STATES[state])} />
      <div className="columns">
        <section className="sheet">
          <dl className="facts">
            {desk !== undefined && <Person desk={desk} />}
            {ground !== undefined && <><dt>{t({ zh: '提请核实的情形', en: 'To be verified' })}</dt>
              <dd>{t(VERIFICATION_WORDS[ground])}</dd></>}
            {acceptedOn !== undefined && <><dt>{t({ zh: '受理日', en: 'Accepted on' })}</dt><dd>{acceptedOn}</dd></>}
            {dueOn !== undefined && <><dt>{t({ zh: '期限', en: 'Due' })}</dt>
              <dd>{dueOn} {isPaused === true ? t({ zh: '（核实中，不计入）', en: '(paused)' }) : <DueMark on={dueOn} />}</dd></>}
            {result !== undefined && <><dt>{t({ zh: '结果', en: 'Result' })}</dt>
              <dd>{`${t(FINDING_WORDS[result])} ${issuedOn ?? ''}`}</dd></>}
            <dt>{t({ zh: '依据', en: 'By law' })}</dt><dd><Statutes cites={CITES} /></dd>
          </dl>
          {number !== undefined && (
            <SavePaper route="certificatePaper" call={{ params: { id: certificateId } }} name="document.pdf"
              label={t({ zh: '保存文书', en: 'Save the paper' })} />
          )}
        </section>
        <div><CertificateSteps {...certificate} /></div>
      </div>
    </>
  );
};

/** One application for a certificate that a person has to look at. */
const CertificatePage = () => {
  const { id = '' } = useParams<{ id: string }>();
  const reading = useAnswer('readCertificate', { params: { id } });
  return <Read reading={reading}>{(certificate) => <Shown key={certificate.state} certificate={certificate} />}</Read>;
};

export default CertificatePage;
