import { useState } from 'react';
import { Link } from 'wouter';
import { useAnswer } from '../../api/answers.ts';
import type { BodyOf } from '../../api/interface.ts';
import { useWords } from '../../app/language.tsx';
import { civilToday } from '../../parts/dates.ts';
import { DueMark } from '../../parts/due-mark.tsx';
import { Nothing } from '../../parts/nothing.tsx';
import { OrganName } from '../../parts/organ-name.tsx';
import { Pages } from '../../parts/pages.tsx';
import { Read } from '../../parts/read.tsx';
import { Rows } from '../../parts/rows.tsx';

type Order = BodyOf<'listSealDuties'>['items'][number];

/** What an order asks, in a word. */
export const TARGETS = {
  sealed: { zh: '封存', en: 'seal' }, open: { zh: '解除封存', en: 'open' },
} as const satisfies Record<Order['target'], unknown>;

type Counted = Readonly<{ items: readonly Order[]; isPart: boolean }>;

/** How many wait and how many of them are late; of a page where there are more. */
const Count = ({ items, isPart }: Counted) => {
  const { t } = useWords();
  const today = civilToday();
  const late = items.filter(({ dueOn }) => dueOn < today).length;
  const due = items.filter(({ dueOn }) => dueOn === today).length;
  return (
    <p className="orders-count">{t({
      zh: `${isPart ? '本页' : '共'} ${items.length} 项，今日到期 ${due} 项，逾期 ${late} 项`,
      en: `${items.length} ${isPart ? 'on this page' : 'in all'}, ${due} due today, ${late} late`,
    })}</p>
  );
};

/** Orders that wait for the organ, the earliest due first. `first`: no more than so many, on the first page. */
export const OrdersPart = ({ first }: Readonly<{ first?: number }>) => {
  const { t } = useWords();
  const [after, setAfter] = useState<string>();
  const reading = useAnswer('listSealDuties', after === undefined ? {} : { search: { cursor: after } });
  const title = t({ zh: '待执行的封存', en: 'Seals to carry out' });
  return (
    <Read reading={reading}>{({ items, next }) => {
      const shown = items.slice(0, first ?? items.length);
      if (items.length === 0) return <Nothing>{t({
        zh: '没有待执行的封存。', en: 'No seal waits to be carried out.',
      })}</Nothing>;
      return (
        <>
          <Count items={items} isPart={after !== undefined || next !== undefined} />
          <Rows
            caption={title} rows={shown} keyOf={({ recordId }) => recordId}
            columns={[
              { head: t({ zh: '通知编号', en: 'Order' }), cell: ({ recordId, orderNumber }) =>
                <Link href={`/orders/${recordId}`}>{orderNumber}</Link> },
              { head: t({ zh: '要求', en: 'To do' }), cell: ({ target }) => t(TARGETS[target]) },
              { head: t({ zh: '期限', en: 'Term' }), cell: ({ dueOn }) => <DueMark on={dueOn} /> },
              { head: t({ zh: '作出机关', en: 'Ordered by' }), cell: ({ orderedBy }) => <OrganName organ={orderedBy} /> },
              { head: t({ zh: '催办', en: 'Reminders' }), cell: ({ reminders }) => reminders, isNumber: true },
            ]}
          />
          {shown.length < items.length && <p><Link href="/orders">{t({
            zh: `查看全部 ${items.length} 项`, en: `See all ${items.length}` })}</Link></p>}
          {first === undefined && <Pages after={after} next={next} go={setAfter} />}
        </>
      );
    }}</Read>
  );
};
