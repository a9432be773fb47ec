import type { Count, PackPair } from '@fengcun/policy';
import { useWords, type Words } from '../../../app/language.tsx';
import { Rows } from '../../../parts/rows.tsx';
import { clauseWords, FATE_ORDER, FATE_WORDS } from '../words.ts';
import { countText, percent } from './told.ts';

/** Order of rows and columns of the matrix: `FATES` of the engine. */
const MATRIX = ['sealedNow', 'sealedLater', 'notSealed', 'notCovered', 'review', 'undetermined'] as const;
type Fate = typeof MATRIX[number];

const [WIDTH, HEIGHT, NODE, GAP] = [760, 300, 14, 10];

type Band = Readonly<{ from: Fate; to: Fate; count: number }>;

const sizeOf = (count: Count | undefined): number => (typeof count === 'number' ? count : 0);

/** Bands between the fates under both packs; protected cells have no width and stand in the table alone. */
const bandsOf = ({ matrix }: PackPair): readonly Band[] => FATE_ORDER.flatMap((from) => FATE_ORDER.map((to) =>
  ({ from, to, count: sizeOf(matrix[MATRIX.indexOf(from)]?.[MATRIX.indexOf(to)]) })));

type Places = ReadonlyMap<Fate, Readonly<{ y: number; height: number }>>;

const placesOf = (bands: readonly Band[], end: 'from' | 'to', total: number): Places => {
  const present = FATE_ORDER.filter((fate) => bands.some((band) => band[end] === fate && band.count > 0));
  const scale = (HEIGHT - GAP * Math.max(0, present.length - 1)) / Math.max(1, total);
  let y = 0;
  return new Map(present.map((fate) => {
    const height = bands.reduce((sum, band) => sum + (band[end] === fate ? band.count : 0), 0) * scale;
    const place = { y, height };
    y += height + GAP;
    return [fate, place];
  }));
};

const Ribbons = ({ bands, left, right, total }: Readonly<{
  bands: readonly Band[]; left: Places; right: Places; total: number;
}>) => {
  const used = new Map<string, number>();
  const take = (key: string, places: Places, fate: Fate, count: number): readonly [number, number] => {
    const whole = bands.reduce((sum, band) => sum + (band[key as 'from' | 'to'] === fate ? band.count : 0), 0);
    const { y = 0, height = 0 } = places.get(fate) ?? {};
    const at = used.get(key + fate) ?? 0;
    used.set(key + fate, at + count);
    return [y + (height * at) / whole, y + (height * (at + count)) / whole];
  };
  return bands.filter(({ count }) => count > 0).map(({ from, to, count }) => {
    const [a, b] = take('from', left, from, count);
    const [c, d] = take('to', right, to, count);
    const [x, z, m] = [NODE, WIDTH - NODE, WIDTH / 2];
    return (
      <path
        key={from + to} className={from === to ? 'flow-same' : `flow-moved flow-${to}`}
        d={`M${x} ${a}C${m} ${a} ${m} ${c} ${z} ${c}V${d}C${m} ${d} ${m} ${b} ${x} ${b}Z`}
      ><title>{`${FATE_WORDS[from].shape} → ${FATE_WORDS[to].shape} ${percent(count, total)}`}</title></path>
    );
  });
};

const Ends = ({ places, x, isLeft }: Readonly<{ places: Places; x: number; isLeft: boolean }>) => {
  const { t } = useWords();
  return [...places].map(([fate, { y, height }]) => (
    <g key={fate}>
      <rect className={`fate-${fate}`} x={x} y={y} width={NODE} height={Math.max(1, height)} />
      <text
        className="flow-name" x={isLeft ? x + NODE + 6 : x - 6} y={y + Math.max(1, height) / 2 + 4}
        textAnchor={isLeft ? 'start' : 'end'}
      >{`${FATE_WORDS[fate].shape} ${t(FATE_WORDS[fate])}`}</text>
    </g>
  ));
};

const Table = ({ pair }: Readonly<{ pair: PackPair }>) => {
  const { t } = useWords();
  const fate = (name: Fate) => `${FATE_WORDS[name].shape} ${t(FATE_WORDS[name])}`;
  return (
    <Rows
      caption={t({ zh: '结果不同的人，按两个规则包中作出判断的条款', en: 'Who fares differently, by the clauses that decide' })}
      rows={pair.flows} keyOf={(flow) => [flow.from, flow.to, flow.fromClause, flow.toClause].join(' ')}
      columns={[
        { head: t({ zh: '甲', en: 'Under A' }), cell: (flow) => fate(flow.from) },
        { head: t({ zh: '甲的条款', en: 'Clause of A' }), cell: (flow) => t(clauseWords(flow.fromClause)) },
        { head: t({ zh: '乙', en: 'Under B' }), cell: (flow) => fate(flow.to) },
        { head: t({ zh: '乙的条款', en: 'Clause of B' }), cell: (flow) => t(clauseWords(flow.toClause)) },
        { head: t({ zh: '人数', en: 'Persons' }), cell: (flow) => countText(flow.records), isNumber: true },
      ]}
    />
  );
};

/** Who fares differently under two packs: bands between outcomes, counts and never a person. */
export const FlowChart = ({ pair, names, records }: Readonly<{
  pair: PackPair; names: readonly [Words, Words]; records: number;
}>) => {
  const { t } = useWords();
  const bands = bandsOf(pair);
  const total = bands.reduce((sum, { count }) => sum + count, 0);
  const [left, right] = [placesOf(bands, 'from', total), placesOf(bands, 'to', total)];
  const share = typeof pair.changed === 'number' ? percent(pair.changed, records) : countText(pair.changed);
  return (
    <section className="sheet">
      <h2>{t({
        zh: `从《${names[0].zh}》到《${names[1].zh}》，${share} 的人结果不同`,
        en: `From ${names[0].en} to ${names[1].en}, ${share} of the persons fare differently`,
      })}</h2>
      <svg
        className="flow" viewBox={`0 -4 ${WIDTH} ${HEIGHT + 24}`} role="img" aria-label={t({
          zh: '结果之间的流向，数字在下面的数据表中', en: 'Flows between outcomes; the numbers stand in the table below',
        })}
      >
        <Ribbons bands={bands} left={left} right={right} total={total} />
        <Ends places={left} x={0} isLeft />
        <Ends places={right} x={WIDTH - NODE} isLeft={false} />
      </svg>
      <p className="hint">{t({
        zh: '只显示人数，从不显示个人；1 至 9 人显示为 <10，能由此推算出的格子以 · 代替。',
        en: 'Counts, never a person; 1 to 9 is told as <10, and what would give it away as ·.',
      })}</p>
      <details className="lab-behind">
        <summary>{t({ zh: '数据表', en: 'The table' })}</summary><Table pair={pair} />
      </details>
    </section>
  );
};
