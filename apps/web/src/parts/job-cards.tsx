import { Fragment } from 'react';
import { Link } from 'wouter';
import { useWords } from '../app/language.tsx';
import { useAnswer } from '../api/answers.ts';
import type { BodyOf } from '../api/interface.ts';
import { useSession } from '../api/session.tsx';
import { COMPUTATION_STATES, COMPUTATION_WORDS, wordsIn } from './computation-words.ts';
import { instantText } from './dates.ts';
import { OrganName } from './organ-name.tsx';
import { Original } from './original.tsx';

/** A job in a list. */
export type ListedJob = BodyOf<'listPrivacyJobs'>['items'][number];

/** Organs of a job that have not agreed yet. */
export const organsWaitedFor = ({ state, parties, approvals }: ListedJob): readonly string[] => {
  const agreed = new Set(approvals.map(({ organ }) => organ));
  return state !== 'proposed' ? []
    : [...new Set(parties.map(({ organ }) => organ))].filter((organ) => !agreed.has(organ));
};

/** LIMIT: organs named on a card; a joint count has dozens, its page names all. */
const NAMED_MAX = 3;

/** Jobs as cards: what, how far, and whom it waits for. */
export const JobCards = ({ items }: Readonly<{ items: readonly ListedJob[] }>) => {
  const { t } = useWords();
  return (
    <ul className="cards">{items.map((job) => {
      const waited = organsWaitedFor(job);
      const more = waited.length - NAMED_MAX;
      return (
        <li key={job.jobId}><Link href={`/computations/${job.jobId}`}>
          <b><Original>{job.purpose}</Original></b>
          <span>{t(wordsIn(COMPUTATION_WORDS, job.kind))} · {t(wordsIn(COMPUTATION_STATES, job.state))}</span>
          {waited.length > 0 && (
            <span>
              {t({ zh: ' · 等待', en: ' · waits for ' })}
              {waited.slice(0, NAMED_MAX).map((organ, i) => (
                <Fragment key={organ}>{i > 0 && t({ zh: '、', en: ', ' })}<OrganName organ={organ} /></Fragment>
              ))}
              {more > 0 && t({ zh: `等${waited.length}个机关`, en: ` and ${more} more` })}{t({ zh: '同意', en: '' })}
            </span>
          )}
          {waited.length === 0 && (
            <span> · <time className="job-when">
              {instantText(job.endedAt ?? job.begunAt ?? job.proposedAt)}
            </time></span>
          )}
        </Link></li>
      );
    })}</ul>
  );
};

/** On the home of whoever decides: jobs that wait for the own organ; nothing where none does. */
export const JobsWaiting = () => {
  const { t } = useWords();
  const { organ } = useSession();
  const reading = useAnswer('listPrivacyJobs', { search: { state: 'proposed' } });
  if (reading.state !== 'there') return null;
  const mine = reading.body.items.filter((job) => organsWaitedFor(job).includes(organ));
  if (mine.length === 0) return null;
  return (
    <section>
      <h2>{t({ zh: '等待本机关同意的隐私计算', en: 'Privacy computing that waits for this organ' })}</h2>
      <JobCards items={mine} />
    </section>
  );
};
