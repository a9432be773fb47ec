import { Link } from 'wouter';
import { headOfPart } from '../../app/place.ts';
import { useWords, type Words } from '../../app/language.tsx';
import { SavePaper } from '../../parts/save-paper.tsx';
import { Statute } from '../../parts/statute.tsx';
import { MISSING_PAPERS, OBSTACLE_WORDS } from '../citizen/certificate-outcome.tsx';
import type { Answer } from './entered.ts';

const Head = ({ words }: Readonly<{ words: Words }>) => {
  const { t } = useWords();
  return <h2 ref={headOfPart} tabIndex={-1}>{t(words)}</h2>;
};

const ISSUED: Words = { zh: '已出具', en: 'Issued' };
const NOT_ISSUED: Words = { zh: '不予出具', en: 'Not issued' };

const Decided = ({ answer }: Readonly<{ answer: Extract<Answer, { outcome: 'decided' }> }>) => {
  const { t } = useWords();
  const isGiven = answer.result === 'certificate';
  return (
    <>
      <Head words={isGiven ? ISSUED : NOT_ISSUED} />
      <dl className="facts">
        <dt>{t({ zh: '编号', en: 'Number' })}</dt><dd lang="zh-CN">{answer.number}</dd>
        <dt>{t({ zh: '出具日期', en: 'Issued on' })}</dt><dd>{answer.issuedOn}</dd>
        {answer.validUntil !== undefined
          && <><dt>{t({ zh: '有效期至', en: 'Valid until' })}</dt><dd>{answer.validUntil}</dd></>}
      </dl>
      <p>{isGiven ? t({ zh: '打印、盖章后交来人；收件单位凭文书上的核验码核对真伪。',
        en: 'Print it, seal it, hand it over; whoever gets it can check it by the code on it.' })
        : t({ zh: '打印通知书、盖章后交来人，并告知：不同意的可以申请复查，十五个工作日内答复。',
          en: 'Print, seal and hand over the notice; a second look can be asked for: fifteen working days.' })}</p>
      <div className="form-acts">
        <SavePaper
          route="certificatePaper" call={{ params: { id: answer.certificateId } }} name="document.pdf" isFirst
          label={t({ zh: '取得文书（PDF）打印', en: 'Get the paper (PDF) to print' })}
        />
      </div>
    </>
  );
};

const Accepted = ({ answer }: Readonly<{ answer: Extract<Answer, { outcome: 'accepted' }> }>) => {
  const { t } = useWords();
  return (
    <>
      <Head words={{ zh: '已受理，当场不能确定', en: 'Accepted; not clear at once' }} />
      <p>{t({ zh: `请告知来人：最迟 ${answer.dueOn} 办结，凭身份证件来窗口领取。`,
        en: `Tell them: it is ready by ${answer.dueOn}, to be fetched here with their document.` })}</p>
      <Link href={`/desk/certificates/${answer.certificateId}`} className="plain">
        {t({ zh: '查看办理情况', en: 'How it stands' })}</Link>
    </>
  );
};

/** What it came to, as it is told across the counter; the next person begins with an empty page. */
export const CounterOutcome = ({ answer, back, next }: Readonly<{
  answer: Answer; back: () => void; next: () => void;
}>) => {
  const { t } = useWords();
  const isGiven = answer.outcome === 'decided' && answer.result === 'certificate';
  const isOpen = answer.outcome === 'supplement' || answer.outcome === 'notAccepted';
  return (
    <section className={isGiven ? 'sheet outcome outcome-good' : 'sheet outcome'} role="status">
      {answer.outcome === 'decided' && <Decided answer={answer} />}
      {answer.outcome === 'accepted' && <Accepted answer={answer} />}
      {answer.outcome === 'supplement' && (
        <>
          <Head words={{ zh: '还缺材料，请一次告知来人', en: 'Something is missing: tell them all of it' }} />
          <ul>{answer.missing.map((one) => <li key={one}>{t(MISSING_PAPERS[one])}</li>)}</ul>
          <p>{t({ zh: '没有留下申请；带齐后再来，或者现在补看。',
            en: 'Nothing was filed; they come again with it, or you look at it now.' })}</p>
          <Statute cite={answer.cite} />
        </>
      )}
      {answer.outcome === 'notAccepted' && (
        <>
          <Head words={{ zh: '不能受理', en: 'Cannot be accepted' }} />
          <p>{t(OBSTACLE_WORDS[answer.reason])}</p>
          <Statute cite={answer.cite} />
        </>
      )}
      <div className="form-acts">
        {isOpen && <button type="button" className="primary" onClick={back}>
          {t({ zh: '返回，补看或者更正', en: 'Back: look again, or correct it' })}</button>}
        <button type="button" className="plain" onClick={next}>{t({ zh: '下一位', en: 'Next person' })}</button>
      </div>
    </section>
  );
};
