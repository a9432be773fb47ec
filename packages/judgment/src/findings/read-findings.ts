import type { Evidenced, Span } from '@fengcun/kernel';
import type { Party } from '../header/parties.ts';
import type { CourtFindings, DefendantReading, Problem } from '../reading.ts';
import { squeeze, type Squeezed } from '../text/squeeze.ts';
import { endAtMark, startAfterMark } from '../text/marks.ts';
import {
  citedArticles, type FindingKind, type FindingPlace, type FindingWord, findingWords,
} from './finding-words.ts';
import { findJuvenile } from './juvenile.ts';
import { findPlea } from './plea.ts';
import { sentenceStart, type Stance, stanceAt } from './stance.ts';
import { subjectFinder } from './subjects.ts';
import type { Case, FindingParts, Weighed } from './weighed-words.ts';

/** Findings of the court and dates of the acts of one defendant. */
export type FindingsOfParty = Pick<DefendantReading, 'findings' | 'offenceFrom' | 'offenceTo'>;

// LIMIT: longer than any reasoning seen by a factor of ten; more is not looked at, and said to be so.
const REASONING_MAX = 60_000;

const of = (found: Case, kind: FindingKind, stance: Stance): Weighed | undefined =>
  found.words.find((word) => word.kind === kind && word.stance === stance);

const recidivism = (found: Case, kind: 'recidivist' | 'merit'): FindingPlace | undefined =>
  of(found, kind, 'found');

const DRUG_AGAIN = /毒品[^。；]{0,40}(?:判|刑罚|处罚)[^。；]{0,40}(?:又|再|现|此次|此后)[^。；]{0,20}(?:犯|贩卖|走私|运输|制造|持有|容留)/;

/** 毒品再犯, also without the word: convicted of a drug crime before, again, heavier, with 刑法第356条. */
const drugRecidivism = (found: Case): FindingPlace | undefined => {
  const word = of(found, 'drugRecidivist', 'found');
  if (word !== undefined || of(found, 'drugRecidivist', 'denied') !== undefined) return word;
  const cited = found.cited.drugRecidivist;
  if (cited === undefined || !found.isAlone) return undefined;
  const again = DRUG_AGAIN.exec(found.reasoning.text);
  return again === null ? cited : { start: again.index, end: again.index + again[0].length };
};

const inSentence = (found: Case, word: FindingWord, kind: FindingKind): Weighed | undefined => {
  const start = sentenceStart(found.reasoning.text, word.start);
  return found.words.find((other) => other.kind === kind && other.stance === 'found'
    && sentenceStart(found.reasoning.text, other.start) === start);
};

/** 自首, also as 投案 with 如实供述 under 刑法第67条第1款. */
const surrender = (found: Case): FindingPlace | undefined => {
  const word = found.words.findLast((each) => each.kind === 'surrender' && each.stance !== 'open');
  if (word !== undefined) return word.stance === 'found' ? word : undefined;
  const cited = found.cited.surrender;
  if (cited === undefined) return undefined;
  for (const appeared of found.words) {
    if (appeared.kind !== 'appearance' || appeared.stance !== 'found') continue;
    const truthful = inSentence(found, appeared, 'truthful');
    if (truthful !== undefined) return { start: Math.min(appeared.start, truthful.start),
      end: Math.max(appeared.end, truthful.end) };
  }
  // LAW: who applies art. 67(1) to the only defendant has found 自首, whatever words the reasoning uses.
  return found.isAlone ? cited : undefined;
};

const LENIENT = /从轻|从宽|减轻|免[予除]/;
const ONLY_IN_COURT = /(?:庭审|当庭|法庭|审理)[^，。；]{0,12}$/;
const EARLY = /归案|到案|侦查|抓获|一贯|始终/;

const SEGMENT = { marks: '；。', limit: 300 } as const;

const segmentOf = (text: string, word: FindingWord): Readonly<{ before: string; after: string }> => ({
  before: text.slice(startAfterMark(text, word.start, SEGMENT), word.start),
  after: text.slice(word.end, endAtMark(text, word.end, SEGMENT)),
});

const isConfession = (found: Case, word: Weighed, surrendered: boolean): boolean => {
  if (word.stance !== 'found' || (word.kind !== 'confession' && word.kind !== 'truthful')) return false;
  const { before, after } = segmentOf(found.reasoning.text, word);
  const isOfSurrender = /自首|投案/.test(before + after);
  // Beside 自首 only the court's own words on other acts count; an adopted plea speaks of the same ones.
  if (surrendered) return !isOfSurrender && LENIENT.test(after) && !/意见|理由/.test(after);
  if (word.kind === 'confession') return true;
  if (ONLY_IN_COURT.test(before) && !EARLY.test(before)) return false;
  return LENIENT.test(after) || found.cited.confession !== undefined;
};

/** 坦白, in its own word or as 如实供述 with leniency (刑法第67条第3款); what makes 自首 is not counted twice. */
const confession = (found: Case, surrendered: boolean): FindingPlace | undefined => {
  const word = found.words.find((each) => isConfession(found, each, surrendered));
  if (word !== undefined) return word;
  return found.isAlone && !surrendered ? found.cited.confession : undefined;
};

const evidenced = (reasoning: Squeezed, place: FindingPlace | undefined): Evidenced<true> | undefined =>
  place === undefined ? undefined : { value: true, span: reasoning.spanOf(place.start, place.end) };

const courtFindings = (found: Case, plea: Evidenced<true> | undefined): CourtFindings => {
  const show = (place: FindingPlace | undefined): Evidenced<true> | undefined =>
    evidenced(found.reasoning, place);
  const surrendered = surrender(found);
  const all = {
    recidivist: show(recidivism(found, 'recidivist')),
    drugRecidivist: show(drugRecidivism(found)),
    surrender: show(surrendered),
    confession: show(confession(found, surrendered !== undefined)),
    merit: show(recidivism(found, 'merit')),
    pleaLeniency: plea,
  };
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined));
};

const MAJOR: ReadonlySet<FindingKind> = new Set(['recidivist', 'drugRecidivist', 'surrender', 'merit']);

/** Findings whose person is unclear, and findings both made and denied. */
const doubtsOf = (found: Case, defendant: number): readonly Problem[] => {
  const problems: Problem[] = [];
  const add = (message: string, word: FindingWord): void => {
    const span: Span = found.reasoning.spanOf(word.start, word.end);
    problems.push({ code: 'FINDING_DOUBTFUL', message, span, defendant });
  };
  for (const kind of MAJOR) {
    const [yes, no] = [of(found, kind, 'found'), of(found, kind, 'denied')];
    if (yes !== undefined && no !== undefined) add('the court finds and denies the same circumstance', no);
    else if (yes !== undefined
      && !yes.isClear) add('it is not clear which defendant this finding is about', yes);
  }
  return problems;
};

/** 被告单位 alone means the only unit of the case. */
const withUnit =
  (parties: readonly Party[], names: readonly (readonly string[])[]): readonly (readonly string[])[] => {
  const isOnly = parties.filter((party) => party.isEntity).length === 1;
  return names.map((forms, index) =>
    (isOnly && parties[index]?.isEntity === true ? [...forms, '被告单位'] : forms));
};

/** Reads what the court found of each party in its reasoning; positions of others count only when adopted. */
export const readFindings =
  (parts: FindingParts): Readonly<{ parties: readonly FindingsOfParty[]; problems: readonly Problem[] }> => {
  const { start, end } = parts.sections.reasoning;
  const reasoning = squeeze(parts.text, { start, end: Math.min(end, start + REASONING_MAX) });
  const names =
    parts.parties.map((party) => [party.name.value, ...party.aliases.map((alias) => alias.value)]);
  const subjects = subjectFinder(reasoning, withUnit(parts.parties, names));
  const cited = citedArticles(reasoning.text);
  const words = findingWords(reasoning.text).map((word) => {
    const { parties, isClear } = subjects(word.start);
    return { ...word, stance: stanceAt(reasoning.text, word), parties, isClear };
  });
  const problems: Problem[] = [];
  if (end - start > REASONING_MAX) {
    const span = { start: start + REASONING_MAX, end };
    problems.push({ code: 'FINDING_DOUBTFUL', message: 'the reasoning is too long; its rest was not read',
      span });
  }
  const pleas = findPlea({ parts, reasoning, words, names });
  const parties = parts.parties.map((party, index): FindingsOfParty => {
    const own = words.filter((word) => word.parties.includes(index));
    const found: Case = { reasoning, words: own, cited, isAlone: names.length === 1 };
    problems.push(...doubtsOf(found, index));
    const findings = courtFindings(found, pleas[index]);
    const acts = parts.acts[index] ?? {};
    const juvenile = findJuvenile({ found, party, acts, defendant: index });
    problems.push(...juvenile.problems);
    return { findings: juvenile.finding === undefined
      ? findings : { ...findings, juvenileAtOffence: juvenile.finding }, ...acts };
  });
  return { parties, problems };
};
