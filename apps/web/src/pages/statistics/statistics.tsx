import { Link } from 'wouter';
import { useWords, type Words } from '../../app/language.tsx';
import { useAnswer } from '../../api/answers.ts';
import type { BodyOf } from '../../api/interface.ts';
import { useSession } from '../../api/session.tsx';
import { instantText } from '../../parts/dates.ts';
import { JobCards } from '../../parts/job-cards.tsx';
import { Nothing } from '../../parts/nothing.tsx';
import { PageHead } from '../../parts/page-head.tsx';
import { Read } from '../../parts/read.tsx';
import { Rows } from '../../parts/rows.tsx';
import { BudgetBar } from './budget-bar.tsx';
import { type Budget, quarterWords, shareOf } from './budget.ts';
import '../../styles/privacy.css';

type Release = BodyOf<'listStatisticsReleases'>['items'][number];

const STAGES: Readonly<Record<Release['stage'], Words>> = {
  reserved: { zh: '○ 已预留预算', en: '○ Budget reserved' }, committed: { zh: '◐ 待发布', en: '◐ To be published' },
  published: { zh: '● 已发布', en: '● Published' },
};

const BudgetPart = ({ budget }: Readonly<{ budget: Budget }>) => {
  const { t } = useWords();
  const { quarters, quarterCap, lifeCap, lifeEpsilon, quarterEpsilon, delta, links } = budget;
  const newestFirst = quarters.toSorted((one, other) => other.period.localeCompare(one.period));
  return (
    <section className="sheet">
      <h2>{t({ zh: '隐私预算', en: 'The privacy budget' })}</h2>
      <p>{t({
        zh: `每季度上限 ρ = ${quarterCap}（ε = ${quarterEpsilon}），一个人一生上限 ρ = ${lifeCap}（ε = ${lifeEpsilon}，δ = ${delta}）。`,
        en: `A quarter may spend ρ = ${quarterCap} (ε = ${quarterEpsilon}), `
          + `a life ρ = ${lifeCap} (ε = ${lifeEpsilon}, δ = ${delta}).`,
      })}</p>
      <p className="faint">{t({
        zh: '预算说的是：公布的表合在一起，最多让外人对某一个人多知道多少。每张表用一格，四格用完，这个季度就不能再发表。'
          + 'ρ、ε 是它的数学记法，越小保护越强。',
        en: 'The budget bounds what all tables together can tell an outsider about one person. '
          + 'A table spends one part; after four the quarter is closed. '
          + 'ρ and ε are how this is written; smaller protects more.',
      })}</p>
      {newestFirst.length === 0
        ? <p className="faint">{t({ zh: '还没有用过。', en: 'Nothing is spent yet.' })}</p>
        : (
          <ul className="budget-quarters">{newestFirst.map(({ period, spent }) => (
            <li key={period}>
              <span>{t(quarterWords(period))}</span>
              <BudgetBar spent={spent} cap={quarterCap} label={t({
                zh: `${period} 已用 ${spent}，上限 ${quarterCap}`, en: `${period}: ${spent} of ${quarterCap} spent`,
              })} />
              <span>{`${spent} / ${quarterCap}（${(shareOf(spent, quarterCap) * 100).toFixed(0)}%）`}</span>
            </li>
          ))}</ul>
        )}
      <p className="faint">{t({
        zh: `用掉的预算不能收回。账目是 ${links} 环的哈希链，每一环都在账本中。`,
        en: `What is spent is gone. The account is a chain of ${links} links, each in the log.`,
      })}</p>
    </section>
  );
};

const Releases = ({ items, budget }: Readonly<{ items: readonly Release[]; budget: Budget }>) => {
  const { t } = useWords();
  const nameOf = (product: string, title: string): string => {
    const titleEn = budget.catalogue.find((one) => one.product === product)?.titleEn ?? title;
    return `${product} · ${t({ zh: title, en: titleEn })}`;
  };
  if (items.length === 0) return <Nothing>{t({ zh: '还没有统计发布。', en: 'No statistics have been released.' })}</Nothing>;
  const byPeriod = items.toSorted((one, other) =>
    other.period.localeCompare(one.period) || one.product.localeCompare(other.product));
  return (
    <Rows
      caption={t({ zh: '统计发布', en: 'Releases of statistics' })} rows={byPeriod} keyOf={({ releaseId }) => releaseId}
      columns={[
        { head: t({ zh: '表', en: 'Table' }), cell: ({ releaseId, product, title, stage }) => (stage === 'published'
          ? <Link href={`/statistics/${releaseId}`}>{nameOf(product, title)}</Link> : nameOf(product, title)) },
        { head: t({ zh: '季度', en: 'Quarter' }), cell: ({ period }) => t(quarterWords(period)) },
        { head: t({ zh: '用去的预算（ρ）', en: 'Budget (ρ)' }), cell: ({ rho }) => rho, isNumber: true },
        { head: t({ zh: '状态', en: 'State' }), cell: ({ stage }) => t(STAGES[stage]) },
        { head: t({ zh: '发布时间', en: 'Published' }), cell: ({ publishedAt }) =>
          (publishedAt === undefined ? '—' : instantText(publishedAt)) },
      ]}
    />
  );
};

const Waiting = () => {
  const { t } = useWords();
  const reading = useAnswer('listPrivacyJobs', { search: { kind: 'statistics' } });
  if (reading.state !== 'there') return null;
  const open = reading.body.items.filter(({ state }) =>
    state === 'proposed' || state === 'approved' || state === 'running');
  if (open.length === 0) return null;
  return (
    <section>
      <h2>{t({ zh: '正在办理', en: 'Under way' })}</h2>
      <JobCards items={open} />
    </section>
  );
};

/** Published statistics: the budget in a picture, what is under way, and every release. */
const Statistics = () => {
  const { t } = useWords();
  const { roles } = useSession();
  const budget = useAnswer('readStatisticsBudget', {});
  const releases = useAnswer('listStatisticsReleases', {});
  const mayPropose = roles.some((role) => role === 'researcher' || role === 'reviewer' || role === 'approver');
  return (
    <>
      <PageHead
        title={t({ zh: '统计发布', en: 'Statistics' })}
        lead={t({
          zh: '公布的每个数字都加了随机噪声，从中看不出任何一个人；每张表每季度只发布一次，须两个机关的两个人同意。',
          en: 'Every figure has random noise, so that nobody can be seen in it; a table goes out once a quarter, '
            + 'and two people of two organs agree to it.',
        })}
      >
        {mayPropose && (
          <Link href="/statistics/propose" className="primary">{t({ zh: '提出发布', en: 'Propose a release' })}</Link>
        )}
      </PageHead>
      <Waiting />
      <Read reading={budget}>{(body) => (
        <>
          <BudgetPart budget={body} />
          <h2>{t({ zh: '各期发布', en: 'Releases' })}</h2>
          <Read reading={releases}>{({ items }) => <Releases items={items} budget={body} />}</Read>
        </>
      )}</Read>
    </>
  );
};

export default Statistics;
