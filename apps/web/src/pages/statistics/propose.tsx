import { type FormEvent, useState } from 'react';
import { useLocation } from 'wouter';
import { useWords } from '../../app/language.tsx';
import { useAct, useAnswer } from '../../api/answers.ts';
import { useSession } from '../../api/session.tsx';
import { Field } from '../../parts/field.tsx';
import { OrganField } from '../../parts/organ-field.tsx';
import { OrganName } from '../../parts/organ-name.tsx';
import { Nothing } from '../../parts/nothing.tsx';
import { PageHead } from '../../parts/page-head.tsx';
import { Pick } from '../../parts/pick.tsx';
import { Read } from '../../parts/read.tsx';
import { Told } from '../../parts/told.tsx';
import { BudgetBar, BudgetSum } from './budget-bar.tsx';
import { afterwards, type Budget, type Catalogued, firstFree, quartersUntil, quarterWords } from './budget.ts';
import '../../styles/privacy.css';

/** States in which a table is still under way: it is not proposed twice. */
const OPEN: ReadonlySet<string> = new Set(['proposed', 'approved', 'running']);

type Chosen = Readonly<{ product: Catalogued; period: string }>;

const Spends = ({ budget, chosen: { product, period } }: Readonly<{ budget: Budget; chosen: Chosen }>) => {
  const { t } = useWords();
  const sum = afterwards(budget, period, product.rho);
  return (
    <section className="budget-preview" aria-live="polite">
      <h2>{t({ zh: `${quarterWords(period).zh}的预算，这次发布之后`, en: `The budget of ${period} after this release` })}</h2>
      <BudgetBar spent={sum.spent} asked={product.rho} cap={sum.cap} label={t({
        zh: `已用 ${sum.spent}，本次 ${sum.asked}，上限 ${sum.cap}`,
          en: `spent ${sum.spent}, asked ${sum.asked}, cap ${sum.cap}`,
      })} />
      <BudgetSum {...sum} />
      <p className="faint">{t({
        zh: `发布后不能收回。每格的噪声方差 ${product.sigma2.split('/')[0]}，95% 的情况下与实际相差不超过 ${product.ci95}。`,
        en: `What is spent is gone. Each cell gets noise of variance ${product.sigma2.split('/')[0]}: `
          + `within ±${product.ci95} in 95 % of cases.`,
      })}</p>
    </section>
  );
};

const Table = ({ budget, id, period, isTaken, choose, choosePeriod }: Readonly<{
  budget: Budget; id: Catalogued['product']; period: string; isTaken: boolean;
  choose: (id: Catalogued['product']) => void; choosePeriod: (period: string) => void;
}>) => {
  const { t } = useWords();
  return (
    <>
      <Pick
        legend={t({ zh: '发布哪一张表', en: 'Which table' })} name="product" value={id} choose={choose}
        options={budget.catalogue.map((one) => ({
          value: one.product, label: `${one.product} · ${t({ zh: one.title, en: one.titleEn })}`,
          about: t({ zh: `${one.cells} 格，用去 ρ = ${one.rho}`, en: `${one.cells} cells, spends ρ = ${one.rho}` }),
        }))}
      />
      <Field label={t({ zh: '季度', en: 'Quarter' })} mistake={isTaken ? t({
        zh: '该表该季度已经发布或者正在发布，只发布一次。', en: 'This table of this quarter is out or under way; once is all.',
      }) : undefined}>{(control) => (
        <select {...control} name="period" value={period} onChange={({ target }) => choosePeriod(target.value)}>
          {quartersUntil(budget.newestPeriod).map((one) =>
            <option key={one} value={one}>{t(quarterWords(one))}</option>)}
        </select>
      )}</Field>
    </>
  );
};

const Organs = ({ isResearcher, publisher, supervisor, choosePublisher, chooseSupervisor }: Readonly<{
  isResearcher: boolean; publisher: string; supervisor: string;
  choosePublisher: (organ: string) => void; chooseSupervisor: (organ: string) => void;
}>) => {
  const { t } = useWords();
  return (
    <>
      {isResearcher
        ? <OrganField label={t({ zh: '发布机关', en: 'Who publishes' })} name="publisher" value={publisher}
          choose={choosePublisher} kinds={['court', 'procuratorate', 'police']} hint={t({
            zh: '从列表选：清点并发布的法院、检察院或公安机关',
            en: 'choose: the court, procuratorate or police that counts and publishes',
          })} />
        : <p>{t({ zh: '发布机关：', en: 'Who publishes: ' })}<OrganName organ={publisher} /></p>}
      <OrganField label={t({ zh: '监督的人民检察院', en: 'The procuratorate that looks over it' })} name="supervisor"
        value={supervisor} choose={chooseSupervisor} kinds={['procuratorate']} hint={t({
          zh: '从列表选，不能与发布机关相同', en: 'choose; another organ than the one that publishes',
        })} />
    </>
  );
};

const Form = ({ budget, taken }: Readonly<{ budget: Budget; taken: ReadonlySet<string> }>) => {
  const { t } = useWords();
  const [, go] = useLocation();
  const { roles, organ } = useSession();
  const act = useAct('proposeStatistics');
  const isResearcher = roles.includes('researcher');
  const [first] = useState(() => firstFree(budget, taken));
  const [id, choose] = useState<Catalogued['product']>(first.product);
  const [period, choosePeriod] = useState(first.period);
  const [publisher, choosePublisher] = useState(isResearcher ? '' : organ);
  const [supervisor, chooseSupervisor] = useState('');
  const product = budget.catalogue.find((one) => one.product === id);
  if (product === undefined) {
    return <Nothing>{t({ zh: '现在没有可以提出的统计表。', en: 'There is no table to propose just now.' })}</Nothing>;
  }
  const isTaken = taken.has(`${id}-${period}`);
  const isAllowed = !isTaken && afterwards(budget, period, product.rho).isAllowed;
  const propose = async (event: FormEvent) => {
    event.preventDefault();
    const body = { product: id, period, supervisor, ...(isResearcher ? { publisher } : {}) };
    const answer = await act.run({ body });
    if (answer.ok) go(`/computations/${answer.body.jobId}`);
  };
  return (
    <form className="sheet form" onSubmit={(event) => { void propose(event); }}>
      <Table
        budget={budget} id={id} period={period} isTaken={isTaken} choose={choose} choosePeriod={choosePeriod}
      />
      {!isTaken && <Spends budget={budget} chosen={{ product, period }} />}
      <Organs
        isResearcher={isResearcher} publisher={publisher} supervisor={supervisor} choosePublisher={choosePublisher}
        chooseSupervisor={chooseSupervisor}
      />
      <p className="faint">{t({
        zh: '提出以后，由发布机关的审批人和监督的检察官分别同意，再由发布机关的审批人发布。条件自提出时固定，任何人不能改。',
        en: 'Then an approver of the organ that publishes and a procurator agree, and that approver releases it. '
          + 'The terms are fixed now; nobody can change them.',
      })}</p>
      <Told problem={act.problem} />
      <div className="form-acts">
        <button type="submit" className="primary" disabled={act.isRunning || !isAllowed || publisher === ''
          || supervisor === ''}>{t({ zh: '提出', en: 'Propose' })}</button>
      </div>
    </form>
  );
};

/** Proposes a table of a quarter; what it would spend is shown before. */
const Propose = () => {
  const { t } = useWords();
  const budget = useAnswer('readStatisticsBudget', {});
  const releases = useAnswer('listStatisticsReleases', {});
  const jobs = useAnswer('listPrivacyJobs', { search: { kind: 'statistics' } });
  const underWay = jobs.state !== 'there' ? [] : jobs.body.items.filter(({ state }) => OPEN.has(state));
  return (
    <>
      <PageHead title={t({ zh: '提出统计发布', en: 'Propose a release of statistics' })} />
      <Read reading={budget}>{(body) => <Read reading={releases}>{({ items }) => (jobs.state === 'loading' ? null : (
        <Form budget={body} taken={new Set([
          ...items.map(({ releaseId }) => releaseId),
          ...underWay.map(({ product, period }) => `${product ?? ''}-${period ?? ''}`),
        ])} />
      ))}</Read>}</Read>
    </>
  );
};

export default Propose;
