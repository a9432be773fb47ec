import { useState } from 'react';
import { Link } from 'wouter';
import { useWords } from '../../app/language.tsx';
import { useAnswer } from '../../api/answers.ts';
import { useSession } from '../../api/session.tsx';
import { instantText } from '../../parts/dates.ts';
import { DueMark } from '../../parts/due-mark.tsx';
import { Nothing } from '../../parts/nothing.tsx';
import { PageHead } from '../../parts/page-head.tsx';
import { Read } from '../../parts/read.tsx';
import { Rows } from '../../parts/rows.tsx';
import { MATTER_STAGES, type Matter } from './words.ts';

const isStage = (state: string): state is Matter['stage'] => Object.hasOwn(MATTER_STAGES, state);

/** Matters that wait for the own organ, and those it opened. */
const Matters = () => {
  const { t } = useWords();
  const { roles } = useSession();
  const isSupervisor = roles.includes('supervisor');
  const [which, setWhich] = useState<'waiting' | 'opened'>(isSupervisor ? 'opened' : 'waiting');
  const reading = useAnswer('listMatters', { search: { which, limit: 100 } });
  const title = t({ zh: '监督事项', en: 'Matters of supervision' });
  return (
    <>
      <PageHead title={title}>
        <select
          className="plain" aria-label={t({ zh: '范围', en: 'Which' })} value={which}
          onChange={({ target }) => setWhich(target.value === 'waiting' ? 'waiting' : 'opened')}
        >
          <option value="waiting">{t({ zh: '等本机关办理', en: 'wait for us' })}</option>
          <option value="opened">{t({ zh: '本机关立的', en: 'opened by us' })}</option>
        </select>
        {isSupervisor && <Link href="/matters/new" className="primary">{t({ zh: '立监督事项', en: 'Open a matter' })}</Link>}
      </PageHead>
      <Read reading={reading}>{({ items }) => (items.length === 0
        ? <Nothing>{t({ zh: '没有这样的事项。', en: 'There is none.' })}</Nothing>
        : (
          <Rows
            caption={title} rows={items.toReversed()} keyOf={({ id }) => id}
            columns={[
              { head: t({ zh: '立案时间', en: 'Opened' }), cell: ({ id, openedAt }) =>
                <Link href={`/matters/${id}`}>{instantText(openedAt)}</Link> },
              { head: t({ zh: '情况', en: 'State' }), cell: ({ state }) =>
                (isStage(state) ? t(MATTER_STAGES[state]) : state) },
              { head: t({ zh: '期限', en: 'Term' }), cell: ({ dueOn }) =>
                (dueOn === undefined ? '—' : <DueMark on={dueOn} />) },
            ]}
          />
        ))}</Read>
    </>
  );
};

export default Matters;
