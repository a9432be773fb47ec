import { canonicalJson, type CivilDate, type Json, sha256Hex } from '@fengcun/kernel';
import { claimedBirthDates } from '../identity/person.ts';
import { documentKey } from '../identity/parse-document.ts';
import { comparableNumber, dateOf } from '../messages/message.ts';
import type { MessageKind } from '../messages/message-kinds.ts';
import type { Pseudonym, SubjectToken } from '../pseudonym.ts';
import { type CaseRecord, latestTellings, type OpenCase } from './case-state.ts';

/** Closed list of what can fail to fit together in a case. */
export type ContradictionCode =
  /** One source told one version of one fact in two ways. */
  | 'VERSION_TOLD_TWICE'
  /** Two sources tell a member of one document, or a day that can be only one, differently. */
  | 'FACTS_DISAGREE'
  /** Claims about one subject name two birth dates or two numbers for life. */
  | 'IDENTITY_DISAGREES'
  /** A conviction beside a decision not to prosecute or to drop the case, without a later prosecution. */
  | 'OUTCOMES_EXCLUDE'
  /** What must come later is dated earlier. */
  | 'DATES_OUT_OF_ORDER';

/**
 * Records that do not fit together. `id` is a hash of pseudonyms and of our own names, so it is public and
 * the same whatever the order of arrival; a further record makes another contradiction, not settled by the
 * old one.
 */
export type Contradiction = Readonly<{
  id: string;
  code: ContradictionCode;
  subject: SubjectToken;
  /** Member in question, in our own words: `judgmentRecorded.sentence.termMonths`. */
  item: string;
  /** Ids of the records, sorted. */
  records: readonly Pseudonym[];
  /** The record that a person chose; absent while nobody has. */
  chosen?: Pseudonym;
}>;

type Found = Omit<Contradiction, 'id' | 'chosen'>;

const identified = (state: OpenCase, found: Found): Contradiction => {
  const records = [...found.records].sort();
  const id = sha256Hex(canonicalJson([found.code, found.item, ...records]));
  const chosen = state.settlements.get(id);
  return { ...found, records, id, ...(chosen === undefined ? {} : { chosen }) };
};

const toldTwice = (state: OpenCase): readonly Contradiction[] =>
  [...latestTellings(state).values()].flatMap((tellings) => {
    const [first] = tellings;
    if (first === undefined || tellings.length === 1) return [];
    const records = tellings.map((record) => record.recordId);
    const { subject, kind } = first;
    return [identified(state, { code: 'VERSION_TOLD_TWICE', subject, item: kind, records })];
  });

/**
 * Records on which everything else rests: the newest version of each source fact, and where one version was
 * told in two ways only the telling that a person chose, or none.
 */
export const standingRecords = (state: OpenCase): readonly CaseRecord[] => {
  const chosen = new Set(toldTwice(state).flatMap((one) => (one.chosen === undefined ? [] : [one.chosen])));
  return [...latestTellings(state).values()].flatMap((tellings) =>
    (tellings.length === 1 ? tellings : tellings.filter((record) => chosen.has(record.recordId))));
};

/** The ways in which the newest version of a source fact was told, and the contradiction of them, if any. */
export type Tellings = Readonly<{ records: readonly CaseRecord[]; contradiction?: Contradiction }>;

/** How a source fact was told; no records where the case does not know it. */
export const tellingsOf = (state: OpenCase, source: Pseudonym): Tellings => {
  const records = latestTellings(state).get(source) ?? [];
  const ids = new Set(records.map(({ recordId }) => recordId));
  const contradiction = toldTwice(state).find((one) => one.records.some((id) => ids.has(id)));
  return { records, ...(contradiction === undefined ? {} : { contradiction }) };
};

/** What a record claims, member by member; nested members with their path. */
const membersOf = (value: unknown, path: string): readonly (readonly [string, Json])[] =>
  (typeof value === 'object' && value !== null && !Array.isArray(value)
    ? Object.entries(value).flatMap(([name, member]) => membersOf(member, `${path}.${name}`))
    : [[path, value as Json]]);

/** Days that one person can have only once in a case, whichever document says so. */
const ONCE: ReadonlySet<MessageKind> = new Set(['sentenceServed', 'correctionCompleted']);

/** Records that speak of one thing: one document, or a day that comes once. */
const thingOf = (record: CaseRecord): string | undefined => {
  if (ONCE.has(record.kind)) return `${record.subject}|${record.kind}`;
  const number: unknown = Reflect.get(record.message.content, 'documentNumber');
  return typeof number === 'string'
    ? `${record.subject}|${record.kind}|${comparableNumber(number)}` : undefined;
};

// A number or name of an organ in another print is the same one.
const SPELLED: ReadonlySet<string> = new Set(['documentNumber', 'court', 'procuratorate']);
const valueKey = (path: string, value: Json): string =>
  (typeof value === 'string' && SPELLED.has(path.slice(path.lastIndexOf('.') + 1))
    ? comparableNumber(value) : canonicalJson(value));

const factsDisagree = (state: OpenCase, standing: readonly CaseRecord[]): readonly Contradiction[] => {
  const things = Map.groupBy(standing, (record) => thingOf(record) ?? record.recordId);
  return [...things.values()].filter((records) => records.length > 1).flatMap((records) => {
    const claims = records.flatMap((record) => membersOf(record.message.content, record.kind)
      .map(([path, value]) => ({ path, value: valueKey(path, value), record })));
    return [...Map.groupBy(claims, (claim) => claim.path)].flatMap(([item, told]) => {
      const subject = told[0]?.record.subject;
      if (subject === undefined || new Set(told.map((claim) => claim.value)).size < 2) return [];
      const ids = told.map((claim) => claim.record.recordId);
      return [identified(state, { code: 'FACTS_DISAGREE', subject, item, records: ids })];
    });
  });
};

const LIFELONG: ReadonlySet<string> = new Set(['residentIdentityCard', 'residencePermit', 'creditCode']);

const identityDisagrees = (state: OpenCase, standing: readonly CaseRecord[]): readonly Contradiction[] =>
  [...Map.groupBy(standing, (record) => record.subject)].flatMap(([subject, records]) => {
    const numbers = (record: CaseRecord): readonly string[] => record.message.person.documents
      .filter((document) => LIFELONG.has(document.type)).map(documentKey);
    const claims = [
      ['person.bornOn', (record: CaseRecord): readonly string[] => claimedBirthDates(record.message.person)],
      ['person.documents', numbers],
      ['person.sex', ({ message }: CaseRecord): readonly string[] =>
        (message.person.sex === undefined ? [] : [message.person.sex])],
    ] as const;
    return claims.flatMap(([item, claimed]) => {
      const claiming = records.filter((record) => claimed(record).length > 0);
      if (new Set(claiming.flatMap(claimed)).size < 2) return [];
      const ids = claiming.map((record) => record.recordId);
      return [identified(state, { code: 'IDENTITY_DISAGREES', subject, item, records: ids })];
    });
  });

const ofKind = (records: readonly CaseRecord[], kind: MessageKind): readonly CaseRecord[] =>
  records.filter((record) => record.kind === kind);

const isConviction = ({ message }: CaseRecord): boolean =>
  message.kind === 'judgmentRecorded' && message.content.sentence !== undefined
  && message.content.sentence.penalty !== 'none';

const dayOf = (record: CaseRecord): CivilDate | undefined => dateOf(record.message);

/** LAW: a person not prosecuted may be prosecuted later when the decision is revoked; the later day tells. */
const outcomesExclude = (state: OpenCase, standing: readonly CaseRecord[]): readonly Contradiction[] =>
  [...Map.groupBy(standing, (record) => record.subject)].flatMap(([subject, records]) => {
    const convictions = records.filter(isConviction);
    const ends = [...ofKind(records, 'nonProsecutionDecided'), ...ofKind(records, 'caseDropped')];
    const prosecutions = ofKind(records, 'prosecuted').map(dayOf);
    return ends.filter((end) => convictions.length > 0
      && !prosecutions.some((day) => day !== undefined && day > (dayOf(end) ?? day)))
      .map((end) => identified(state, {
        code: 'OUTCOMES_EXCLUDE', subject, item: end.kind,
        records: [end.recordId, ...convictions.map((record) => record.recordId)],
      }));
  });

/** What comes first, and what then; the first of the earlier ones must not lie after the later one. */
const ORDER: readonly (readonly [MessageKind, MessageKind])[] = [
  ['judgmentRecorded', 'judgmentBecameEffective'], ['executionStarted', 'sentenceServed'],
  ['executionStarted', 'correctionCompleted'], ['executionStarted', 'released'],
  ['caseFiled', 'judgmentRecorded'],
];

const datesOutOfOrder = (state: OpenCase, standing: readonly CaseRecord[]): readonly Contradiction[] =>
  [...Map.groupBy(standing, (record) => record.subject)].flatMap(([subject, records]) =>
    ORDER.flatMap(([before, after]) => {
      const firsts = ofKind(records, before).filter((record) => dayOf(record) !== undefined);
      const first = firsts.map(dayOf).sort()[0];
      return ofKind(records, after)
        .filter((record) => first !== undefined && (dayOf(record) ?? first) < first)
        .map((record) => identified(state, {
          code: 'DATES_OUT_OF_ORDER', subject, item: `${before}>${after}`,
          records: [record.recordId, ...firsts.map((one) => one.recordId)],
        }));
    }));

/**
 * Everything in a case that does not fit together, as data for the exceptions queue; nothing is overwritten.
 * In the order of ids, the same for every order of arrival. Settled ones are listed with the record chosen.
 */
export const contradictionsOf = (state: OpenCase): readonly Contradiction[] => {
  const standing = standingRecords(state);
  const found = [
    ...toldTwice(state), ...factsDisagree(state, standing), ...identityDisagrees(state, standing),
    ...outcomesExclude(state, standing), ...datesOutOfOrder(state, standing),
  ];
  return found.sort((a, b) => (a.id < b.id ? -1 : 1));
};
