import { useWords } from '../../app/language.tsx';
import { useAnswer } from '../../api/answers.ts';
import type { BodyOf } from '../../api/interface.ts';
import { COMPUTATION_STATES, COMPUTATION_WORDS, wordsIn } from '../../parts/computation-words.ts';
import { instantText } from '../../parts/dates.ts';
import { Nothing } from '../../parts/nothing.tsx';
import { organWords } from '../../parts/organ-words.ts';
import { PageHead } from '../../parts/page-head.tsx';
import { Read } from '../../parts/read.tsx';
import { Statute } from '../../parts/statute.tsx';

type Job = BodyOf<'listPrivacyJobs'>['items'][number];

const Digest = ({ name, value }: Readonly<{ name: string; value: string | undefined }>) =>
  (value === undefined ? null : <><dt>{name}</dt><dd><code>{value}</code></dd></>);

const One = ({ job }: Readonly<{ job: Job }>) => {
  const { t } = useWords();
  const organs = (list: readonly Readonly<{ organ: string }>[]) =>
    list.map(({ organ }) => t(organWords(organ))).join('、');
  return (
    <article className="sheet">
      <h2>{t(wordsIn(COMPUTATION_WORDS, job.kind))} · {t(wordsIn(COMPUTATION_STATES, job.state))}</h2>
      <p>{job.purpose}</p>
      <dl className="facts">
        <dt>{t({ zh: '参与机关', en: 'Organs' })}</dt><dd>{organs(job.parties)}</dd>
        <dt>{t({ zh: '提出', en: 'Proposed' })}</dt>
        <dd>{t(organWords(job.proposedBy))} {instantText(job.proposedAt)}</dd>
        <dt>{t({ zh: '同意', en: 'Agreed' })}</dt><dd>{job.approvals.length === 0 ? '—' : organs(job.approvals)}</dd>
        <dt>{t({ zh: '依据', en: 'By law' })}</dt><dd><Statute cite={job.legalBasis} /></dd>
        {job.endedAt !== undefined && (
          <><dt>{t({ zh: '结束', en: 'Ended' })}</dt><dd>{instantText(job.endedAt)}</dd></>
        )}
      </dl>
      <details>
        <summary>{t({ zh: '摘要（与账本核对）', en: 'Digests, as the ledger has them' })}</summary>
        <dl className="facts">
          <Digest name={t({ zh: '条件', en: 'Terms' })} value={job.termsHash} />
          <Digest name={t({ zh: '程序', en: 'Program' })} value={job.codeHash} />
          <Digest name={t({ zh: '全程记录', en: 'Transcript' })} value={job.transcriptHash} />
        </dl>
      </details>
    </article>
  );
};

/** Every run: which organs, what for, who agreed, by which program, and what its transcript hashes to. */
const Jobs = () => {
  const { t } = useWords();
  const reading = useAnswer('listPrivacyJobs', {});
  return (
    <>
      <PageHead
        title={t({ zh: '隐私计算', en: 'Privacy computing' })}
        lead={t({
          zh: '每一次运行都是账本中的一项任务，须两个机关的两个人同意；被计入的人可以看到。',
          en: 'Every run is a job in the log that two people of two organs agreed to; whoever took part can see it.',
        })}
      />
      <Read reading={reading}>{({ items }) => (items.length === 0
        ? <Nothing>{t({ zh: '还没有运行过。', en: 'Nothing was run yet.' })}</Nothing>
        : items.map((job) => <One key={job.jobId} job={job} />))}</Read>
    </>
  );
};

export default Jobs;
