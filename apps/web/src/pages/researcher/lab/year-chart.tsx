import { useWords } from '../../../app/language.tsx';
import { Rows } from '../../../parts/rows.tsx';
import type { NamedCount } from './coverage-bars.tsx';
import { percent, sealedByYear, thousands } from './told.ts';

const [WIDTH, HEIGHT, LEFT, BOTTOM] = [720, 190, 44, 22];

type Line = Readonly<{ one: NamedCount; points: ReturnType<typeof sealedByYear> }>;

const Lines = ({ lines, most }: Readonly<{ lines: readonly Line[]; most: number }>) => {
  const years = lines[0]?.points.map(({ year }) => year) ?? [];
  const x = (i: number): number => LEFT + (i / Math.max(1, years.length - 1)) * (WIDTH - LEFT - 16);
  const y = (share: number): number => HEIGHT - BOTTOM - (share / most) * (HEIGHT - BOTTOM - 14);
  return (
    <>
      {[0, most / 2, most].map((share) => (
        <g key={share}>
          <path className="year-grid" d={`M${LEFT} ${y(share)}H${WIDTH - 16}`} />
          <text className="year-tick" x={LEFT - 6} y={y(share) + 4} textAnchor="end">
            {`${(share * 100).toFixed(0)} %`}
          </text>
        </g>
      ))}
      {years.map((year, i) => (i % 2 === 0
        ? <text key={year} className="year-tick" x={x(i)} y={HEIGHT - 4} textAnchor="middle">{year}</text> : null))}
      {lines.map(({ one, points }) => (
        <path
          key={one.place} className={`year-line year-${one.place}`}
          d={points.map(({ sealed }, i) => `${i === 0 ? 'M' : 'L'}${x(i)} ${y(sealed)}`).join('')}
        />
      ))}
    </>
  );
};

/** Sealed share at the end of each year ahead, of the records that exist today. */
export const YearChart = ({ packs, records, asOfYear }: Readonly<{
  packs: readonly NamedCount[]; records: number; asOfYear: number;
}>) => {
  const { t } = useWords();
  const lines = packs.map((one): Line => ({
    one, points: sealedByYear(one.counted.sealsByYear, one.counted.coverage, asOfYear)
      .map(({ year, sealed }) => ({ year, sealed: sealed / Math.max(1, records) })),
  }));
  const most = Math.max(0.05, ...lines.flatMap(({ points }) => points.map(({ sealed }) => sealed)));
  const last = lines.map(({ points }) => percent(points.at(-1)?.sealed ?? 0, 1)).join(t({ zh: ' 与 ', en: ' and ' }));
  const lastYear = lines[0]?.points.at(-1)?.year ?? asOfYear;
  return (
    <section className="sheet">
      <h2>{t({
        zh: `到 ${lastYear} 年底，今天已有的记录中 ${last} 已经封存`,
        en: `By the end of ${lastYear}, ${last} of today's records are sealed`,
      })}</h2>
      <svg className="flow" viewBox={`0 0 ${WIDTH} ${HEIGHT}`} aria-hidden="true">
        <Lines lines={lines} most={most} />
      </svg>
      <p className="lab-legend">{packs.map(({ place, name }) => (
        <span key={place} className={`year-key year-${place}`}>
          {place === 'first' ? '── ' : '┄┄ '}{t(name)}
        </span>
      ))}</p>
      <details className="lab-behind">
        <summary>{t({ zh: '数据表', en: 'The table' })}</summary>
        <Rows
          caption={t({ zh: '每年年底已封存的人数', en: 'Sealed at the end of each year' })}
          rows={lines[0]?.points ?? []} keyOf={({ year }) => String(year)}
          columns={[
            { head: t({ zh: '年', en: 'Year' }), cell: ({ year }) => year },
            ...lines.map(({ one, points }) => ({
              head: t(one.name), isNumber: true,
              cell: ({ year }: Readonly<{ year: number }>) => {
                const sealed = points.find((point) => point.year === year)?.sealed ?? 0;
                return `${thousands(Math.round(sealed * records))} (${percent(sealed, 1)})`;
              },
            })),
          ]}
        />
      </details>
    </section>
  );
};
