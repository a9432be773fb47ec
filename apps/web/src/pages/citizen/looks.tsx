import { Link } from 'wouter';
import { useWords } from '../../app/language.tsx';
import { useAnswer } from '../../api/answers.ts';
import type { BodyOf } from '../../api/interface.ts';
import { COMPUTATION_WORDS, wordsIn } from '../../parts/computation-words.ts';
import { instantText } from '../../parts/dates.ts';
import { Nothing } from '../../parts/nothing.tsx';
import { OrganName } from '../../parts/organ-name.tsx';
import { PageHead } from '../../parts/page-head.tsx';
import { Read } from '../../parts/read.tsx';
import { Statute, Statutes } from '../../parts/statute.tsx';
import { stepWords } from '../../parts/timeline/step-words.ts';
import { LOOK_OUTCOMES } from './words.ts';

type Looks = BodyOf<'readOwnLooks'>;

const Seals = ({ seals }: Pick<Looks, 'seals'>) => {
  const { t } = useWords();
  const byCase = [...Map.groupBy(seals, ({ caseCode }) => caseCode).values()];
  return byCase.map((steps, index) => (
    <section className="sheet" key={steps[0]?.caseCode ?? index}>
      <h2>{t({ zh: `第 ${index + 1} 件记录的封存`, en: `Sealing of record ${index + 1}` })}</h2>
      <ol className="story">{steps.map(({ at, step, holder, document, cites }, place) => (
        <li key={`${at}${step}${holder ?? ''}`}>
          <time dateTime={at}>{instantText(at)}</time>
          {holder !== undefined && <b><OrganName organ={holder} /> </b>}
          {t(stepWords(step))}
          {document !== undefined && <span className="faint" lang="zh-CN"> {document}</span>}
          {cites !== undefined && cites.length > 0 && cites.join() !== steps[place - 1]?.cites?.join() &&
            <Statutes cites={cites} />}
        </li>
      ))}</ol>
    </section>
  ));
};

/** Runs that counted a record of the person; none of them gave out a figure about anybody. */
const Computations = ({ computations }: Pick<Looks, 'computations'>) => {
  const { t } = useWords();
  return (
    <section className="sheet">
      <h2>{t({ zh: '您的记录参与了', en: 'Your record took part in' })}</h2>
      <ul className="plain-list">{computations.map(({ at, kind, text }) => (
        <li key={at + text}>
          <time className="faint" dateTime={at}>{instantText(at)}</time>
          <span>{t(wordsIn(COMPUTATION_WORDS, kind))}</span><span lang="zh-CN" className="faint">{text}</span>
        </li>
      ))}</ul>
    </section>
  );
};

const Look = ({ look }: Readonly<{ look: Looks['looks'][number] }>) => {
  const { t } = useWords();
  return (
    <article className="sheet">
      <h3><time dateTime={look.at}>{instantText(look.at)}</time> · <OrganName organ={look.organ} /></h3>
      <dl className="facts">
        <dt>{t({ zh: '结果', en: 'Outcome' })}</dt><dd>{t(LOOK_OUTCOMES[look.outcome])}</dd>
        <dt>{t({ zh: '用途', en: 'For what' })}</dt><dd lang="zh-CN">{look.purpose}</dd>
        <dt>{t({ zh: '依据', en: 'Basis' })}</dt><dd><Statute cite={look.basis} /></dd>
      </dl>
    </article>
  );
};

/** Who looked at the own record, when, why and on what basis; and how each copy was sealed. */
const LooksPage = () => {
  const { t } = useWords();
  const reading = useAnswer('readOwnLooks', {});
  return (
    <>
      <PageHead
        title={t({ zh: '谁看过我的记录', en: 'Who looked at my record' })}
        lead={t({
          zh: '每一次查询都记入不可改写的账本。案件尚在办理、依法应当保密的查询，在保密事由消失后显示。',
          en: 'Every look is in a log nobody can rewrite. Looks in a running case appear later.',
        })}
      />
      <Read reading={reading}>{({ looks, seals, computations }) => (
        <>
          <h2>{t({ zh: '查询', en: 'Looks' })}</h2>
          {looks.length === 0
            ? <Nothing>{t({ zh: '没有可以显示的查询。', en: 'There is no look to show.' })}</Nothing>
            : looks.toReversed().map((look) => <Look key={look.at + look.organ} look={look} />)}
          {looks.length > 0 && (
            <p className="faint">{t({
              zh: '认为某次查询不该发生或者结果不对，可以', en: 'If a look should not have been, or its result is wrong, you can ' })}
              <Link href="/requests/new">{t({ zh: '投诉或者申请复查', en: 'complain or ask for a second look' })}</Link>
              {t({ zh: '。', en: '.' })}</p>
          )}
          {seals.length > 0 && <Seals seals={seals} />}
          {computations.length > 0 && <Computations computations={computations} />}
        </>
      )}</Read>
    </>
  );
};

export default LooksPage;
