import type { ReactNode } from 'react';
import { useWords, type Words } from '../../app/language.tsx';
import { wordsIn } from '../../parts/computation-words.ts';
import { useOrganNames } from '../../parts/organ-name.tsx';
import { Statute } from '../../parts/statute.tsx';
import { quarterWords } from '../statistics/budget.ts';
import { type Job, PARTS, PROTOCOL_WORDS } from './words.ts';

const Fact = ({ name, children }: Readonly<{ name: Words; children: ReactNode }>) => {
  const { t } = useWords();
  return <><dt>{t(name)}</dt><dd>{children}</dd></>;
};

const Leak = ({ terms }: Readonly<{ terms: NonNullable<Job['leakFinding']> }>) => {
  const { t } = useWords();
  const { mode, suite, announced, openings, courts, noiseVariance } = terms;
  const named = courts.includes('*') ? t({ zh: '全部法院的案件', en: 'cases of all courts' })
    : t({
      zh: `${courts.length} 个法院的案件`,
      en: courts.length === 1 ? 'cases of one court' : `cases of ${courts.length} courts`,
    });
  return (
    <>
      <Fact name={{ zh: '方式', en: 'Mode' }}>{t(wordsIn(PROTOCOL_WORDS, mode))}</Fact>
      <Fact name={{ zh: '算法', en: 'Suite' }}>{t(wordsIn(PROTOCOL_WORDS, suite))}</Fact>
      <Fact name={{ zh: '公布的规模', en: 'Announced size' }}>{t({
        zh: `不超过 ${announced} 条（按档公布，不是实际条数）`, en: `at most ${announced} rows (a bucket, not the number)`,
      })}</Fact>
      <Fact name={{ zh: '抽查打开', en: 'Openings' }}>{t({
        zh: `${openings} 条，由登记一方随机抽取`, en: `${openings} rows, drawn by the registry`,
      })}</Fact>
      <Fact name={{ zh: '比对范围', en: 'Compared' }}>{named}</Fact>
      {noiseVariance !== undefined && <Fact name={{ zh: '噪声方差', en: 'Noise variance' }}>{noiseVariance}</Fact>}
    </>
  );
};

const Joint = ({ terms }: Readonly<{ terms: NonNullable<Job['jointCount']> }>) => {
  const { t } = useWords();
  const { engine, product, period, cells, leastContributors, shareVariance, colluders } = terms;
  return (
    <>
      <Fact name={{ zh: '合计的表', en: 'Table' }}>{`${product} ${period}（${cells} ${t({ zh: '格', en: 'cells' })}）`}</Fact>
      <Fact name={{ zh: '算法', en: 'Engine' }}>{t(wordsIn(PROTOCOL_WORDS, engine))}</Fact>
      <Fact name={{ zh: '噪声', en: 'Noise' }}>{t({
        zh: `每个机关的份额方差 ${shareVariance}，至多 ${colluders} 个机关的噪声可被知悉`,
        en: `variance ${shareVariance} from each organ; that of at most ${colluders} may be known`,
      })}</Fact>
      <Fact name={{ zh: '拒绝的情形', en: 'Refused where' }}>{t({
        zh: `参与机关少于 ${leastContributors} 个，或者同以前各次加加减减会显出少于 ${leastContributors} 个机关的合计；缺席、重复、未签名的一律中止`,
        en: `fewer than ${leastContributors} organs take part, or earlier sums and this one would show the sum of `
          + `fewer than ${leastContributors}; missing, doubled or unsigned ones end it`,
      })}</Fact>
    </>
  );
};

const coverWords = ({ sealedFrom, sealedUntil, courts }: NonNullable<Job['covers']>): Words => ({
  zh: `${sealedFrom === undefined ? '' : `${sealedFrom} 至 `}${sealedUntil}${sealedFrom === undefined ? ' 以前' : ''}封存的记录`
    + (courts === undefined ? '' : `，限 ${courts} 个法院`),
  en: `records sealed ${sealedFrom === undefined ? 'until' : `from ${sealedFrom} to`} ${sealedUntil}`
    + (courts === undefined ? '' : `, of ${courts} courts`),
});

/** What the terms of a job say openly: purpose, norm, organs, sizes, noise; nothing of a row or a person. */
export const JobTerms = ({ job }: Readonly<{ job: Job }>) => {
  const { t } = useWords();
  const nameOf = useOrganNames();
  const { parties, period, product, covers, leakFinding, jointCount, training } = job;
  const parts = [...Map.groupBy(parties, ({ part }) => part)];
  return (
    <section className="sheet">
      <h2>{t({ zh: '条件', en: 'Terms' })}</h2>
      <dl className="facts">
        <Fact name={{ zh: '依据', en: 'By law' }}><Statute cite={job.legalBasis} /></Fact>
        {parts.map(([part, seats]) => (
          <Fact key={part} name={wordsIn(PARTS, part)}>{seats.map(({ organ }) => nameOf(organ)).join('、')}</Fact>
        ))}
        {period !== undefined && (
          <Fact name={{ zh: '表与季度', en: 'Table and quarter' }}>{`${product ?? ''} ${t(quarterWords(period))}`}</Fact>
        )}
        {leakFinding !== undefined && <Leak terms={leakFinding} />}
        {jointCount !== undefined && <Joint terms={jointCount} />}
        {training !== undefined && (
          <Fact name={{ zh: '训练的字段', en: 'Fields' }}>
            {training.fields.map((field) => t(wordsIn(PROTOCOL_WORDS, field))).join('、')}
          </Fact>
        )}
        {covers !== undefined && <Fact name={{ zh: '哪些记录参与', en: 'Takes part' }}>{t(coverWords(covers))}</Fact>}
      </dl>
      {covers !== undefined && (
        <p className="faint">{t({
          zh: '不留参与者名单。本人查看「谁看过我的记录」时，由这个范围当场算出。',
          en: 'No list of persons is kept; whoever asks who looked at their record is told from this range.',
        })}</p>
      )}
    </section>
  );
};
