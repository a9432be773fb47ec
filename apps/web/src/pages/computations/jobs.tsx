import { useState } from 'react';
import { useWords } from '../../app/language.tsx';
import { useAnswer } from '../../api/answers.ts';
import { COMPUTATION_STATES, COMPUTATION_WORDS } from '../../parts/computation-words.ts';
import { JobCards, type ListedJob } from '../../parts/job-cards.tsx';
import { Nothing } from '../../parts/nothing.tsx';
import { PageHead } from '../../parts/page-head.tsx';
import { Read } from '../../parts/read.tsx';
import '../../styles/privacy.css';

type Wanted = Readonly<{ kind?: ListedJob['kind']; state?: ListedJob['state'] }>;

const KINDS = Object.keys(COMPUTATION_WORDS) as readonly ListedJob['kind'][];
const STATES = Object.keys(COMPUTATION_STATES) as readonly ListedJob['state'][];

const Choices = ({ wanted, choose }: Readonly<{ wanted: Wanted; choose: (wanted: Wanted) => void }>) => {
  const { t } = useWords();
  const { kind, state } = wanted;
  return (
    <>
      <select className="plain" aria-label={t({ zh: '种类', en: 'Kind' })} value={kind ?? ''} onChange={({ target }) => {
        const found = KINDS.find((one) => one === target.value);
        choose({ ...(found === undefined ? {} : { kind: found }), ...(state === undefined ? {} : { state }) });
      }}>
        <option value="">{t({ zh: '全部种类', en: 'Every kind' })}</option>
        {KINDS.map((one) => <option key={one} value={one}>{t(COMPUTATION_WORDS[one] ?? { zh: one, en: one })}</option>)}
      </select>
      <select className="plain" aria-label={t({ zh: '办理情况',
        en: 'State' })} value={state ?? ''} onChange={({ target }) => {
        const found = STATES.find((one) => one === target.value);
        choose({ ...(kind === undefined ? {} : { kind }), ...(found === undefined ? {} : { state: found }) });
      }}>
        <option value="">{t({ zh: '全部情况', en: 'Every state' })}</option>
        {STATES.map((one) => <option key={one} value={one}>{t(COMPUTATION_STATES[one] ?? { zh: one,
          en: one })}</option>)}
      </select>
    </>
  );
};

/** Every run of privacy computing that this person may see, the newest first, by kind and state. */
const Jobs = () => {
  const { t } = useWords();
  const [wanted, choose] = useState<Wanted>({});
  const reading = useAnswer('listPrivacyJobs', { search: wanted });
  return (
    <>
      <PageHead
        title={t({ zh: '隐私计算', en: 'Privacy computing' })}
        lead={t({
          zh: '每一次运行都是账本中的一项任务，须两个机关的两个人同意；被计入的人可以看到。这里没有任何一条记录、任何一个人。',
          en: 'Every run is a job in the log that two people of two organs agreed to; whoever took part can see it. '
            + 'No row and no person is shown here.',
        })}
      ><Choices wanted={wanted} choose={choose} /></PageHead>
      <Read reading={reading}>{({ items }) => (items.length === 0
        ? <Nothing>{t({ zh: '没有这样的任务。', en: 'There is no such job.' })}</Nothing>
        : <JobCards items={items} />)}</Read>
    </>
  );
};

export default Jobs;
