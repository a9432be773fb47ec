import { FATES, type Fate, type PackPair, type SimulationResult } from '@fengcun/application';
import type { Chart } from './draw.ts';
import { FATE_WORDS } from './words.ts';

/** Colour of each fate; see `TOKENS`. */
export const FATE_COLOURS: Readonly<Record<Fate, string>> = {
  sealedNow: '#a8201a', sealedLater: '#d9827c', notSealed: '#8b94a1', notCovered: '#d4d9e0',
  review: '#1d4479', undetermined: '#7f9fd0',
};

const AXIS = {
  axisLabel: { color: '#566172' }, axisLine: { lineStyle: { color: '#d5dae2' } },
  splitLine: { lineStyle: { color: '#d5dae2' } }, axisTick: { show: false },
} as const;

const TENTH = 10;
const percent = (records: number, of: number): number =>
  (of === 0 ? 0 : Math.round((1000 * records) / of) / TENTH);

/** A label stands in a bar that is wide enough for it. */
const LABEL_FROM = { wide: 4, narrow: 13 } as const;

/** Shares of the six fates, a bar a pack. */
export const coverageChart = ({ packs, population }: SimulationResult): Chart => ({
  id: 'coverage', height: { wide: 80 + packs.length * 44, narrow: 96 + packs.length * 44 },
  option: (language, isNarrow) => ({
    legend: {
      top: 0, left: 0, itemWidth: 12, itemHeight: 12, textStyle: { color: '#1c2430' },
      data: FATES.map((fate) => FATE_WORDS[fate][language]),
    },
    grid: { left: isNarrow ? 78 : 130, right: 16, top: isNarrow ? 64 : 44, bottom: 28 },
    xAxis: { type: 'value', max: 100, ...AXIS, axisLabel: { color: '#566172', formatter: '{value} %' } },
    yAxis: { type: 'category', inverse: true, data: packs.map(({ pack }) => pack), ...AXIS },
    series: FATES.map((fate) => ({
      type: 'bar' as const, stack: 'all', name: FATE_WORDS[fate][language], barWidth: 26,
      itemStyle: { color: FATE_COLOURS[fate] },
      data: packs.map(({ coverage }) => {
        const value = percent(coverage[fate], population.read);
        const isDark = fate === 'sealedNow' || fate === 'review';
        return {
          value,
          label: {
            show: value >= LABEL_FROM[isNarrow ? 'narrow' : 'wide'], formatter: `${value}`,
            color: isDark ? '#ffffff' : '#1c2430', textBorderWidth: 0,
          },
        };
      }),
    })),
  }),
});

/** Years shown ahead of the as-of date. */
const YEARS_AHEAD = 15;

/** Share sealed at the end of each year: the sum of what fell due until then. */
export const sealedByYear = (
  { sealsByYear, coverage }: SimulationResult['packs'][number], years: readonly number[],
): readonly number[] => {
  const dated = Object.values(sealsByYear).reduce((sum, count) => sum + count, 0);
  // Seals whose clause names no day are due at once.
  const undated = coverage.sealedNow + coverage.sealedLater - dated;
  return years.map((year) => undated + Object.entries(sealsByYear)
    .filter(([from]) => Number(from) <= year).reduce((sum, [, count]) => sum + count, 0));
};

/** Years that a curve runs through: from the as-of year until nothing more falls due, fifteen at most. */
export const curveYears = ({ packs, asOf }: SimulationResult): readonly number[] => {
  const first = Number(asOf.slice(0, 4));
  const last = Math.max(first + 1, ...packs.flatMap(({ sealsByYear }) => Object.keys(sealsByYear).map(
    Number)));
  return Array.from({ length: Math.min(YEARS_AHEAD, last - first + 1) }, (_, i) => first + i);
};

const CURVES: readonly Readonly<{ colour: string; dash: 'solid' | 'dashed' | 'dotted' }>[] = [
  { colour: '#a8201a', dash: 'solid' }, { colour: '#1d4479', dash: 'solid' }, { colour: '#8b94a1',
    dash: 'solid' },
  { colour: '#a8201a', dash: 'dashed' }, { colour: '#1d4479', dash: 'dashed' }, { colour: '#8b94a1',
    dash: 'dashed' },
  { colour: '#a8201a', dash: 'dotted' }, { colour: '#1d4479', dash: 'dotted' },
];
const SYMBOLS = ['circle', 'rect', 'triangle', 'diamond'] as const;

/** Curves of the share that is sealed by the end of each year. */
export const yearsChart = (result: SimulationResult): Chart => {
  const years = curveYears(result);
  return {
    id: 'years', height: { wide: 320, narrow: 300 },
    option: (_language, isNarrow) => ({
      legend: { top: 0, left: 0, itemWidth: 28, textStyle: { color: '#1c2430' } },
      grid: { left: 48, right: 16, top: isNarrow ? 56 : 40, bottom: 28 },
      xAxis: { type: 'category', data: years.map(String), boundaryGap: false, ...AXIS },
      yAxis: { type: 'value', min: 0, ...AXIS, axisLabel: { color: '#566172', formatter: '{value} %' } },
      series: result.packs.map((pack, i) => ({
        type: 'line' as const, name: pack.pack, symbol: SYMBOLS[i % SYMBOLS.length] ?? 'circle',
          symbolSize: 7,
        lineStyle: { color: CURVES[i % CURVES.length]?.colour ?? '#1d4479', width: 2,
          type: CURVES[i % CURVES.length]?.dash ?? 'solid' },
        itemStyle: { color: CURVES[i % CURVES.length]?.colour ?? '#1d4479' },
        data: sealedByYear(pack, years).map((sealed) => percent(sealed, result.population.read)),
      })),
    }),
  };
};

/** Records from their fate under one pack to that under another; hidden cells are not drawn. */
export const flowChart = (pair: PackPair, at: number): Chart => ({
  id: `flow${at}`, height: { wide: 260, narrow: 260 },
  option: (language, isNarrow) => {
    const links = pair.matrix.flatMap((line, f) => line.flatMap((records, t) => {
      const [from, to] = [FATES[f], FATES[t]];
      return typeof records !== 'number' || records === 0 || from === undefined || to === undefined ? []
        : [{ source: `0 ${from}`, target: `1 ${to}`, value: records }];
    }));
    const nodes = [0, 1].flatMap((side) => FATES.map((fate) => ({ fate, name: `${side} ${fate}`, side })))
      .filter(({ name }) => links.some(({ source, target }) => source === name || target === name))
      .map(({ fate, name, side }) => ({
        name, itemStyle: { color: FATE_COLOURS[fate] },
        label: {
          formatter: FATE_WORDS[fate][language], position: side === 0 ? 'right' as const : 'left' as const,
          color: '#1c2430', textBorderWidth: 0,
        },
      }));
    return {
      title: [
        { text: pair.from, left: 0, top: 0, textStyle: { fontSize: 13, color: '#566172' } },
        { text: pair.to, right: 0, top: 0, textStyle: { fontSize: 13, color: '#566172' } },
      ],
      series: [{
        type: 'sankey', left: 0, right: 0, top: 28, bottom: 8, nodeWidth: 14, nodeGap: isNarrow ? 14 : 12,
        layoutIterations: 0, draggable: false, data: nodes, links,
        lineStyle: { color: 'source', opacity: 0.28 },
      }],
    };
  },
});
