import type { CivilDate, Json } from '@fengcun/kernel';
import { compareNames, type NameClaim } from '../identity/name.ts';
import type { IdentityDocument } from '../identity/document.ts';
import type { PersonClaims } from '../identity/person.ts';
import { documentKey } from '../identity/parse-document.ts';
import type { Sentence } from '../messages/contents-of-trial.ts';
import { comparableNumber } from '../messages/message.ts';
import type { SubjectToken } from '../pseudonym.ts';
import type { CaseRecord, OpenCase } from './case-state.ts';
import { type Contradiction, contradictionsOf, standingRecords } from './contradictions.ts';
import { decisiveJudgment, type JudgmentRecord } from './effective-judgment.ts';
import { type ExecutionStatus, executionStatusOf } from './execution-status.ts';
import { type Claim, type Item, itemOf, mergedItem } from './item.ts';

/** 检察机关或自诉人: a private prosecutor's name is a third person's and is not kept. */
export type Prosecutor = Readonly<{ type: 'procuratorate'; name: string } | { type: 'privateProsecutor' }>;

/** 犯罪人员的基本情况, every name and document that any record claims. */
export type BasicFacts = Readonly<{
  names: readonly NameClaim[];
  documents: readonly IdentityDocument[];
  sex: Item<'男' | '女'>;
  bornOn: Item<CivilDate>;
  domicileRegion: Item<string>;
}>;

/**
 * The seven entries of the register for one person.
 * 「犯罪人员信息登记机关录入的信息应当包括以下内容：犯罪人员的基本情况、检察机关（自诉人）和审判机关的名称、判决书编号、
 * 判决确定日期、罪名、所判处刑罚以及刑罚执行情况等。」
 * @see 法发〔2012〕10号 二（一）第2款 (O2012_2_1)
 */
export type EntryItems = Readonly<{
  basicFacts: BasicFacts;
  prosecutor: Item<Prosecutor>;
  court: Item<string>;
  judgmentNumber: Item<string>;
  judgmentEffectiveOn: Item<CivilDate>;
  charges: Item<readonly string[]>;
  sentence: Item<Sentence>;
  execution: ExecutionStatus;
}>;

type Read<T> = (one: JudgmentRecord) => T | undefined;

const claimsOf = <S extends Readonly<{ record: CaseRecord }>, T>(
  sources: readonly S[], read: (source: S) => T | undefined,
): readonly Claim<T>[] => sources.flatMap((source) => {
  const value = read(source);
  return value === undefined ? [] : [{ value, record: source.record.recordId }];
});

const prosecutorIn: Read<Prosecutor> = ({ judgment }) =>
  (judgment.procuratorate !== undefined ? { type: 'procuratorate', name: judgment.procuratorate }
    : judgment.privateProsecution === true ? { type: 'privateProsecutor' } : undefined);

/** A judgment does not always name it; the indictment does. */
const prosecutorOf = (
  judgments: readonly JudgmentRecord[], records: readonly CaseRecord[],
): readonly Claim<Prosecutor>[] => {
  const told = claimsOf(judgments, prosecutorIn);
  if (told.length > 0) return told;
  return claimsOf(records.map((record) => ({ record })), ({ record }) =>
    (record.message.kind === 'prosecuted'
      ? { type: 'procuratorate' as const, name: record.message.content.procuratorate } : undefined));
};

const effectiveOnOf = (
  final: readonly JudgmentRecord[], records: readonly CaseRecord[],
): readonly Claim<CivilDate>[] => {
  const numbers = new Set(final.map(({ judgment }) => comparableNumber(judgment.documentNumber)));
  return claimsOf(records.map((record) => ({ record })), ({ record }) =>
    (record.message.kind === 'judgmentBecameEffective'
      && numbers.has(comparableNumber(record.message.content.documentNumber))
      ? record.message.content.effectiveOn : undefined));
};

const distinct = <T>(values: readonly T[], keyOf: (value: T) => string): readonly T[] =>
  [...new Map(values.map((value) => [keyOf(value), value] as const))]
    .sort(([a], [b]) => (a < b ? -1 : 1)).map(([, value]) => value);

const isSameName = (one: NameClaim, other: NameClaim): boolean =>
  one.use === other.use && compareNames(one.text, other.text) === 'same';

const birthDateIn = ({ person }: Readonly<{ person: PersonClaims }>): CivilDate | undefined =>
  person.bornOn ?? person.documents.find((one) => one.bornOn !== undefined)?.bornOn;

const basicFactsOf = (records: readonly CaseRecord[], found: readonly Contradiction[]): BasicFacts => {
  const people = records.map((record) => ({ record, person: record.message.person }));
  const claimed = people.flatMap(({ person }) => [...person.names]);
  const names = distinct(claimed, (name) => `${name.use}|${name.text}`);
  return {
    names: names.filter((name, at) => names.findIndex((other) => isSameName(name, other)) === at),
    documents: distinct(people.flatMap(({ person }) => [...person.documents]), documentKey),
    sex: itemOf(claimsOf(people, ({ person }) => person.sex), found, (sex) => sex),
    bornOn: itemOf(claimsOf(people, birthDateIn), found, (date) => date),
    domicileRegion: itemOf(claimsOf(people, ({ person }) => person.domicileRegion), found, (one) => one),
  };
};

/** The projection of one person of a case; rebuilt from the records alone, whatever order they came in. */
export const entryItems = (state: OpenCase, subject: SubjectToken): EntryItems => {
  const records = standingRecords(state).filter((record) => record.subject === subject);
  const found = contradictionsOf(state);
  const { final, pronouncing } = decisiveJudgment(records);
  const item = <T>(claims: readonly Claim<T>[], keyOf: (value: T) => Json): Item<T> =>
    itemOf(claims, found, keyOf);
  return {
    basicFacts: basicFactsOf(records, found),
    prosecutor: item(prosecutorOf(pronouncing, records), (one) => ({ ...one })),
    court: item(claimsOf(final, ({ judgment }) => judgment.court), comparableNumber),
    judgmentNumber: item(claimsOf(final, ({ judgment }) => judgment.documentNumber), comparableNumber),
    judgmentEffectiveOn: item(effectiveOnOf(final, records), (date) => date),
    charges: item(claimsOf(pronouncing, ({ judgment }) => judgment.charges), (charges) => [...charges]),
    sentence: mergedItem(claimsOf(pronouncing, ({ judgment }) => judgment.sentence), found),
    execution: executionStatusOf(records),
  };
};
