import { useState } from 'react';
import { Link } from 'wouter';
import { useWords, type Words } from '../app/language.tsx';
import { useAnswer } from '../api/answers.ts';
import type { BodyOf } from '../api/interface.ts';
import { DueMark } from './due-mark.tsx';
import { Nothing } from './nothing.tsx';
import { Pages } from './pages.tsx';
import { Read } from './read.tsx';
import { Rows } from './rows.tsx';
import { Statutes } from './statute.tsx';

type Duties = BodyOf<'listDuties'>;
type Duty = Duties['duties'][number];

const KINDS: Readonly<Record<Duty['kind'], Readonly<{ words: Words; at: string }>>> = {
  inquiry: { words: { zh: '查询', en: 'inquiry' }, at: '/desk/inquiries/' },
  rights: { words: { zh: '权利申请', en: 'request of a person' }, at: '/desk/requests/' },
  certificate: { words: { zh: '无犯罪记录证明', en: 'certificate' }, at: '/desk/certificates/' },
  supervision: { words: { zh: '监督事项', en: 'matter of supervision' }, at: '/matters/' },
  incident: { words: { zh: '泄露事件', en: 'leak' }, at: '/incidents/' },
  withholding: { words: { zh: '暂不告知的复核', en: 'review of a withheld look' }, at: '/desk/inquiries/' },
};

/** How a duty of a kind is called. */
export const dutyWords = (kind: Duty['kind']): Words => KINDS[kind].words;

/** Of all terms, whichever page of them is shown. */
const Tiles = ({ counts }: Readonly<{ counts: Duties['counts'] }>) => {
  const { t } = useWords();
  return (
    <ul className="tiles">
      <li className={counts.late > 0 ? 'tile-late' : undefined}>
        <b>{counts.late}</b>{t({ zh: '逾期', en: 'late' })}
      </li>
      <li><b>{counts.lastDay}</b>{t({ zh: '今日到期', en: 'due today' })}</li>
      <li><b>{counts.running}</b>{t({ zh: '办理中', en: 'running' })}</li>
    </ul>
  );
};

const Table = ({ duties }: Readonly<{ duties: readonly Duty[] }>) => {
  const { t } = useWords();
  const title = t({ zh: '本机关的期限', en: 'Terms of this organ' });
  if (duties.length === 0) return <Nothing>{t({ zh: '没有在途的期限。', en: 'No term is running.' })}</Nothing>;
  return (
    <Rows
      caption={title} rows={duties} keyOf={({ kind, id }) => kind + id}
      columns={[
        { head: t({ zh: '事项', en: 'What' }), cell: ({ kind, id }) =>
          <Link href={KINDS[kind].at + id}>{t(KINDS[kind].words)}</Link> },
        { head: t({ zh: '期限', en: 'Term' }), cell: ({ dueOn }) => <DueMark on={dueOn} /> },
        { head: t({ zh: '到期日', en: 'Due on' }), cell: ({ dueOn }) => dueOn },
        { head: t({ zh: '依据', en: 'By law' }), cell: ({ cites }) => <Statutes cites={cites} /> },
      ]}
    />
  );
};

/** What the organ has to do and until when, the late first: the head of every officer's day. */
export const DutiesPart = () => {
  const [after, setAfter] = useState<string>();
  const reading = useAnswer('listDuties', after === undefined ? {} : { search: { ownAfter: after } });
  return (
    <Read reading={reading}>{({ duties, counts, nextOwn }) => (
      <>
        <Tiles counts={counts} />
        <Table duties={duties} />
        <Pages after={after} next={nextOwn} go={setAfter} />
      </>
    )}</Read>
  );
};
