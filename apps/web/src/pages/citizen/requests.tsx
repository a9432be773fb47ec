import { Link } from 'wouter';
import { useWords } from '../../app/language.tsx';
import { useAnswer } from '../../api/answers.ts';
import { instantText } from '../../parts/dates.ts';
import { DueMark } from '../../parts/due-mark.tsx';
import { Nothing } from '../../parts/nothing.tsx';
import { OrganName } from '../../parts/organ-name.tsx';
import { PageHead } from '../../parts/page-head.tsx';
import { Read } from '../../parts/read.tsx';
import { Rows } from '../../parts/rows.tsx';
import { RIGHT_STAGES } from './words.ts';

/** Everything the person asked for, newest first. */
const Requests = () => {
  const { t } = useWords();
  const reading = useAnswer('listRightsRequests', { search: { limit: 100 } });
  const title = t({ zh: '我的申请', en: 'My requests' });
  return (
    <>
      <PageHead title={title}>
        <Link href="/requests/new" className="primary">{t({ zh: '提出申请', en: 'Make a request' })}</Link>
      </PageHead>
      <Read reading={reading}>{({ items }) => (items.length === 0
        ? <Nothing>{t({ zh: '还没有提出过申请。', en: 'Nothing was asked for yet.' })}</Nothing>
        : (
          <Rows
            caption={title} rows={items.toReversed()} keyOf={({ requestId }) => requestId}
            columns={[
              { head: t({ zh: '提出时间', en: 'Made' }), cell: ({ requestId, openedAt }) =>
                <Link href={`/requests/${requestId}`}>{instantText(openedAt)}</Link> },
              { head: t({ zh: '机关', en: 'Organ' }), cell: ({ organ }) => <OrganName organ={organ} /> },
              { head: t({ zh: '办理情况', en: 'State' }), cell: ({ state }) => t(RIGHT_STAGES[state]) },
              { head: t({ zh: '期限', en: 'Term' }), cell: ({ dueOn }) =>
                (dueOn === undefined ? '—' : <DueMark on={dueOn} isOrgans />) },
            ]}
          />
        ))}</Read>
    </>
  );
};

export default Requests;
