import { canonicalJson, type CivilDate, sha256Hex } from '@fengcun/kernel';
import type { NonProsecutionType, RecordKind } from '@fengcun/policy';
import type { CaseCode } from '../../intake/case-code/case-code.ts';
import type { CaseRecord } from '../../intake/case/case-state.ts';
import type { Sentence } from '../../intake/messages/contents-of-trial.ts';
import type { MessageKind } from '../../intake/messages/message-kinds.ts';
import type { OrganType } from '../../intake/messages/organ.ts';
import type { SubjectToken } from '../../intake/pseudonym.ts';

/** What a case has decided about one person, as far as sealing asks: each is one record to seal. */
export type DispositionKind =
  'judgment' | 'nonProsecution' | 'noLiability' | 'measures' | 'support' | 'publicOrder';

/** An organ known by kind, and by code where one has told something itself. */
export type KnownOrgan = Readonly<{ type: OrganType; code?: string }>;

/** An event behind a disposition or a term; `on` is absent where nobody told the day. */
export type TriggerEvent = Readonly<{ kind: MessageKind; record: string; on?: CivilDate }>;

/**
 * Whether a disposition binds. `notYet`: nobody told that it took effect. `told` false: it follows from the
 * law or from an execution that has begun, and the day is to be confirmed.
 */
export type Effect =
  | Readonly<{ state: 'effective'; on?: CivilDate; told: boolean }>
  | Readonly<{ state: 'notYet' }>;

/** One thing decided about one person, with the standing records that tell it. */
export type Disposition = Readonly<{
  /** Id of the record to seal; the same after an appeal or a retrial. */
  recordId: string;
  kind: DispositionKind;
  /** Absent where the records do not say what it is (a judgment without a sentence). */
  recordKind?: RecordKind;
  subject: SubjectToken;
  records: readonly CaseRecord[];
  determinedBy: KnownOrgan;
  decidedOn?: CivilDate;
  effect: Effect;
  sentence?: Sentence;
  /** The sentence of an earlier effective judgment that a retrial replaced. */
  replacedSentence?: Sentence;
  instance?: 'first' | 'second' | 'retrial';
  acquittalGround?: 'insufficientEvidence' | 'innocent' | 'notLiable';
  nonProsecutionType?: NonProsecutionType;
  annulledOn?: CivilDate;
}>;

/** Where a record to seal belongs; `part` tells public-order decisions of one case apart. */
export type RecordPlace = Readonly<{
  caseCode: CaseCode; subject: SubjectToken; kind: DispositionKind; part?: string;
}>;

/**
 * Id of the record of one person in one case: of pseudonyms and our own names, so it is public. LIMIT: made
 * from the token of the subject as the record was first known; after a merge the caller keeps the first one.
 */
export const sealableRecordId = ({ caseCode, subject, kind, part = '' }: RecordPlace): string =>
  sha256Hex(canonicalJson(['sealable-record', caseCode, subject, kind, part]));

/** The organ of a kind that told one of these records itself; without a code where none did. */
export const organAmong = (records: readonly CaseRecord[], type: OrganType): KnownOrgan => {
  const told = records.filter(({ organ }) => organ.type === type);
  const codes = [...new Set(told.map(({ organ }) => organ.code))];
  const [only, ...others] = codes;
  // Two organs of one kind tell one thing: which of them decided is for a person to say.
  return only === undefined || others.length > 0 ? { type } : { type, code: only };
};
