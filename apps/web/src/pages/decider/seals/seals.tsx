import { useState } from 'react';
import { Link } from 'wouter';
import { useAnswer } from '../../../api/answers.ts';
import { useWords } from '../../../app/language.tsx';
import { instantText } from '../../../parts/dates.ts';
import { DueMark } from '../../../parts/due-mark.tsx';
import { Nothing } from '../../../parts/nothing.tsx';
import { PageHead } from '../../../parts/page-head.tsx';
import { StateChoice } from '../../../parts/proceedings.tsx';
import { Read } from '../../../parts/read.tsx';
import { Rows } from '../../../parts/rows.tsx';
import { SealMark } from '../../../parts/seal-mark.tsx';
import { groundWords, type Seal, SEAL_LOOKS, SEAL_STATUS_WORDS, type SealStatus } from './words.ts';

/** The first day by which somebody has to answer. */
const firstDue = ({ missing }: Seal): string | undefined => missing.map(({ dueOn }) => dueOn).sort().at(0);

/** Late ones first, then the newest: nobody looks for them through the page. */
const byUrgency = (one: Seal, other: Seal): number =>
  (firstDue(one) ?? '9999').localeCompare(firstDue(other) ?? '9999') || other.orderedAt.localeCompare(one.orderedAt);

const Table = ({ title, items }: Readonly<{ title: string; items: readonly Seal[] }>) => {
  const { t } = useWords();
  return (
    <Rows
      caption={title} rows={items.toSorted(byUrgency)} keyOf={({ recordId }) => recordId}
      columns={[
        { head: t({ zh: '通知时间', en: 'Ordered' }), cell: ({ recordId, orderedAt }) =>
          <Link href={`/seals/${recordId}`} className="tl-day">{instantText(orderedAt)}</Link> },
        { head: t({ zh: '封存', en: 'Seal' }), cell: ({ status, acknowledged, holders }) =>
          <SealMark look={SEAL_LOOKS[status]} done={acknowledged} of={holders} /> },
        { head: t({ zh: '事由', en: 'Ground' }), cell: ({ ground }) => t(groundWords(ground)) },
        { head: t({ zh: '期限', en: 'Term' }), cell: (seal) => {
          const due = firstDue(seal);
          return due === undefined ? '—' : <DueMark on={due} />;
        } },
        { head: t({ zh: '解封', en: 'Opening' }), cell: ({ proposal }) =>
          (proposal === undefined ? '—'
            : <span className="due due-today">{t({ zh: '待审批', en: 'to be approved' })}</span>) },
      ]}
    />
  );
};

/** Seals that this organ ordered or supervises, with how many holders have answered. */
const Seals = () => {
  const { t } = useWords();
  const [state, setState] = useState<SealStatus>();
  const [cursor, setCursor] = useState<string>();
  const reading = useAnswer('listSeals', { search: {
    limit: 50, ...(state === undefined ? {} : { state }), ...(cursor === undefined ? {} : { cursor }),
  } });
  const title = t({ zh: '封存与解封', en: 'Seals' });
  return (
    <>
      <PageHead title={title}
        lead={t({ zh: '数字是已回执的机关与持有副本的机关。', en: 'The numbers: holders that answered, of all that hold a copy.' })}>
        <StateChoice words={SEAL_STATUS_WORDS} value={state} choose={(one) =>
          { setCursor(undefined); setState(one); }} />
      </PageHead>
      <Read reading={reading}>{({ items, next }) => (
        <>
          {items.length === 0 ? <Nothing>{t({ zh: '没有这样的封存。', en: 'There is none.' })}</Nothing>
            : <Table title={title} items={items} />}
          {next !== undefined && (
            <button type="button" className="plain"
              onClick={() => setCursor(next)}>{t({ zh: '下一页', en: 'Next page' })}</button>
          )}
        </>
      )}</Read>
    </>
  );
};

export default Seals;
