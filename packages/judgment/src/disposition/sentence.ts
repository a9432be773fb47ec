import type { Evidenced, Span } from '@fengcun/kernel';
import type { ChargeReading, DefendantReading, Problem, ProblemCode, Term } from '../reading.ts';
import type { Squeezed } from '../text/squeeze.ts';
import type { Draft, Placed, Slot } from './drafts.ts';
import type { Place } from './tokens.ts';

/** What the operative part tells of one defendant; the other fields of a reading come from other parts. */
export type SentenceReading = Pick<DefendantReading,
  'charges' | 'combined' | 'probationMonths' | 'fineYuan' | 'confiscationYuan'
    | 'deprivationOfPoliticalRights'
  | 'occupationalBanMonths' | 'noParole' | 'termStart' | 'termEnd' | 'mergedWithPrior' | 'revokedProbation'>;

/** Collects doubts with document spans. */
export type Doubts = Readonly<{
  source: Squeezed;
  defendant: number;
  problems: Problem[];
}>;

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

const spanOf = (doubts: Doubts, place: Place): Span => doubts.source.spanOf(place.start, place.end);

const evidenced = <T>(doubts: Doubts, placed: Placed<T>): Evidenced<T> =>
  ({ value: placed.value, span: spanOf(doubts, placed.place) });

const report =
  (doubts: Doubts, code: ProblemCode, found: Readonly<{ message: string; place: Place }>): void => {
  doubts.problems.push({ code, message: found.message, span: spanOf(doubts, found.place),
    defendant: doubts.defendant });
};

/** The main penalty of a slot; an accessory penalty that stands alone is the penalty itself (刑法第34条). */
const termOf = (slot: Slot): Placed<Term> | undefined => {
  if (slot.main !== undefined) return slot.main;
  const alone = (type: Term['type'], place: Place): Placed<Term> => ({ value: { type, months: 0 }, place });
  if (slot.fine !== undefined) return alone('单处罚金', slot.fine.place);
  if (slot.confiscation !== undefined) return alone('单处没收财产', slot.confiscation.place);
  if (slot.rights !== undefined) return alone('单处剥夺政治权利', slot.rights.place);
  return slot.expulsion === undefined ? undefined : alone('单处驱逐出境', slot.expulsion.place);
};

const readCharge = (doubts: Doubts, charge: Draft['charges'][number]): ChargeReading => {
  const { slot, name } = charge;
  const term = termOf(slot);
  if (term === undefined) {
    report(doubts, 'TERM_MISSING', { message: 'no penalty is printed for this charge', place: name.place });
  }
  if (slot.main === undefined && slot.isFineBeside === true) {
    report(doubts, 'TERM_MISSING',
      { message: 'a fine beside a main penalty, but no main penalty was read', place: name.place });
  }
  return {
    name: { value: name.name, span: spanOf(doubts, name.place) },
    ...(term === undefined ? {} : { term: evidenced(doubts, term) }),
    ...(slot.fine === undefined ? {} : { fineYuan: evidenced(doubts, slot.fine) }),
    ...(slot.confiscation === undefined ? {} : { confiscationYuan: evidenced(doubts, slot.confiscation) }),
    ...(slot.rights === undefined ? {} : { deprivationOfPoliticalRights: evidenced(doubts, slot.rights) }),
  };
};

const WITHOUT_LENGTH: ReadonlySet<string> = new Set(['免予刑事处罚', '单处罚金']);

/** Several charges without 决定执行: clear only where none of them has a length. */
const combineSilently = (doubts: Doubts, draft: Draft): Placed<Term> | undefined => {
  const terms = draft.charges.map((charge) => termOf(charge.slot));
  const [first] = terms;
  const isClear = first !== undefined && WITHOUT_LENGTH.has(first.value.type)
    && terms.every((term) => term?.value.type === first.value.type);
  if (isClear) return first;
  const place = draft.charges.at(-1)?.name.place ?? draft.mention.place;
  report(doubts, 'COMBINED_MISSING',
    { message: 'several charges, but no executed penalty is printed', place });
  return undefined;
};

const combinedOf = (doubts: Doubts, draft: Draft): Placed<Term> | undefined => {
  const executed = draft.executed === undefined ? undefined : termOf(draft.executed);
  if (executed !== undefined) return executed;
  const [only, ...others] = draft.charges;
  if (only === undefined) return termOf(draft.slot);
  return others.length === 0 ? termOf(only.slot) : combineSilently(doubts, draft);
};

type Accessory = 'fine' | 'confiscation' | 'rights' | 'suspension';

/** The executed value of an accessory penalty: behind 决定执行, else that of the only charge that has one. */
const executedOf = <K extends Accessory>(draft: Draft, kind: K): Slot[K] | 'several' | undefined => {
  const printed = draft.executed?.[kind];
  if (printed !== undefined) return printed;
  if (draft.charges.length === 0) return draft.slot[kind];
  const own = draft.charges.flatMap((charge) => charge.slot[kind] ?? []);
  return own.length > 1
    ? 'several' : draft.charges.find((charge) => charge.slot[kind] !== undefined)?.slot[kind];
};

/** LAW: 刑法第69条第3款 — fines of several charges are executed together; unprinted, the sum is doubtful. */
const totalFine = (doubts: Doubts, draft: Draft): Placed<number> | undefined => {
  const fine = executedOf(draft, 'fine');
  if (fine !== 'several') return fine;
  const fines = draft.charges.flatMap((charge) => charge.slot.fine ?? []);
  const place = fines.at(-1)?.place ?? draft.mention.place;
  report(doubts, 'FINE_CONTRADICTS',
    { message: 'several fines, but no total is printed; the sum is given', place });
  return { value: fines.reduce((sum, each) => sum + each.value, 0), place };
};

const total = <K extends 'confiscation' | 'rights'>(doubts: Doubts, draft: Draft, kind: K): Slot[K]
  | undefined => {
  const value = executedOf(draft, kind);
  if (value !== 'several') return value;
  const message = 'several accessory penalties of one kind, but no total is printed';
  report(doubts, 'COMBINED_MISSING', { message, place: draft.mention.place });
  return undefined;
};

const suspensionOf = (doubts: Doubts, draft: Draft): Placed<number> | undefined => {
  const value = executedOf(draft, 'suspension');
  const isOfCharge = draft.executed?.main !== undefined && draft.executed.suspension === undefined
    && value !== undefined;
  if (!isOfCharge) return value === 'several' ? undefined : value;
  const message = 'a suspension is printed for a charge, but not for the executed penalty';
  report(doubts, 'PROBATION_OUT_OF_RANGE',
    { message, place: value === 'several' ? draft.mention.place : value.place });
  return undefined;
};

/** The printed period of the term: the best marked one; equal rivals are doubtful. */
const periodOf = (doubts: Doubts, draft: Draft): Draft['periods'][number] | undefined => {
  const best = Math.max(...draft.periods.map((period) => period.score));
  if (draft.periods.length === 0 || best < 0) return undefined;
  const chosen = draft.periods.filter((period) => period.score === best);
  const last = chosen.at(-1);
  const isOpen = chosen.some((period) => period.from !== last?.from || period.to !== last?.to);
  if (isOpen && last !== undefined) {
    report(doubts, 'TERM_DATE_DOUBTFUL',
      { message: 'several different periods are printed for one term', place: last.place });
  }
  return last;
};

const addPeriod = (doubts: Doubts, draft: Draft, sentence: Mutable<SentenceReading>): void => {
  const period = periodOf(doubts, draft);
  if (period === undefined) return;
  const span = spanOf(doubts, period.place);
  if (period.from !== undefined) sentence.termStart = { value: period.from, span };
  if (period.to !== undefined) sentence.termEnd = { value: period.to, span };
  if (period.from === undefined || period.to === undefined) {
    report(doubts, 'TERM_DATE_DOUBTFUL',
      { message: 'a date of the term does not exist in the calendar', place: period.place });
  }
};

const addMeasures = (doubts: Doubts, draft: Draft, sentence: Mutable<SentenceReading>): void => {
  const isTrue = (place: Place): Evidenced<true> => ({ value: true, span: spanOf(doubts, place) });
  if (draft.ban !== undefined) sentence.occupationalBanMonths = evidenced(doubts, draft.ban);
  if (draft.noParole !== undefined) sentence.noParole = isTrue(draft.noParole);
  if (draft.merged !== undefined) sentence.mergedWithPrior = isTrue(draft.merged);
};

const addPenalties = (doubts: Doubts, draft: Draft, sentence: Mutable<SentenceReading>): void => {
  const combined = combinedOf(doubts, draft);
  if (combined !== undefined) sentence.combined = evidenced(doubts, combined);
  const suspension = suspensionOf(doubts, draft);
  if (suspension !== undefined) sentence.probationMonths = evidenced(doubts, suspension);
  const fine = totalFine(doubts, draft);
  if (fine !== undefined) sentence.fineYuan = evidenced(doubts, fine);
  const confiscation = total(doubts, draft, 'confiscation');
  if (confiscation !== undefined) sentence.confiscationYuan = evidenced(doubts, confiscation);
  const rights = total(doubts, draft, 'rights');
  if (rights !== undefined) sentence.deprivationOfPoliticalRights = evidenced(doubts, rights);
  if (fine === undefined && draft.fineNote !== undefined) {
    const message = 'payment of a fine is spoken of, but no fine is imposed';
    report(doubts, 'FINE_CONTRADICTS', { message, place: draft.fineNote });
  }
};

/** Turns what was folded for one defendant into a reading; doubts go to `doubts.problems`. */
export const readSentence = (doubts: Doubts, draft: Draft): SentenceReading => {
  const isAcquitted = draft.acquittal !== undefined;
  if (isAcquitted && draft.charges.length > 0) {
    const message = 'an acquittal and a conviction stand side by side';
    report(doubts, 'OLD_SENTENCE_UNCLEAR', { message, place: draft.acquittal?.place ?? draft.mention.place });
  }
  const sentence: Mutable<SentenceReading> =
    { charges: draft.charges.map((charge) => readCharge(doubts, charge)) };
  if (draft.acquittal !== undefined && draft.charges.length === 0) {
    const { value, place } = draft.acquittal;
    sentence.combined = { value: { type: value, months: 0 }, span: spanOf(doubts, place) };
    return sentence;
  }
  if (draft.charges.length === 0) {
    const message = 'a penalty is pronounced, but no charge could be read for it';
    report(doubts, 'DISPOSITION_UNREAD_TEXT', { message, place: draft.mention.place });
  }
  addPenalties(doubts, draft, sentence);
  addPeriod(doubts, draft, sentence);
  addMeasures(doubts, draft, sentence);
  return sentence;
};
