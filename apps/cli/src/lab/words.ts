import type { Count, Fate, PackResult } from '@fengcun/application';
import { factField, type FactName, type Pack } from '@fengcun/policy';
import { citationLabel } from '../decision-text.ts';
import type { Bilingual } from '../report/index.ts';

/** Words of the six fates, the same in every output of the lab. */
export const FATE_WORDS: Readonly<Record<Fate, Bilingual>> = {
  sealedNow: { zh: '现在应当封存', en: 'sealed now' },
  sealedLater: { zh: '将来应当封存', en: 'sealed later' },
  notSealed: { zh: '不封存', en: 'not sealed' },
  notCovered: { zh: '不属于范围', en: 'not covered' },
  review: { zh: '留给人工判断', en: 'left to a person' },
  undetermined: { zh: '事实不足，无法确定', en: 'undetermined: facts missing' },
};

/** A number with separators: the same in both languages. */
export const digits = (value: number): string => value.toLocaleString('en-US');

/** A count as it may be shown. */
export const countText = (count: Count): string =>
  (typeof count === 'number' ? digits(count) : count === 'hidden' ? '·' : count);

/** A share of a whole, in per cent with one decimal. */
export const shareText = (records: number, of: number): string =>
  (of === 0 ? '–' : `${((100 * records) / of).toFixed(1)} %`);

/** Labels of citations, in both languages. */
export const citeWords = (ids: readonly string[]): Bilingual => ({
  zh: ids.map((id) => citationLabel(id, 'zh')).join('；'),
  en: ids.map((id) => citationLabel(id, 'en')).join('; '),
});

/** What a clause says: its explanation and citations. */
export type ClauseWords = Readonly<{ explain: Bilingual; cite: readonly string[]; text: string }>;

const MISSING: Bilingual = { zh: '事实不足，可能的结论不止一种', en: 'facts are missing; several outcomes are possible' };

/** Words of a clause of a pack by its id, of `otherwise`, and of `unknownFacts`. */
export const clauseWords = (pack: Pack, matter: string, clause: string): ClauseWords => {
  const own = pack.matters.find(({ name }) => name === matter);
  const found = own?.clauses.findLast(({ id }) => id === clause);
  if (found !== undefined) return { explain: found.explain, cite: found.cite, text: found.text };
  if (clause === 'otherwise' && own !== undefined) {
    return { explain: own.otherwise.explain, cite: own.otherwise.cite, text: '' };
  }
  return { explain: MISSING, cite: [], text: '' };
};

/** Title of a fact. */
export const factWords = (fact: FactName): Bilingual => factField(fact)?.title ?? { zh: fact, en: fact };

/** What kind of law a pack is. */
export const STATUS_WORDS: Readonly<Record<PackResult['status'], Bilingual>> = {
  inForce: { zh: '现行法律', en: 'law in force' },
  proposal: { zh: '建议稿，不是法律', en: 'a proposal, not law' },
  foreign: { zh: '外国法', en: 'foreign law' },
};
