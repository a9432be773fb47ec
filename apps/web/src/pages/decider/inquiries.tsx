import { useState } from 'react';
import { Link } from 'wouter';
import { useWords } from '../../app/language.tsx';
import { useAnswer } from '../../api/answers.ts';
import type { BodyOf } from '../../api/interface.ts';
import { instantText } from '../../parts/dates.ts';
import { DueMark } from '../../parts/due-mark.tsx';
import { AWAITS_DECISION, INQUIRY_STAGES, type InquiryStage } from '../../parts/inquiry/words.ts';
import { Nothing } from '../../parts/nothing.tsx';
import { PageHead } from '../../parts/page-head.tsx';
import { Read } from '../../parts/read.tsx';
import { Rows } from '../../parts/rows.tsx';

const STAGES = Object.keys(INQUIRY_STAGES) as readonly InquiryStage[];

type Listed = BodyOf<'listInquiries'>['items'][number];

/** The term of the decision, while it runs: what was decided is not late any more. */
const dueOf = ({ stage, dueOn }: Listed): string | undefined =>
  (AWAITS_DECISION.includes(stage) ? dueOn : undefined);

/** What runs out first comes first; then the newest. */
const byUrgency = (one: Listed, other: Listed): number =>
  (dueOf(one) ?? '9999').localeCompare(dueOf(other) ?? '9999') || other.openedAt.localeCompare(one.openedAt);

/** Applications of this organ, a stage at a time; nothing of them is opened for the list. */
const Inquiries = () => {
  const { t } = useWords();
  const [stage, setStage] = useState<InquiryStage>();
  const [cursor, setCursor] = useState<string>();
  const reading = useAnswer('listInquiries', { search: {
    limit: 50, ...(stage === undefined ? {} : { stage }), ...(cursor === undefined ? {} : { cursor }),
  } });
  const title = t({ zh: '查询申请', en: 'Inquiries' });
  return (
    <>
      <PageHead title={title}>
        <select
          aria-label={t({ zh: '办理情况', en: 'State' })} value={stage ?? ''} className="plain"
          onChange={({ target }) => { setCursor(undefined); setStage(STAGES.find((one) => one === target.value)); }}
        >
          <option value="">{t({ zh: '全部', en: 'all' })}</option>
          {STAGES.map((one) => <option key={one} value={one}>{t(INQUIRY_STAGES[one])}</option>)}
        </select>
      </PageHead>
      <Read reading={reading}>{({ items, next }) => (
        <>
          {items.length === 0 ? <Nothing>{t({ zh: '没有这样的申请。', en: 'There is none.' })}</Nothing> : (
            <Rows
              caption={title} rows={items.toSorted(byUrgency)} keyOf={({ inquiryId }) => inquiryId}
              columns={[
                { head: t({ zh: '提出时间', en: 'Applied' }), cell: ({ inquiryId, openedAt }) =>
                  <Link href={`/desk/inquiries/${inquiryId}`}>{instantText(openedAt)}</Link> },
                { head: t({ zh: '办理情况', en: 'State' }), cell: (one) => t(INQUIRY_STAGES[one.stage]) },
                { head: t({ zh: '期限', en: 'Term' }), cell: (one) => {
                  const due = dueOf(one);
                  return due === undefined ? '—' : <DueMark on={due} />;
                } },
              ]}
            />
          )}
          {next !== undefined && (
            <button type="button" className="plain" onClick={() => setCursor(next)}>
              {t({ zh: '下一页', en: 'Next page' })}
            </button>
          )}
        </>
      )}</Read>
    </>
  );
};

export default Inquiries;
