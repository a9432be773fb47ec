import { useState } from 'react';
import { Link } from 'wouter';
import { useAnswer } from '../../../api/answers.ts';
import { useWords } from '../../../app/language.tsx';
import { PageHead } from '../../../parts/page-head.tsx';
import { Proceedings } from '../../../parts/proceedings.tsx';
import { Read } from '../../../parts/read.tsx';
import { INCIDENT_STATES } from './words.ts';

/** Leaks of this organ, and of those it supervises. */
const Incidents = () => {
  const { t } = useWords();
  const [which, setWhich] = useState<'waiting' | 'opened'>('waiting');
  const [cursor, setCursor] = useState<string>();
  const reading = useAnswer('listIncidents',
    { search: { which, limit: 50, ...(cursor === undefined ? {} : { cursor }) } });
  const title = t({ zh: '泄露事件', en: 'Leaks' });
  return (
    <>
      <PageHead title={title} lead={t({
        zh: '发现泄露，立即止漏并通知本人和主管机关。', en: 'A leak is contained at once; those concerned are told.',
      })}>
        <select
          className="plain" aria-label={t({ zh: '范围', en: 'Which' })} value={which}
          onChange={({ target }) =>
            { setCursor(undefined); setWhich(target.value === 'opened' ? 'opened' : 'waiting'); }}
        >
          <option value="waiting">{t({ zh: '等本机关处置', en: 'wait for us' })}</option>
          <option value="opened">{t({ zh: '本机关报告的', en: 'reported by us' })}</option>
        </select>
        <Link href="/incidents/new" className="primary">{t({ zh: '报告泄露', en: 'Report a leak' })}</Link>
      </PageHead>
      <Read reading={reading}>{({ items, next }) => (
        <Proceedings
          title={title} at="/incidents/" words={INCIDENT_STATES} items={items} next={next} onNext={setCursor}
        />
      )}</Read>
    </>
  );
};

export default Incidents;
