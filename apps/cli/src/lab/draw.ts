import type { EChartsOption } from 'echarts';
import { type Html, raw } from '../report/html.ts';
import type { Bilingual } from '../report/index.ts';

/** A chart in one language at one width: `isNarrow` for a phone. */
export type ChartOf = (language: keyof Bilingual, isNarrow: boolean) => EChartsOption;

/** A chart to draw; `height` in pixels, by width. */
export type Chart = Readonly<{
  id: string; height: Readonly<{ wide: number; narrow: number }>; option: ChartOf;
}>;

const WIDE = 1040;
const NARROW = 358;

/**
 * Colours in a drawing and the custom properties they stand for, so that one drawing serves day, night and
 * print. The fates are told by their order and their table as well: nothing rests on colour alone.
 */
export const TOKENS = {
  '#a8201a': 'seal', '#d9827c': 'later', '#8b94a1': 'open', '#d4d9e0': 'outside', '#1d4479': 'ink',
  '#7f9fd0': 'missing', '#1c2430': 'text', '#566172': 'quiet', '#d5dae2': 'line', '#ffffff': 'paper',
} as const;

const withTokens = (svg: string): string =>
  Object.entries(TOKENS).reduce((text, [colour, token]) => text.replaceAll(colour, `var(--${token})`), svg);

/** Inline styles become attributes, because the page's content policy allows its one style sheet only. */
const withoutStyles = (svg: string): string => svg
  .replace(/<style[^>]*>[^]*?<\/style>/g, '')
  .replace(/ style="([^"]*)"/g, (_, style: string) => style.split(';').map((rule) => {
    const [name = '', value = ''] = rule.split(':');
    return /^font-(size|weight)$/.test(name.trim()) ? ` ${name.trim()}="${value.trim()}"` : '';
  }).join(''))
  .replace(/ (ecmeta_[a-z_]+|class)="[^"]*"/g, '');

/** Ids of a drawing are unique in its page. */
const withOwnIds = (svg: string, id: string): string =>
  svg.replace(/\bzr\d+-/g, `${id}-`).replace('<svg ', '<svg aria-hidden="true" focusable="false" ');

type Drawn = Readonly<{ language: keyof Bilingual; isNarrow: boolean }>;

/**
 * Draws a chart as SVG in both languages and both widths; the style sheet shows one. The same data gives the
 * same drawing. Drawings are hidden from screen readers: the table beside each says the same.
 */
export const drawChart = async ({ id, height, option }: Chart): Promise<Html> => {
  const { init } = await import('echarts');
  const draw = ({ language, isNarrow }: Drawn): string => {
    const size = { width: isNarrow ? NARROW : WIDE, height: isNarrow ? height.narrow : height.wide };
    const chart = init(null, null, { renderer: 'svg', ssr: true, ...size });
    chart.setOption({
      animation: false, textStyle: { fontFamily: 'sans-serif', color: '#1c2430' }, ...option(language,
        isNarrow),
    });
    const own = `${id}-${language}-${isNarrow ? 'n' : 'w'}`;
    const svg = withOwnIds(withoutStyles(withTokens(chart.renderToSVGString({ useViewBox: true }))), own);
    chart.dispose();
    return `<div class="chart ${language} ${isNarrow ? 'narrow' : 'wide'}">${svg}</div>`;
  };
  const all = (['zh', 'en'] as const).flatMap((language) =>
    [false, true].map((isNarrow) => draw({ language, isNarrow })));
  return raw(all.join(''));
};
