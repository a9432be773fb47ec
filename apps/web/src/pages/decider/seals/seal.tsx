import { useParams } from 'wouter';
import { useAnswer } from '../../../api/answers.ts';
import { useWords } from '../../../app/language.tsx';
import { instantText } from '../../../parts/dates.ts';
import { DueMark } from '../../../parts/due-mark.tsx';
import { OrganName } from '../../../parts/organ-name.tsx';
import { PageHead } from '../../../parts/page-head.tsx';
import { Read } from '../../../parts/read.tsx';
import { SealMark } from '../../../parts/seal-mark.tsx';
import { Statutes } from '../../../parts/statute.tsx';
import { TimelinePart } from '../../../parts/timeline/timeline-part.tsx';
import '../../../styles/clerk.css';
import { Opening } from './opening.tsx';
import { groundWords, type Seal, SEAL_LOOKS, SEAL_STATUS_WORDS } from './words.ts';

const Order = ({ seal }: Readonly<{ seal: Seal }>) => {
  const { t } = useWords();
  const { orderNumber, sequence, ground, orderedAt, orderedBy, effectiveFrom, cites } = seal;
  return (
    <section className="sheet">
      <h2>{t({ zh: '通知', en: 'The order' })}</h2>
      <dl className="facts">
        <dt>{t({ zh: '通知书编号', en: 'Number' })}</dt>
        <dd>{orderNumber} {sequence > 1 &&
          <span className="faint">{t({ zh: `（第 ${sequence} 号通知）`, en: `(order ${sequence})` })}</span>}</dd>
        <dt>{t({ zh: '事由', en: 'Ground' })}</dt><dd>{t(groundWords(ground))}</dd>
        <dt>{t({ zh: '作出机关', en: 'Ordered by' })}</dt><dd><OrganName organ={orderedBy} /></dd>
        <dt>{t({ zh: '作出时间', en: 'Ordered at' })}</dt><dd>{instantText(orderedAt)}</dd>
        <dt>{t({ zh: '生效日', en: 'From' })}</dt><dd>{effectiveFrom}</dd>
        <dt>{t({ zh: '依据', en: 'By law' })}</dt><dd><Statutes cites={cites} /></dd>
      </dl>
    </section>
  );
};

const Holders = ({ seal: { acknowledged, holders, missing, waiting, withoutCopy } }: Readonly<{ seal: Seal }>) => {
  const { t } = useWords();
  return (
    <section className="sheet">
      <h2>{t({ zh: `持有副本的机关：已回执 ${acknowledged}/${holders}`,
        en: `Holders: ${acknowledged} of ${holders} answered` })}</h2>
      <ul className="plain-list">
        {missing.map(({ holder, dueOn, reminders, escalatedAt }) => (
          <li key={holder}>
            <b><OrganName organ={holder} /></b><DueMark on={dueOn} />
            {reminders > 0 &&
              <span className="faint">{t({ zh: `已催办 ${reminders} 次`, en: `reminded ${reminders} times` })}</span>}
            {escalatedAt !== undefined &&
              <span className="faint">{t({ zh: '已报检察院', en: 'told to the procuratorate' })}</span>}
          </li>
        ))}
        {waiting.map((holder) => (
          <li key={holder}><b><OrganName organ={holder} /></b>
            <span className="faint">{t({ zh: '尚未通知（执行未毕或者机关未定）', en: 'not told yet' })}</span></li>
        ))}
        {withoutCopy.map((holder) => (
          <li key={holder}><b><OrganName organ={holder} /></b>
            <span className="faint">{t({ zh: '回执：没有副本', en: 'answered: no copy' })}</span></li>
        ))}
      </ul>
      {missing.length + waiting.length === 0 && <p>{t({ zh: '全部机关已回执。', en: 'Everybody has answered.' })}</p>}
    </section>
  );
};

const Shown = ({ seal }: Readonly<{ seal: Seal }>) => {
  const { t } = useWords();
  const { status, ground, acknowledged, holders, caseCode } = seal;
  return (
    <>
      <PageHead
        title={`${t({ zh: '封存', en: 'Seal' })} · ${t(SEAL_STATUS_WORDS[status])}`} lead={t(groundWords(ground))}
      >
        <SealMark look={SEAL_LOOKS[status]} done={acknowledged} of={holders} />
      </PageHead>
      <div className="columns">
        <div><Order seal={seal} /><Holders seal={seal} /></div>
        <div><Opening seal={seal} /></div>
      </div>
      <TimelinePart code={caseCode} />
    </>
  );
};

/** One seal: the order, who has answered and who is late, how it went, and its opening by two people. */
const SealPage = () => {
  const { id = '' } = useParams<{ id: string }>();
  const reading = useAnswer('readSeal', { params: { recordId: id } });
  return <Read reading={reading}>{(seal) =>
    <Shown key={seal.status + String(seal.proposal?.proposalId)} seal={seal} />}</Read>;
};

export default SealPage;
