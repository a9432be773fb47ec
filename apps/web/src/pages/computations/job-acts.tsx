import { useState } from 'react';
import { Link } from 'wouter';
import { useWords } from '../../app/language.tsx';
import { useAct, useAnswer } from '../../api/answers.ts';
import { useOrganNames } from '../../parts/organ-name.tsx';
import { StepForm } from '../../parts/step/step-form.tsx';
import { Told } from '../../parts/told.tsx';
import { BudgetBar, BudgetSum } from '../statistics/budget-bar.tsx';
import { afterwards } from '../statistics/budget.ts';
import { type Job, REASONS, REFUSALS } from './words.ts';
import '../../styles/privacy.css';

/** What a release would spend, before anybody agrees to it or publishes it. */
const Preview = ({ job: { product, period } }: Readonly<{ job: Job }>) => {
  const { t } = useWords();
  const reading = useAnswer('readStatisticsBudget', {});
  const rho = reading.state !== 'there' ? undefined
    : reading.body.catalogue.find((one) => one.product === product)?.rho;
  if (reading.state !== 'there' || rho === undefined || period === undefined) return null;
  const sum = afterwards(reading.body, period, rho);
  return (
    <div className="budget-preview">
      <BudgetBar spent={sum.spent} asked={rho} cap={sum.cap} label={t({
        zh: `已用 ${sum.spent}，本次 ${rho}，上限 ${sum.cap}`, en: `spent ${sum.spent}, asked ${rho}, cap ${sum.cap}`,
      })} />
      <BudgetSum {...sum} />
    </div>
  );
};

const Agree = ({ job }: Readonly<{ job: Job }>) => {
  const { t } = useWords();
  const act = useAct('agreeToPrivacyJob');
  return (
    <section className="sheet">
      <h2>{t({ zh: '等待您代表本机关同意', en: 'Waits for you to agree for your organ' })}</h2>
      <p>{t({
        zh: '同意的是下面这些条件的哈希：以后任何一个字改变，同意就不再有效。',
        en: 'You agree to the hash of the terms below: whatever changes in them, your agreement is void.',
      })}</p>
      {job.kind === 'statistics' && <Preview job={job} />}
      <Told problem={act.problem} />
      <div className="form-acts">
        <button
          type="button" className="primary" disabled={act.isRunning}
          onClick={() => { void act.run({ params: { id: job.jobId }, body: { termsHash: job.termsHash } }); }}
        >{t({ zh: '同意', en: 'Agree' })}</button>
        <code className="faint hash">{job.termsHash}</code>
      </div>
    </section>
  );
};

const Release = ({ job }: Readonly<{ job: Job }>) => {
  const { t } = useWords();
  const act = useAct('publishStatistics');
  const isRunning = job.state === 'running';
  return (
    <section className="sheet">
      <h2>{isRunning ? t({ zh: '正在清点', en: 'Being counted' })
        : t({ zh: '两个机关都已同意，可以发布', en: 'Both organs agreed: it can be released' })}</h2>
      <p>{t({
        zh: isRunning ? '清点全部登记需要一些时间，本页自动刷新。如果长时间没有结果（例如服务重启过），再按一次从停下的地方继续。'
          : '现在清点本季度、加一次噪声、签名并发布。预算用掉就不能收回；再按一次也还是同一份。',
        en: isRunning ? 'Counting the registry takes a while; this page looks again by itself. If nothing comes (the '
          + 'service was restarted, say), press again: it goes on where it stopped.'
          : 'The quarter is counted, the noise drawn once, the table signed and released. What is spent is gone; '
          + 'pressed again, the same table comes.',
      })}</p>
      {!isRunning && <Preview job={job} />}
      <Told problem={act.problem} />
      <div className="form-acts">
        <button
          type="button" className={isRunning ? 'plain' : 'primary'} disabled={act.isRunning}
          onClick={() => { void act.run({ params: { id: job.jobId }, body: {} }); }}
        >{isRunning ? t({ zh: '继续', en: 'Go on' }) : t({ zh: '发布', en: 'Release' })}</button>
        {act.isRunning && <span className="faint" role="status">{t({ zh: '正在清点……', en: 'Counting …' })}</span>}
      </div>
    </section>
  );
};

const Refuse = ({ job }: Readonly<{ job: Job }>) => {
  const { t } = useWords();
  const act = useAct('refusePrivacyJob');
  const [isOpen, open] = useState(false);
  if (job.isOwnProposal === 'yes') {
    return (
      <section className="sheet">
        <Told problem={act.problem} />
        <button type="button" className="plain" disabled={act.isRunning} onClick={() => {
          void act.run({ params: { id: job.jobId }, body: { reason: 'withdrawn' } });
        }}>{t({ zh: '撤回这项提议', en: 'Withdraw this proposal' })}</button>
      </section>
    );
  }
  if (!isOpen) {
    return (
      <p><button type="button" className="plain" onClick={() => open(true)}>
        {t({ zh: '不同意……', en: 'Refuse …' })}
      </button></p>
    );
  }
  return (
    <StepForm
      title={{ zh: '不同意', en: 'Refuse' }} label={{ zh: '不同意', en: 'Refuse' }} isPlain act={act}
      lead={{ zh: '理由对看得到这项任务的人公开。', en: 'Whoever sees the job sees the reason.' }}
      fields={[{
        name: 'reason', kind: 'choice', label: { zh: '理由', en: 'Reason' },
        options: REFUSALS.map((value) => ({ value, label: t(REASONS[value] ?? { zh: value, en: value }) })),
      }]}
      take={(at) => {
        const reason = REFUSALS.find((one) => one === at('reason'));
        if (reason !== undefined) void act.run({ params: { id: job.jobId }, body: { reason } });
      }}
    />
  );
};

/** What whoever looks may do now; else whom the job waits for. */
export const JobActs = ({ job }: Readonly<{ job: Job }>) => {
  const { t } = useWords();
  const { acts, waitsFor, missingInputs, releaseId, state } = job;
  const nameOf = useOrganNames();
  const named = waitsFor.map(nameOf).join('、');
  const unbound = missingInputs.map(nameOf).join('、');
  return (
    <>
      {acts.includes('agree') && <Agree job={job} />}
      {acts.includes('release') && <Release job={job} />}
      {state === 'proposed' && !acts.includes('agree') && (
        <p className="sheet" role="status">{t({ zh: `等待：${named}`, en: `Waits for: ${named}` })}</p>
      )}
      {state === 'approved' && !acts.includes('release') && (
        <p className="sheet" role="status">{job.kind === 'statistics'
          ? t({ zh: '两个机关都已同意，等待发布机关发布。', en: 'Both organs agreed; the publishing organ releases it next.' })
          : unbound !== '' ? t({ zh: `两个机关都已同意，还等锁定数据：${unbound}`,
            en: `Two organs agreed; these have to bind their data first: ${unbound}` })
          : t({ zh: '两个机关都已同意，由参与机关各自运行。', en: 'Two organs agreed; the parties run it on their own machines.' })}</p>
      )}
      {releaseId !== undefined && (
        <p><Link href={`/statistics/${releaseId}`} className="primary">{t({ zh: '查看发布',
          en: 'See the release' })}</Link></p>
      )}
      {acts.includes('refuse') && <Refuse job={job} />}
    </>
  );
};
