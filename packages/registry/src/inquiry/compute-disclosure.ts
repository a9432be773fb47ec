import { type CivilDate, type Tri } from '@fengcun/kernel';
import {
  type LegalBasis, needsTerm, type Relevance, relevanceOfConviction, relevanceOfViolation,
} from '@fengcun/statute';
import type {
  ComputedDisclosure, DisclosedItem, DisclosedRecord, DisclosureQuestion, FileMode, RelevanceAnswer,
} from './disclosure.ts';
import type { DisclosedLimit } from './grant-limits.ts';
import { INQUIRERS, type InquirerRow } from './inquirer-kinds.ts';
import { convictionFact, type InquiredRecord } from './inquired-record.ts';
import type { InquiryApplication } from './inquiry-application.ts';
import { type InquiryReadings, type InquiryRules, piercingInquiry } from './inquiry-rules.ts';
import { narrowForm, narrowRecord, narrowTold, type Told } from './narrow-disclosure.ts';

/** What a disclosure is computed from: the grant, and every record of the person as it stands now. */
export type DisclosureInput = Readonly<{
  application: InquiryApplication; basis?: LegalBasis; readings: InquiryReadings; rules: InquiryRules;
  records: readonly InquiredRecord[]; answers: readonly RelevanceAnswer[]; on: CivilDate;
  /** By which the grant was narrowed; absent: by none. */
  limits?: readonly DisclosedLimit[];
}>;

const NOTHING: Told = { items: [], questions: [] };

const rowOf = ({ application }: DisclosureInput): InquirerRow => INQUIRERS[application.kind];

/** Whether the seal of a record lets this kind of inquirer through at all; relevance comes after. */
const isPierced = (input: DisclosureInput, { regime }: InquiredRecord): boolean => {
  const { application: { track }, readings, rules } = input;
  const row = rowOf(input);
  if (regime === 'none') return true;
  if (regime === 'publicOrder') {
    return row.publicOrder === 'all' || (row.publicOrder === 'named' && track === 'sealedRecords');
  }
  const byLaw = row.sealedJuvenile === 'all'
    || (row.sealedJuvenile === 'related' && track === 'sealedRecords' && readings.K5 === 'asBasisAllows');
  if (regime === 'juvenile') return byLaw;
  // A proposal may narrow what the law would let through, never widen it.
  const told = rules.piercing(regime.pack, piercingInquiry(input.application));
  return byLaw && (told === undefined || told === true);
};

const verdictOf = (
  input: DisclosureInput, at: Readonly<{ recordId: string; item: string }>, { verdict, ...why }: Relevance,
): Readonly<{ verdict: Tri; question?: DisclosureQuestion }> => {
  if (verdict !== 'unknown') return { verdict };
  const answer = input.answers.find(({ recordId, item }) => recordId === at.recordId && item === at.item);
  return answer === undefined ? { verdict, question: { ...at, ...why } } : { verdict: answer.isRelevant };
};

const UNKNOWN_CHARGE = '罪名未载明';

const convictionItem = (record: InquiredRecord, charge: string, withTerm: boolean): DisclosedItem => {
  const { sentence, effectiveOn, servedOn } = record;
  return {
    what: 'conviction', charge,
    ...(withTerm && sentence !== undefined ? { sentence } : {}),
    ...(withTerm && effectiveOn !== undefined ? { effectiveOn } : {}),
    ...(withTerm && servedOn !== undefined ? { servedOn } : {}),
  };
};

const related = (input: DisclosureInput, record: InquiredRecord, basis: LegalBasis): Told => {
  const charges = record.charges ?? [UNKNOWN_CHARGE];
  const judged = charges.map((charge) => ({
    charge, ...verdictOf(input, { recordId: record.recordId, item: charge },
      relevanceOfConviction(basis, convictionFact(record, charge), input.on)),
  }));
  const relevant = judged.filter(({ verdict }) => verdict === true);
  // One penalty for several crimes: told with it, those that do not count would show through.
  const withTerm = needsTerm(basis) && relevant.length === charges.length;
  return {
    items: relevant.map(({ charge }) => convictionItem(record, charge, withTerm)),
    questions: judged.flatMap(({ question }) => question ?? []),
  };
};

const ofConviction = (input: DisclosureInput, record: InquiredRecord): Told => {
  if (input.basis !== undefined) return related(input, record, input.basis);
  const charges = record.charges ?? [UNKNOWN_CHARGE];
  return { items: charges.map((charge) => convictionItem(record, charge, true)), questions: [] };
};

const ofViolation = (input: DisclosureInput, record: InquiredRecord): Told => {
  const { basis, records, on } = input;
  if (basis === undefined) return NOTHING;
  const { violation, decidedOn, detention, recordId } = record;
  const detained = records.filter((one) => one.kind === 'publicOrder' && one.detention === true);
  const relevance = relevanceOfViolation(basis, {
    detention, detentionsInAll: detained.length, ...(violation === undefined ? {} : { violation }),
    ...(decidedOn === undefined ? {} : { decidedOn }),
  }, on);
  const { verdict, question } = verdictOf(input, { recordId, item: violation ?? '' }, relevance);
  return {
    items: verdict !== true ? [] : [{
      what: 'publicOrder', ...(violation === undefined ? {} : { violation }),
      ...(decidedOn === undefined ? {} : { decidedOn }),
    }],
    questions: question === undefined ? [] : [question],
  };
};

const ofNonProsecution = (
  { basis, readings, application }: DisclosureInput, record: InquiredRecord,
): Told => {
  const isNamed = basis?.nonProsecution !== undefined && basis.nonProsecution === record.nonProsecutionType;
  if (!isNamed || readings.K4 !== 'asLawNames' || application.track !== 'sealedRecords') return NOTHING;
  const [charge] = record.charges ?? [];
  return {
    items: [{ what: 'nonProsecution', type: 'discretionary', ...(charge === undefined ? {} : { charge }) }],
    questions: [],
  };
};

/** Item under which it is asked whether a judgment is one of guilt and in force. */
const IS_CONVICTION = '是否为生效的有罪裁判';

const effectOf = (verdict: Tri): Relevance => ({
  verdict, findings: [], readings: verdict !== 'unknown' ? [] : [
    { verdict: true, zh: '裁判确认有罪并已生效，是犯罪记录', en: 'it finds guilt and is in force' },
    { verdict: false, zh: '没有生效的有罪裁判，不是犯罪记录', en: 'no effective finding of guilt' },
  ],
});

/** What a unit, an administrative organ, a notary or a lawyer is told of one record. */
const told = (input: DisclosureInput, record: InquiredRecord): Told => {
  if (record.kind === 'nonProsecution') return ofNonProsecution(input, record);
  if (!isPierced(input, record)) return NOTHING;
  if (record.kind === 'publicOrder') {
    // 治安违法记录 is sealed for everybody (治安法136), whether or not an order has been carried out.
    return isPierced(input, { ...record, regime: 'publicOrder' }) ? ofViolation(input, record) : NOTHING;
  }
  // 公安规定2: nothing but an effective judgment of guilt is a criminal record.
  const { verdict, question } =
    verdictOf(input, { recordId: record.recordId, item: IS_CONVICTION }, effectOf(record.isConviction));
  if (question !== undefined) return { items: [], questions: [question] };
  return verdict === true ? ofConviction(input, record) : NOTHING;
};

const asFile = (record: InquiredRecord): DisclosedRecord => {
  const { isConviction: _c, execution: _e, detention: _d, regime, ...shown } = record;
  return { ...shown, isSealed: regime !== 'none' };
};

/** Who asks on a norm is told nothing where none carries it: a norm that has lapsed opens no record. */
const isWithoutNorm = (input: DisclosureInput): boolean =>
  rowOf(input).basis === 'registry' && input.basis === undefined;

/** Non-prosecution and the like are related records of the person: for judicial organs alone (规则486). */
const isInFile = (input: DisclosureInput, record: InquiredRecord): boolean => {
  const row = rowOf(input);
  if (record.kind === 'publicOrder') return row.publicOrder === 'all';
  if (record.kind !== 'judgment' && row.nonProsecution !== 'all') return false;
  return isPierced(input, record);
};

const FILE_MODES: readonly FileMode[] = ['read', 'excerpt', 'copy'];

const inOrder = (records: readonly InquiredRecord[]): readonly InquiredRecord[] =>
  records.toSorted((a, b) => (a.recordId < b.recordId ? -1 : 1));

/**
 * What the inquirer of a grant sees of the records of the person, limited by kind, basis, occupation and
 * offence class, and by what narrowed the grant; and what must first be asked of a person. Pure: the same
 * records in any order give the same.
 * @see 《刑事诉讼法》第286条; 2022 Measures art. 16(3); 公安查询规定第2条、第10条; 《治安管理处罚法》(2025) 第136条
 */
export const computeDisclosure = (input: DisclosureInput): ComputedDisclosure => {
  const records = inOrder(input.records);
  const by = { limits: input.limits ?? [], answers: input.answers };
  const { disclosure } = rowOf(input);
  if (disclosure === 'file') {
    const all = records.filter((record) => isInFile(input, record)).map((one) => narrowRecord(by, one));
    const shown = all.flatMap(({ record }) => (record === undefined ? [] : [asFile(record)]));
    return {
      questions: all.flatMap(({ questions }) => questions),
      disclosure: narrowForm(by, { kind: 'file', modes: FILE_MODES, records: shown }),
    };
  }
  const all = disclosure === 'answer' && !isWithoutNorm(input)
    ? records.map((record) => narrowTold(by, record, told(input, record))) : [];
  const items = all.flatMap((one) => one.items);
  return {
    disclosure: narrowForm(by, { kind: 'answer', found: items.length > 0, items }),
    questions: all.flatMap((one) => one.questions),
  };
};
