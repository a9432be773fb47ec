import { useWords, type Words } from '../../../app/language.tsx';
import { Rows } from '../../../parts/rows.tsx';
import { FATE_ORDER, FATE_WORDS } from '../words.ts';
import type { ClauseAbout } from './pack-about.ts';
import { StatusMark } from './pack-choice.tsx';
import type { PackCounted } from './protocol.ts';
import { coverageSentence, percent, sealedRange, thousands } from './told.ts';

/** A pack as it was counted, with its name, what its clauses say, and whether a value of them was moved. */
export type NamedCount = Readonly<{
  place: 'first' | 'second'; name: Words; counted: PackCounted; clauses: readonly ClauseAbout[]; isMoved: boolean;
}>;

const WIDTH = 1000;
const HEIGHT = 34;

const Bar = ({ counted, records }: Readonly<{ counted: PackCounted; records: number }>) => {
  const { t } = useWords();
  const { coverage } = counted;
  const [low, high] = sealedRange(coverage, records);
  let at = 0;
  return (
    <svg className="lab-bar" viewBox={`0 0 ${WIDTH} ${HEIGHT + 8}`} preserveAspectRatio="none" aria-hidden="true">
      {FATE_ORDER.map((fate) => {
        const [x, width] = [at, (coverage[fate] / Math.max(1, records)) * WIDTH];
        at += width;
        return (
          <rect key={fate} className={`fate-${fate}`} x={x} width={width} height={HEIGHT}>
            <title>{t(FATE_WORDS[fate])}</title>
          </rect>
        );
      })}
      <path
        className="lab-range" vectorEffect="non-scaling-stroke"
        d={`M${low * WIDTH} ${HEIGHT + 4}H${high * WIDTH}`}
      />
    </svg>
  );
};

const Legend = ({ counted, records }: Readonly<{ counted: PackCounted; records: number }>) => {
  const { t } = useWords();
  return (
    <ul className="lab-legend">{FATE_ORDER.filter((fate) => counted.coverage[fate] > 0).map((fate) => (
      <li key={fate}>
        <span className={`lab-key fate-${fate}`} aria-hidden="true">{FATE_WORDS[fate].shape}</span>
        {t(FATE_WORDS[fate])} <b>{percent(counted.coverage[fate], records)}</b>
      </li>
    ))}</ul>
  );
};

const Table = ({ packs, records }: Readonly<{ packs: readonly NamedCount[]; records: number }>) => {
  const { t } = useWords();
  return (
    <Rows
      caption={t({ zh: '每种结果的人数', en: 'Persons by outcome' })} rows={FATE_ORDER} keyOf={(fate) => fate}
      columns={[
        { head: t({ zh: '结果', en: 'Outcome' }), cell: (fate) => `${FATE_WORDS[fate].shape} ${t(FATE_WORDS[fate])}` },
        ...packs.map(({ name, counted, place }) => ({
          head: `${place === 'first' ? t({ zh: '甲', en: 'A' }) : t({ zh: '乙', en: 'B' })} ${t(name)}`, isNumber: true,
          cell: (fate: typeof FATE_ORDER[number]) =>
            `${thousands(counted.coverage[fate])} (${percent(counted.coverage[fate], records)})`,
        })),
      ]}
    />
  );
};

/** What the packs make of the population: one bar each, its range beneath, the table behind. */
export const CoverageBars = ({ packs, records }: Readonly<{ packs: readonly NamedCount[]; records: number }>) => {
  const { t } = useWords();
  const title = coverageSentence(packs.map(({ name, counted }) => ({ name, coverage: counted.coverage })), records);
  return (
    <section className="sheet lab-coverage" aria-live="polite">
      <h2>{t(title)}</h2>
      {packs.map(({ place, name, counted }) => {
        const [low, high] = sealedRange(counted.coverage, records);
        return (
          <figure key={place} className={`lab-figure lab-${place}`}>
            <figcaption><b>{t(name)}</b> <StatusMark status={counted.status} /></figcaption>
            <Bar counted={counted} records={records} />
            <Legend counted={counted} records={records} />
            <p className="hint">{t({
              zh: `封存比例在 ${percent(low, 1)} 至 ${percent(high, 1)} 之间：下限计入抽样误差（95 %），上限另计入尚待判断的全部封存。`,
              en: `Sealed: ${percent(low, 1)} to ${percent(high, 1)}; below by chance (95 %), above also what is open.`,
            })}</p>
          </figure>
        );
      })}
      <details className="lab-behind">
        <summary>{t({ zh: '数据表', en: 'The table' })}</summary><Table packs={packs} records={records} />
      </details>
    </section>
  );
};
