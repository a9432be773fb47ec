import { useWords } from '../../app/language.tsx';
import { useOrganNames } from '../organ-name.tsx';
import { originalOf } from '../original.tsx';
import { civilToday } from '../dates.ts';
import { useNarrow } from '../narrow.ts';
import { type Lane, type Mark, rangeOf, standingOf, type Window } from './lanes.ts';
import { stepWords } from './step-words.ts';

const TOP = 30;

/** How the picture is laid out: names before the lines at a desk, above them on a telephone. */
const DESK = { width: 960, name: 190, row: 46, ticks: 5, line: 0 } as const;
const TELEPHONE = { width: 340, name: 8, row: 76, ticks: 3, line: 26 } as const;

type Scale = (at: number) => number;

/** Marks of one moment stand beside each other: none hides another. */
const STEP_ASIDE = 11;
const placesOf = (marks: readonly Mark[], scale: Scale): readonly number[] => {
  const taken: number[] = [];
  for (const { at } of marks) {
    let x = scale(at);
    while (taken.some((one) => Math.abs(one - x) < STEP_ASIDE)) x += STEP_ASIDE;
    taken.push(x);
  }
  return taken;
};

const Shape = ({ mark, x, y, label }: Readonly<{ mark: Mark; x: number; y: number; label: string }>) => {
  const title = <title>{label}</title>;
  switch (mark.shape) {
    case 'order': return <rect className="tl-order" x={x - 5} y={y - 5} width="10" height="10">{title}</rect>;
    case 'done': return <circle className="tl-done" cx={x} cy={y} r="6">{title}</circle>;
    case 'warn': return <path className="tl-warn" d={`M${x} ${y - 7}l6 11h-12z`}>{title}</path>;
    case 'late': return <path className="tl-escalated" d={`M${x - 6} ${y - 6}l12 12m0 -12l-12 12`}>{title}</path>;
    case 'event': return <circle className="tl-event" cx={x} cy={y} r="4">{title}</circle>;
  }
};

const WindowShape = ({ window, scale, y, now, label }: Readonly<{
  window: Window; scale: Scale; y: number; now: number; label: string;
}>) => {
  const { from, until, answeredAt } = window;
  const end = answeredAt ?? now;
  return (
    <g>
      <title>{label}</title>
      <rect
        className="tl-window" x={scale(from)} y={y - 13} height="26" rx="3"
        width={Math.max(2, scale(until) - scale(from))}
      />
      <line className="tl-last" x1={scale(until)} x2={scale(until)} y1={y - 15} y2={y + 15} />
      {end > until && <rect
        className="tl-late" x={scale(until)} y={y - 9} width={Math.max(3, scale(end) - scale(until))} height="18"
      />}
    </g>
  );
};

/**
 * The signature view: one line a holder, events as marks, the statutory window drawn behind them and what
 * went beyond it in seal red, so that late is seen before it is read. The table behind it says the same.
 */
export const TimelineChart = ({ lanes, title, now = Date.now() }: Readonly<{
  lanes: readonly Lane[]; title: string; now?: number;
}>) => {
  const { t } = useWords();
  const nameOf = useOrganNames();
  const { from, to } = rangeOf(lanes, now);
  const { width, name, row, ticks: count, line } = useNarrow() ? TELEPHONE : DESK;
  const scale: Scale = (at) => name + ((at - from) / (to - from)) * (width - name - 12);
  const height = TOP + lanes.length * row + 8;
  const ticks = Array.from({ length: count }, (_, i) => from + ((to - from) * (i + 0.5)) / count);
  const told = { inTime: t({
    zh: '按期', en: 'in time',
  }), late: t({ zh: '逾期', en: 'late' }), running: t({ zh: '期限内', en: 'running' }) };
  return (
    <div className="tl-frame" role="region" aria-label={title} tabIndex={0}>
      <svg
        viewBox={`0 0 ${width} ${height}`} width={width} height={height} role="img" aria-label={title} className="tl"
      >
        {ticks.map((at) => (
          <g key={at}>
            <line className="tl-grid" x1={scale(at)} x2={scale(at)} y1={TOP - 8} y2={height} />
            <text className="tl-tick" x={scale(at)} y="14" textAnchor="middle">{civilToday(at)}</text>
          </g>
        ))}
        {now > from && now < to && <line className="tl-now" x1={scale(now)} x2={scale(now)} y1={TOP - 8} y2={height} />}
        {lanes.map(({ holder, windows, marks }, i) => {
          const y = TOP + i * row + line + 23;
          const [wordsY, stoodX, stoodY] = line === 0 ? [y - 2, 0, y + 15] : [y - 24, width - 12, y - 24];
          const [last] = windows.slice(-1);
          const stands = last === undefined ? undefined : standingOf(last, now);
          const places = placesOf(marks, scale);
          return (
            <g key={holder}>
              <text className="tl-name" x="0" y={wordsY} {...originalOf(nameOf(holder))}>{nameOf(holder)}</text>
              {stands !== undefined && (
                <text
                  className={`tl-stands tl-stands-${stands}`} x={stoodX} y={stoodY}
                  textAnchor={stoodX === 0 ? 'start' : 'end'}
                >{told[stands]}</text>
              )}
              <line className="tl-line" x1={name} x2={width - 12} y1={y} y2={y} />
              {windows.map((window) => (
                <WindowShape
                  key={window.from} window={window} scale={scale} y={y} now={now}
                  label={t({ zh: `法定期限至 ${window.dueOn}`, en: `due on ${window.dueOn}` })}
                />
              ))}
              {marks.map((mark, at) => (
                <Shape
                  key={at} mark={mark} x={places[at] ?? scale(mark.at)} y={y}
                  label={`${civilToday(mark.at)} ${t(stepWords(mark.step))}`}
                />
              ))}
            </g>
          );
        })}
      </svg>
    </div>
  );
};
