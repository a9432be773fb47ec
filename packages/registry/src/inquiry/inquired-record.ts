import { type CivilDate, addDays, type Tri } from '@fengcun/kernel';
import { addCivilMonths, type ConvictionFact } from '@fengcun/statute';
import type { EntryItems } from '../intake/case/entry-items.ts';
import type { Sentence } from '../intake/messages/contents-of-trial.ts';
import type { Disposition, DispositionKind } from '../sealing/triggers/disposition.ts';

/** Under what a record is withheld: nothing, juvenile sealing, 治安 sealing, or a proposal pack by its id. */
export type SealRegime = 'none' | 'juvenile' | 'publicOrder' | Readonly<{ pack: string }>;

/** One record of the person as an inquiry sees it before it is limited; what nobody told is absent. */
export type InquiredRecord = Readonly<{
  recordId: string;
  caseCode: string;
  regime: SealRegime;
  kind: DispositionKind;
  /** Whether it is an effective judgment of guilt: nothing else is a criminal record. */
  isConviction: Tri;
  charges?: readonly string[];
  sentence?: Sentence;
  decidedOn?: CivilDate;
  effectiveOn?: CivilDate;
  execution: 'running' | 'ended' | 'unknown';
  servedOn?: CivilDate;
  court?: string;
  documentNumber?: string;
  nonProsecutionType?: string;
  violation?: string;
  detention: Tri;
}>;

/** Where the record stands beside what its case tells. */
export type RecordStanding = Readonly<{ caseCode: string; regime: SealRegime }>;

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

const judged = ({ recordKind, effect }: Disposition): Tri => {
  if (recordKind === undefined) return 'unknown';
  return recordKind === 'conviction' && effect.state === 'effective';
};

const violationOf = ({ records }: Disposition): Pick<InquiredRecord, 'violation' | 'detention'> => {
  for (const { message } of records) {
    if (message.kind !== 'publicOrderDecisionRecorded') continue;
    const { violation, penalties, detentionDays } = message.content;
    const detention: Tri = detentionDays !== undefined ? true
      : penalties === undefined ? 'unknown' : penalties.includes('administrativeDetention');
    return { detention, ...(violation === undefined ? {} : { violation }) };
  }
  return { detention: 'unknown' };
};

const judgedMembers = (disposition: Disposition, items: EntryItems): Partial<InquiredRecord> => {
  const found: Mutable<Partial<InquiredRecord>> = {};
  if (items.charges.status === 'known') found.charges = items.charges.value;
  if (items.court.status === 'known') found.court = items.court.value;
  if (items.judgmentNumber.status === 'known') found.documentNumber = items.judgmentNumber.value;
  if (disposition.sentence !== undefined) found.sentence = disposition.sentence;
  if (disposition.effect.state === 'effective' && disposition.effect.on !== undefined) {
    found.effectiveOn = disposition.effect.on;
  }
  return found;
};

const chargesBeforeTrial = ({ records }: Disposition): readonly string[] | undefined => {
  for (const { message } of records) {
    if (message.kind === 'nonProsecutionDecided' && message.content.charges !== undefined) {
      return message.content.charges;
    }
  }
  return undefined;
};

/** What the records of a case tell of one disposition, as an inquiry needs it. Unknown stays unknown. */
export const inquiredRecord = (
  disposition: Disposition, items: EntryItems, { caseCode, regime }: RecordStanding,
): InquiredRecord => {
  const { recordId, kind, decidedOn, nonProsecutionType } = disposition;
  const { state: execution, endedOn } = items.execution;
  const charges = kind === 'judgment' ? undefined : chargesBeforeTrial(disposition);
  return {
    recordId, caseCode, regime, kind, execution,
    isConviction: kind === 'judgment' ? judged(disposition) : false,
    ...(kind === 'publicOrder' ? violationOf(disposition) : { detention: false }),
    ...(kind === 'judgment' ? judgedMembers(disposition, items) : {}),
    ...(charges === undefined ? {} : { charges }),
    ...(decidedOn === undefined ? {} : { decidedOn }),
    ...(endedOn === undefined ? {} : { servedOn: endedOn }),
    ...(nonProsecutionType === undefined ? {} : { nonProsecutionType }),
  };
};

const isDeprived = (sentence: Sentence | undefined): Tri => (sentence === undefined ? 'unknown'
  : sentence.deprivedForLife === true || (sentence.deprivationMonths ?? 0) > 0);

/** What the norms ask about one charge of a conviction. The suspension runs from the day of effect (刑法73). */
export const convictionFact = (record: InquiredRecord, charge: string): ConvictionFact => {
  const { sentence, effectiveOn, servedOn, execution } = record;
  const months = sentence?.suspensionMonths;
  return {
    charge, execution, deprived: isDeprived(sentence),
    // A suspension that nobody states is not denied: other documents may tell.
    suspended: months !== undefined ? true : sentence === undefined ? 'unknown' : false,
    ...(sentence === undefined ? {} : { penalty: sentence.penalty }),
    ...(effectiveOn === undefined ? {} : { effectiveOn }),
    ...(servedOn === undefined ? {} : { servedOn }),
    ...(months === undefined || effectiveOn === undefined ? {}
      : { suspensionEndsOn: addDays(addCivilMonths(effectiveOn, months), -1) }),
  };
};
