import { assertNever, err, Fault, ok, present, type Result } from '@fengcun/kernel';
import {
  type ApplicationCheck, type CertificateCommand, type CertificateOutcome, checkApplication,
} from '@fengcun/registry';
import {
  type Append, type ConvictionMark, type FoundMarks, type MarkTerm, mintId, type ProceedingOfTerm,
  type ProceedingRow, type WriterStores,
} from '@fengcun/store';
import type { Pseudonyms } from '../deployment/pseudonyms.ts';
import { rowAfter, sealEvents } from '../proceedings/proceeding-stream.ts';
import type { SideKeys } from '../sealing/side-keys.ts';
import type { Applied, Repeated } from './applying.ts';
import { appliedOf, paperFor, SERIES } from './certificate-paper.ts';
import type { CertificateParts } from './certificate-parts.ts';
import { legalDay, yearStart } from './legal-day.ts';
import { CERTIFICATE_MACHINE } from './machine.ts';
import { keyPart, type PreparedApplying } from './prepare-applying.ts';

/** What a batch of decisions needs beside its stores. `entryIds`: of the act of each application. */
export type DecidingTogether = Readonly<{
  parts: CertificateParts; keys: SideKeys; pseudonyms: Pseudonyms; at: string; millis: number;
  entryIds: readonly string[]; nextSerial: () => number;
}>;

/** What is known of one person, from statements that are the same for everybody. */
type Known = Readonly<{ prepared: PreparedApplying; givenIds: readonly string[]; finding: Finding }>;

/** What the open records say: nothing, a conviction, or something a person has to look at. */
type Finding = 'none' | 'convicted' | 'unclear';

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');
const termKey = ({ term, termKind }: MarkTerm): string => `${termKind}|${hex(term)}`;

/**
 * LAW: a number is the person; a name with a birth date can be another's, so a hit by it alone is looked at.
 * A judgment counts from the day it takes effect. @see 《公安机关办理犯罪记录查询工作规定》(2021) 第2条、第8条
 */
const findingOf = (
  terms: readonly MarkTerm[], marks: FoundMarks['marks'], today: string,
): Finding => {
  const own = new Set(terms.map(termKey));
  const hits = marks.filter((mark: ConvictionMark) => own.has(termKey(mark))
    && (mark.effectiveOn === null || mark.effectiveOn <= today));
  const isSure = ({ termKind, standing }: ConvictionMark): boolean =>
    termKind === 'identityDocument' && standing === 'convicted';
  return hits.some(isSure) ? 'convicted' : hits.length > 0 ? 'unclear' : 'none';
};

const learn = async (
  { millis }: Pick<DecidingTogether, 'millis'>, { certificates }: WriterStores,
  all: readonly PreparedApplying[],
): Promise<readonly Known[]> => {
  const today = legalDay(millis);
  const fromId = mintId({ timeMillis: yearStart(today), random: new Uint8Array(8), shardKey: 0 });
  const terms = all.flatMap(({ personTerms }) => personTerms);
  const given = Map.groupBy(
    await certificates.applicationsSince(terms, fromId),
    ({ subjectTerm }: ProceedingOfTerm) => hex(subjectTerm));
  const found = await certificates.marks.find(all.flatMap(({ marks }) => marks));
  if (!found.isComplete) {
    const what = 'The marks of convictions were not made yet; run «certificate marks --repair»';
    throw new Fault('MARKS_NOT_MADE', what, { retryable: true });
  }
  return all.map((prepared) => ({
    prepared, finding: findingOf(prepared.marks, found.marks, today),
    givenIds: prepared.personTerms.flatMap((term) =>
      (given.get(hex(term)) ?? []).map(({ proceedingId }) => proceedingId)),
  }));
};

type Plan = Readonly<{ known: Known; check: ApplicationCheck; repeats?: string }>;

/** Applications of one person in one batch follow each other, as if each had been alone. */
const planAll = (
  { parts: { settings }, millis }: DecidingTogether, all: readonly Known[],
): readonly Plan[] => {
  const earlier = new Map<string, string[]>();
  return all.map((known): Plan => {
    const { prepared: { personTerms, certificateId, applying } } = known;
    const person = hex(personTerms[0] ?? new Uint8Array());
    const before = [...known.givenIds, ...earlier.get(person) ?? []];
    const repeats = before.find((id) => keyPart(id) === keyPart(certificateId));
    const check = checkApplication(applying.application, {
      on: legalDay(millis), givenInYear: before.length, settings,
    });
    if (repeats !== undefined) return { known, check, repeats };
    if (check.result === 'complete') {
      earlier.set(person, [...earlier.get(person) ?? [], certificateId]);
    }
    return { known, check };
  });
};

const decidesNow = ({ check, repeats, known }: Plan, { parts }: DecidingTogether): boolean =>
  repeats === undefined && check.result === 'complete' && known.finding !== 'unclear'
  && parts.settings.deciding === 'atOnce';

/** Numbers of each organ's series, in the order of the applications; one row of each organ is held. */
const numbersFor = async (
  deciding: DecidingTogether, { certificates: { numbers } }: WriterStores, plans: readonly Plan[],
): Promise<(organ: string) => number> => {
  const year = Number(legalDay(deciding.millis).slice(0, 4));
  const organs = Map.groupBy(
    plans.filter((plan) => decidesNow(plan, deciding)), ({ known }) => known.prepared.applying.organ);
  const next = new Map<string, number>();
  for (const [organ, own] of [...organs].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const last = await numbers.take({ organ, series: SERIES, year, count: own.length });
    next.set(organ, last - own.length + 1);
  }
  return (organ) => {
    const number = present(next.get(organ), 'a number of the series');
    next.set(organ, number + 1);
    return number;
  };
};

type Made = Readonly<{ answer: Applied | Repeated; row?: ProceedingRow; append?: Append }>;

type Making = Readonly<{ entryId: string; take: (organ: string) => number }>;

/** Row and event of an application that is taken. */
const record = (deciding: DecidingTogether, plan: Plan, { entryId, take }: Making): Made => {
  const { prepared: { applying, certificateId, personTerms }, finding } = plan.known;
  const { parts, keys, pseudonyms, at, millis, nextSerial } = deciding;
  const { application, organ, requestHash, account } = applying;
  const outcome: CertificateOutcome = finding === 'convicted' ? 'refusal' : 'certificate';
  const act = { at, on: legalDay(millis), actor: pseudonyms.textOf('actor', account) };
  const paper = decidesNow(plan, deciding)
    ? { paper: paperFor(parts, { organ, millis, outcome, sequence: take(organ) }) } : {};
  const { decide, evolve, initial, kind } = CERTIFICATE_MACHINE;
  const command: CertificateCommand = { type: 'Apply', act, application, requestHash, organ, ...paper };
  const decided = decide(command, initial);
  const event = present(decided.ok ? decided.value[0] : undefined, 'the event an application begins with');
  const row = rowAfter(CERTIFICATE_MACHINE, evolve(initial, event), {
    proceedingId: certificateId, proceedingKind: kind, openedAt: at, changedAt: at, version: 1,
    applicant: pseudonyms.bytesOf('applicant', account),
    subjectTerm: present(personTerms[0], 'the term of the person'),
  });
  const stream = { streamId: certificateId, expected: 0, serial: nextSerial(), entryId };
  const answer = present(appliedOf(certificateId, event), 'an answer');
  return { answer, row, append: sealEvents(keys, [event], stream) };
};

const make = (deciding: DecidingTogether, plan: Plan, making: Making): Made => {
  const { check, repeats } = plan;
  if (repeats !== undefined) return { answer: { outcome: 'repeated', certificateId: repeats } };
  switch (check.result) {
    case 'notAccepted': return { answer: { outcome: 'notAccepted', obstacle: check.obstacle } };
    case 'supplement':
      return { answer: { outcome: 'supplement', missing: check.missing, cite: check.cite } };
    case 'complete': return record(deciding, plan, making);
    default: return assertNever(check);
  }
};

/** Why a batch is not written: another process took the same request at the same moment. */
export type TogetherRefused = Readonly<{ code: 'TAKEN_MEANWHILE' }>;

/**
 * Decides many applications in one transaction, each as if it were alone: the statements and what they ask
 * for are the same whoever the people are. Nothing is opened and nothing behind the wall can be seen from
 * here: the one question is whether an effective conviction stands on the open side.
 * @see 《公安机关办理犯罪记录查询工作规定》(2021) 第2条、第8条至第10条; 2022 Measures art. 15
 */
export const decideTogether = async (
  deciding: DecidingTogether, stores: WriterStores, all: readonly PreparedApplying[],
): Promise<Result<readonly (Applied | Repeated)[], TogetherRefused>> => {
  const plans = planAll(deciding, await learn(deciding, stores, all));
  const take = await numbersFor(deciding, stores, plans);
  const made = plans.map((plan, at) =>
    make(deciding, plan, { entryId: present(deciding.entryIds[at], 'an entry for each'), take }));
  const rows = made.flatMap(({ row }) => row ?? []);
  const appends = made.flatMap(({ append }) => append ?? []);
  if (rows.length > 0 && !(await stores.certificates.begin(rows, appends))) {
    return err({ code: 'TAKEN_MEANWHILE' });
  }
  return ok(made.map(({ answer }) => answer));
};
