import { useWords, type Words } from '../../app/language.tsx';
import { useAnswer } from '../../api/answers.ts';
import type { BodyOf } from '../../api/interface.ts';
import { instantText } from '../../parts/dates.ts';
import { Nothing } from '../../parts/nothing.tsx';
import { PageHead } from '../../parts/page-head.tsx';
import { Read } from '../../parts/read.tsx';
import { Rows } from '../../parts/rows.tsx';
import { ShareBar } from '../../parts/share-bar.tsx';

type Budget = BodyOf<'readStatisticsBudget'>;
type Release = BodyOf<'listStatisticsReleases'>['items'][number];

const STAGES: Readonly<Record<Release['stage'], Words>> = {
  reserved: { zh: '○ 已预留预算', en: '○ Budget reserved' }, committed: { zh: '◐ 待发布', en: '◐ To be published' },
  published: { zh: '● 已发布', en: '● Published' },
};

/** A fraction of the interface as a number, for showing alone: what is spent is computed in fractions. */
const numberOf = (fraction: string): number => {
  const [above = '0', below = '1'] = fraction.split('/');
  return Number(above) / Number(below);
};

const BudgetPart = ({ budget }: Readonly<{ budget: Budget }>) => {
  const { t } = useWords();
  const { quarters, quarterCap, lifeCap, lifeEpsilon, delta, links } = budget;
  const spent = quarters.reduce((sum, quarter) => sum + numberOf(quarter.spent), 0);
  const title = t({ zh: '各季度的隐私预算', en: 'The privacy budget by quarter' });
  return (
    <section>
      <h2>{t({
        zh: `全部预算 ρ = ${lifeCap}，已用 ${((spent / numberOf(lifeCap)) * 100).toFixed(1)} %`,
        en: `Of the whole budget ρ = ${lifeCap}, ${((spent / numberOf(lifeCap)) * 100).toFixed(1)} % is spent`,
      })}</h2>
      <p className="faint">{t({
        zh: `相当于 ε = ${lifeEpsilon}，δ = ${delta}。用掉的预算不能收回；账目是 ${links} 环的哈希链。`,
        en: `That is ε = ${lifeEpsilon} at δ = ${delta}. What is spent is gone; the account has ${links} links.`,
      })}</p>
      {quarters.length > 0 && (
        <Rows
          caption={title} rows={quarters} keyOf={({ period }) => period}
          columns={[
            { head: t({ zh: '季度', en: 'Quarter' }), cell: ({ period }) => period },
            { head: t({ zh: '已用', en: 'Spent' }), cell: (one) => one.spent, isNumber: true },
            { head: t({ zh: '上限', en: 'Cap' }), cell: () => quarterCap, isNumber: true },
            { head: t({ zh: '占上限', en: 'Of the cap' }), cell: (one) =>
              <ShareBar share={String(numberOf(one.spent) / numberOf(quarterCap))} /> },
          ]}
        />
      )}
    </section>
  );
};

const Releases = ({ items }: Readonly<{ items: readonly Release[] }>) => {
  const { t } = useWords();
  if (items.length === 0) return <Nothing>{t({ zh: '还没有统计发布。', en: 'No statistics have been released.' })}</Nothing>;
  return (
    <Rows
      caption={t({ zh: '统计发布', en: 'Releases of statistics' })} rows={items} keyOf={({ releaseId }) => releaseId}
      columns={[
        { head: t({ zh: '表', en: 'Table' }), cell: ({ product, title }) => `${product} ${title}` },
        { head: t({ zh: '季度', en: 'Quarter' }), cell: ({ period }) => period },
        { head: t({ zh: '用去的预算', en: 'Budget' }), cell: ({ rho }) => `ρ = ${rho}`, isNumber: true },
        { head: t({ zh: '状态', en: 'State' }), cell: ({ stage }) => t(STAGES[stage]) },
        { head: t({ zh: '发布时间', en: 'Published' }), cell: ({ publishedAt }) =>
          (publishedAt === undefined ? '—' : instantText(publishedAt)) },
      ]}
    />
  );
};

/** Published statistics with what each cost of the privacy budget. */
const Statistics = () => {
  const { t } = useWords();
  const budget = useAnswer('readStatisticsBudget', {});
  const releases = useAnswer('listStatisticsReleases', {});
  return (
    <>
      <PageHead
        title={t({ zh: '统计发布', en: 'Statistics' })}
        lead={t({
          zh: '发布的每一张表都加了噪声，并从隐私预算中扣除；发布由各机关共同决定，在命令行办理。',
          en: 'Every table has noise added and is paid for from the privacy budget; organs decide on the command line.',
        })}
      />
      <Read reading={budget}>{(body) => <BudgetPart budget={body} />}</Read>
      <Read reading={releases}>{({ items }) => <Releases items={items} />}</Read>
    </>
  );
};

export default Statistics;
