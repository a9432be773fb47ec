import type { Bilingual, ReportLanguage, ReportOutcome, ReportStatus } from './model.ts';
import { type Html, html } from './html.ts';

/** The three groups a reader counts: to be sealed, not sealed, a person must answer. */
export type Verdict = 'seal' | 'open' | 'review';

/** Group of an outcome; `sealFrom` is a seal with a date to come. */
export const verdictOf = (outcome: ReportOutcome): Verdict =>
  outcome === 'mustSeal' || outcome === 'sealFrom' ? 'seal' : outcome === 'needsReview' ? 'review' : 'open';

/** Mark and words of each group; the mark is a shape, so that colour carries nothing alone. */
export const VERDICTS: Readonly<Record<Verdict, Readonly<{ mark: string; words: Bilingual }>>> = {
  seal: { mark: '◐', words: { zh: '应当封存', en: 'to be sealed' } },
  open: { mark: '○', words: { zh: '不予封存', en: 'not sealed' } },
  review: { mark: '？', words: { zh: '待人工判断', en: 'needs a person' } },
};

/** Mark and words of how a document was read. */
export const STATUSES: Readonly<Record<ReportStatus, Readonly<{ mark: string; words: Bilingual }>>> = {
  exact: { mark: '✔', words: { zh: '读取完整', en: 'read exactly' } },
  doubtful: { mark: '▲', words: { zh: '存疑', en: 'doubtful' } },
  refused: { mark: '⊘', words: { zh: '未读取', en: 'refused' } },
};

/** Mark and words of a condition. */
export const truthMark = (holds: boolean | 'unknown'): Readonly<{ mark: string; words: Bilingual }> =>
  holds === true
    ? { mark: '✔', words: { zh: '成立', en: 'holds' } }
    : holds === false
      ? { mark: '✘', words: { zh: '不成立', en: 'does not hold' } }
      : { mark: '？', words: { zh: '不明', en: 'unknown' } };

/** Both wordings; the style sheet shows the language chosen at the top. */
export const both = (words: Bilingual): Html =>
  html`<span class="zh" lang="zh-CN">${words.zh}</span><span class="en" lang="en">${words.en}</span>`;

/** One wording. */
export const inLanguage = (words: Bilingual, language: ReportLanguage): string => words[language];

/** A count with its unit in both languages. */
export const counted = (count: number, zh: string, en: string): Bilingual => ({
  zh: `${count} ${zh}`,
  en: `${count} ${en}`,
});
