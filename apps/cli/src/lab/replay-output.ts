import type { Count, ReplayChange, ReplayResult } from '@fengcun/application';
import type { Pack } from '@fengcun/policy';
import { outcomeWords } from '../decision-text.ts';
import { type Html, html } from '../report/html.ts';
import type { Bilingual } from '../report/index.ts';
import { both } from '../report/wording.ts';
import type { Language } from '../terminal.ts';
import { pageAround } from './page.ts';
import { type Cell, note, section, table } from './tables.ts';
import { citeWords, clauseWords, countText, STATUS_WORDS } from './words.ts';

/** What came of one pack, and the pack. */
export type Replayed = Readonly<{ result: ReplayResult; pack: Pack }>;

const TITLE: Bilingual = { zh: '封存 · 已作决定的重演', en: 'Fengcun · decisions replayed' };

type Line = readonly [section: string, item: string, outcome: string, decisions: Count];

const linesOf = (result: ReplayResult): readonly Line[] => [
  ...(['decisions', 'withoutFacts', 'notInForce', 'sameHash', 'reproduced', 'unchanged'] as const)
    .map((item): Line => ['replay', item, '', result[item]]),
  ...Object.entries(result.moved).map(([item, count]): Line => ['moved', item, '', count]),
  ...result.changes.map((each): Line =>
    ['change', `${each.decidedBefore} > ${each.decidedAfter}`, `${each.before} > ${each.after}`,
      each.decisions]),
];

/** Clause ids of stored decisions come from a file: quoted where needed, and none begins a formula. */
const cell = (value: string | number): string => {
  const text = String(value);
  const safe = /^[=+@\t\r-]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
};

/** One number a line: `pack,packHash,section,item,outcome,decisions`. */
export const replayCsv = (replayed: readonly Replayed[]): string =>
  `pack,packHash,section,item,outcome,decisions\n${replayed.flatMap(({ result }) =>
    linesOf(result).map((line) =>
    `${[result.pack, result.packHash, ...line].map(cell).join(',')}\n`)).join('')}`;

/** The clause of the replayed pack in its words; of the decision made, only its id is kept. */
const afterCell = (pack: Pack, matters: readonly string[], clause: string): Html => {
  const matter = matters.find((name) => pack.matters.some((each) => each.name === name
    && each.clauses.some(({ id }) => id === clause))) ?? 'seal';
  const { explain, cite } = clauseWords(pack, matter, clause);
  return html`${both(explain)} <small>${both(citeWords(cite))}</small>`;
};

const changeRow = (pack: Pack) => (each: ReplayChange): readonly Cell[] => [
  html`${both(outcomeWords(each.before))} → ${both(outcomeWords(each.after))}`, countText(each.decisions),
  html`<code>${each.decidedBefore}</code>`, afterCell(pack, pack.matters.map(({ name }) => name),
    each.decidedAfter),
];

const WORDS = {
  decisions: { zh: '已作出的决定', en: 'decisions made' },
  withoutFacts: { zh: '没有事实，不作判断', en: 'without facts, nothing said' },
  notInForce: { zh: '当日不适用', en: 'pack not in force on their day' },
  unchanged: { zh: '不变', en: 'unchanged' },
} as const satisfies Partial<Record<keyof ReplayResult, Bilingual>>;

const packSection = ({ result, pack }: Replayed): Html => {
  const { moved, reproduced, sameHash } = result;
  const numbers = (['decisions', 'withoutFacts', 'notInForce', 'unchanged'] as const)
    .map((name): readonly Cell[] => [both(WORDS[name]), countText(result[name])]);
  return section(`pack-${result.pack}`, pack.title, [
    note({
      zh: `${result.pack}（${STATUS_WORDS[pack.status].zh}）· ${result.packHash}`,
      en: `${result.pack} (${STATUS_WORDS[pack.status].en}) · ${result.packHash}`,
    }),
    table({
      caption: { zh: '各在作出决定之日适用', en: 'Each on the day it was made' },
      heads: [{ zh: '项目', en: 'what' }, { zh: '决定', en: 'decisions' }],
      rows: [...numbers,
        [both({ zh: '同一方案作出，重现', en: 'made by this very pack, reproduced' }), `${reproduced}/${sameHash}`],
        [both({ zh: '封存日提前', en: 'sealed earlier' }), `${countText(moved.earlier)} (${moved.daysEarlier} d)`],
        [both({ zh: '封存日推迟', en: 'sealed later' }), `${countText(moved.later)} (${moved.daysLater} d)`]],
    }),
    result.changes.length === 0 ? note({ zh: '没有决定会改变。', en: 'No decision would be another.' }) : table({
      caption: { zh: '会改变的决定', en: 'Decisions that would be another' },
      heads: [{ zh: '变化', en: 'change' }, { zh: '决定', en: 'decisions' },
        { zh: '当时的条文', en: 'clause then' }, { zh: '现在的条文', en: 'clause now' }],
      rows: result.changes.map(changeRow(pack)), words: [0, 2, 3],
    }),
  ]);
};

/** The report of a replay as one HTML file like that of a simulation: no script, nothing loaded. */
export const replayPage = (replayed: readonly Replayed[], language: Language): string =>
  pageAround(language, TITLE, html`${replayed.map(packSection)}`);
