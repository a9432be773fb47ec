import { Link } from 'wouter';
import { useWords } from '../../app/language.tsx';
import { useAnswer } from '../../api/answers.ts';
import type { BodyOf } from '../../api/interface.ts';
import { instantText } from '../../parts/dates.ts';
import { DueMark } from '../../parts/due-mark.tsx';
import { INQUIRY_OVER, INQUIRY_STAGES, WAITS_FOR_INQUIRER } from '../../parts/inquiry/words.ts';
import { Nothing } from '../../parts/nothing.tsx';
import { OrganName } from '../../parts/organ-name.tsx';
import { PageHead } from '../../parts/page-head.tsx';
import { Read } from '../../parts/read.tsx';
import { Rows } from '../../parts/rows.tsx';

type Listed = BodyOf<'listInquiries'>['items'][number];

const List = ({ title, items }: Readonly<{ title: string; items: readonly Listed[] }>) => {
  const { t } = useWords();
  if (items.length === 0) return null;
  return (
    <section>
      <h2>{title}</h2>
      <Rows
        caption={title} rows={items} keyOf={({ inquiryId }) => inquiryId}
        columns={[
          { head: t({ zh: '提出时间', en: 'Applied' }), cell: ({ inquiryId, openedAt }) =>
            <Link href={`/inquiries/${inquiryId}`}>{instantText(openedAt)}</Link> },
          { head: t({ zh: '受理机关', en: 'Organ' }), cell: ({ organ }) => <OrganName organ={organ} /> },
          { head: t({ zh: '办理情况', en: 'State' }), cell: ({ stage }) => t(INQUIRY_STAGES[stage]) },
          { head: t({ zh: '期限', en: 'Term' }), cell: ({ dueOn, stage }) => (dueOn === undefined ? '—'
            : <DueMark on={dueOn} isOrgans={!WAITS_FOR_INQUIRER.includes(stage)} />) },
        ]}
      />
    </section>
  );
};

/** Home of whoever asks: what waits for them first. */
const Home = () => {
  const { t } = useWords();
  const reading = useAnswer('listInquiries', { search: { limit: 100 } });
  return (
    <>
      <PageHead
        title={t({ zh: '我的查询', en: 'My inquiries' })}
        lead={t({
          zh: '查询须有法律依据；查到的只能用于申请所写的用途，并依法保密。',
          en: 'An inquiry needs a basis in law; the answer serves the purpose of the application alone.',
        })}
      >
        <Link href="/inquiries/new" className="primary">{t({ zh: '提出查询', en: 'New inquiry' })}</Link>
      </PageHead>
      <Read reading={reading}>{({ items }) => {
        const newest = items.toReversed();
        const [waiting, rest] = [newest.filter(({ stage }) => WAITS_FOR_INQUIRER.includes(stage)),
          newest.filter(({ stage }) => !WAITS_FOR_INQUIRER.includes(stage))];
        if (items.length === 0) {
          return <Nothing>{t({ zh: '还没有提出过查询。', en: 'No inquiry was made yet.' })}</Nothing>;
        }
        return (
          <>
            <List title={t({ zh: '等您办理', en: 'Waits for you' })} items={waiting} />
            <List
              title={t({ zh: '机关办理中', en: 'With the organ' })}
              items={rest.filter(({ stage }) => !INQUIRY_OVER.includes(stage))}
            />
            <List
              title={t({ zh: '已办结', en: 'Ended' })}
              items={rest.filter(({ stage }) => INQUIRY_OVER.includes(stage))}
            />
          </>
        );
      }}</Read>
    </>
  );
};

export default Home;
