import { useEffect, useRef } from 'react';
import { Link, useParams } from 'wouter';
import { useWords, type Words } from '../../app/language.tsx';
import { type Reading, useAnswer } from '../../api/answers.ts';
import { COMPUTATION_STATES, COMPUTATION_WORDS, wordsIn } from '../../parts/computation-words.ts';
import { instantText } from '../../parts/dates.ts';
import { OrganName, useOrganNames } from '../../parts/organ-name.tsx';
import { PageHead } from '../../parts/page-head.tsx';
import { Read } from '../../parts/read.tsx';
import { JobActs } from './job-acts.tsx';
import { JobInputs } from './job-inputs.tsx';
import { JobStory } from './job-kind.tsx';
import { JobTerms } from './job-terms.tsx';
import { type Job, REASONS } from './words.ts';

const Story = ({ job }: Readonly<{ job: Job }>) => {
  const { t } = useWords();
  const { proposedAt, proposedBy, approvals, begunAt, endedAt, state, reason } = job;
  const ended: Words = wordsIn(COMPUTATION_STATES, state);
  return (
    <section className="sheet">
      <h2>{t({ zh: '经过', en: 'What happened' })}</h2>
      <ol className="story">
        <li><time>{instantText(proposedAt)}</time><OrganName organ={proposedBy} />{t({ zh: '提出',
          en: ' proposed it' })}</li>
        {approvals.map(({ organ, at }) => (
          <li key={organ}><time>{instantText(at)}</time><OrganName organ={organ} />{t({ zh: '同意', en: ' agreed' })}</li>
        ))}
        {begunAt !== undefined && <li><time>{instantText(begunAt)}</time>{t({ zh: '开始运行', en: 'it began' })}</li>}
        {endedAt !== undefined && (
          <li>
            <time>{instantText(endedAt)}</time>{t(ended)}
            {reason !== undefined && <>{t({ zh: '：', en: ': ' })}{t(wordsIn(REASONS, reason))}</>}
          </li>
        )}
      </ol>
    </section>
  );
};

const Links = ({ job }: Readonly<{ job: Job }>) => {
  const { t } = useWords();
  if (job.kind !== 'leakFinding' || job.state !== 'finished') return null;
  return (
    <section className="sheet">
      <h2>{t({ zh: '命中之后', en: 'What became of the hits' })}</h2>
      {job.links.length === 0
        ? <p className="faint">{t({
          zh: '本机关没有由此产生的事项。命中只告诉持有数据的机关，由它按泄露事件办理；检察院据此立案。',
          en: 'Nothing in your organ came of it. Hits are told to the holder alone, '
            + 'as a leak with its terms; a procuratorate may open a matter.',
        })}</p>
        : <ul className="plain-list">{job.links.map(({ kind, id }) => (
          <li key={id}><Link href={`/${kind === 'matter' ? 'matters' : 'incidents'}/${id}`}>{kind === 'matter'
            ? t({ zh: '监督事项：应封未封', en: 'A matter: should be sealed' })
            : t({ zh: '泄露事件及其期限', en: 'A leak with its terms' })}</Link></li>
        ))}</ul>}
    </section>
  );
};

const Digests = ({ job }: Readonly<{ job: Job }>) => {
  const { t } = useWords();
  const nameOf = useOrganNames();
  const { termsHash, codeHash, transcriptHash, inputs, outputs } = job;
  return (
    <details className="sheet">
      <summary>{t({ zh: '摘要（与账本核对）', en: 'Digests, as the log has them' })}</summary>
      <dl className="facts">
        <dt>{t({ zh: '条件', en: 'Terms' })}</dt><dd><code>{termsHash}</code></dd>
        <dt>{t({ zh: '程序', en: 'Program' })}</dt><dd><code>{codeHash}</code></dd>
        {inputs.map(({ organ, root }) => (
          <div key={organ} className="facts-pair">
            <dt>{t({ zh: `冻结的数据（${nameOf(organ)}）`, en: `Frozen rows (${nameOf(organ)})` })}</dt>
            <dd><code>{root}</code></dd>
          </div>
        ))}
        {transcriptHash !== undefined && (
          <><dt>{t({ zh: '全程记录', en: 'Transcript' })}</dt><dd><code>{transcriptHash}</code></dd></>
        )}
        {outputs.map(({ name, sha256 }) => (
          <div key={name} className="facts-pair"><dt>{name}</dt><dd><code>{sha256}</code></dd></div>
        ))}
      </dl>
    </details>
  );
};

/** LIMIT: how often a page looks whether a release is counted. */
const LOOK_MILLISECONDS = 3000;

/** A release is counted while nobody waits for an answer: the page looks again until it is there. */
const useLookAgain = (reading: Reading<Job>): void => {
  const isRunning = reading.state === 'there' && reading.body.kind === 'statistics' && reading.body.state === 'running';
  const look = useRef(reading.again);
  look.current = reading.again;
  useEffect(() => {
    if (!isRunning) return undefined;
    const timer = setInterval(() => look.current(), LOOK_MILLISECONDS);
    return () => clearInterval(timer);
  }, [isRunning]);
};

/** One run: what is asked of whoever looks, how it went, its terms, what came of it, and its digests. */
const JobPage = () => {
  const { t } = useWords();
  const { id = '' } = useParams<{ id: string }>();
  const reading = useAnswer('readPrivacyJob', { params: { id } });
  useLookAgain(reading);
  return (
    <Read reading={reading}>{(job) => (
      <>
        <PageHead
          title={t(wordsIn(COMPUTATION_WORDS, job.kind))}
          lead={`${t(wordsIn(COMPUTATION_STATES, job.state))} · ${job.purpose}`}
        />
        <JobActs job={job} />
        <div className="columns"><div><JobStory kind={job.kind} /><JobTerms job={job} /></div>
          <div><Story job={job} /><JobInputs job={job} /><Links job={job} /></div></div>
        <Digests job={job} />
      </>
    )}</Read>
  );
};

export default JobPage;
