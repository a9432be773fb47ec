import {
  type DossierPart, findDispositions, foldCase, newestSequence, type OpenCase, type SealingEvent,
  type SealingState,
} from '@fengcun/registry';
import type { RecordKey, SealingStores } from '@fengcun/store';
import { tokenOf } from '../../intake/batch-context.ts';
import { recordsOfCode } from '../look-at-seals.ts';
import { NO_NAMES } from '../organ-names.ts';
import { confidentialOf } from '../order-message.ts';
import { factsOf } from '../record-findings.ts';
import { SEAL_KINDS } from '../seal-kinds.ts';
import { loadSeal } from '../seal-stream.ts';
import type { SealsParts } from '../seals-parts.ts';
import { type CaseOfRecord, keyOf, readCaseOf, type SideReading } from '../sealed-case.ts';
import type { CaseSource, JointParties, PaperSource } from './paper-making.ts';

/** Why a record has no papers: nobody ordered it sealed and nothing ended, or its case cannot be read. */
export type PapersRefused = Readonly<{ code: 'NO_ORDER' | 'CASE_UNREADABLE' }>;

/** What papers are read from. */
export type PapersFrom = Pick<SealsParts, 'deployment' | 'today' | 'settings' | 'names'>;

const beginsNone = (): never => { throw new TypeError('bug: papers begin no stream'); };

type Stream = Readonly<{ state: SealingState; events: readonly SealingEvent[] }>;

const streamOf = ({ stores, act, keys }: SideReading, recordId: string): Promise<Stream> =>
  loadSeal(stores, { keys: keys.sealed, act, nextSerial: beginsNone }, recordId);

const deliveries = async (
  { operations: { outbox } }: SealingStores, recordId: string, sequence: number,
): Promise<ReadonlyMap<string, string>> => {
  const messages = (await outbox.ofStream(recordId))
    .filter((one) => one.messageType === SEAL_KINDS.order && one.sequence === sequence);
  // The first delivery counts: what was sent again later starts no term anew.
  return new Map(messages.toReversed().flatMap(({ recipient, deliveredAt }) =>
    (deliveredAt === null ? [] : [[recipient, deliveredAt] as const])));
};

/** The other persons of the case, with how each one's record stands. */
const othersOf = async (
  reading: SideReading, own: RecordKey, caseCode: string,
): Promise<readonly DossierPart[]> => {
  const others = (await recordsOfCode(reading.stores, caseCode))
    .filter(({ recordId, subjectId }) => recordId !== own.recordId && subjectId !== own.subjectId);
  const parts: DossierPart[] = [];
  for (const { recordId, subjectId } of others) {
    const { state: { status } } = await streamOf(reading, recordId);
    parts.push({ subject: tokenOf(subjectId), status });
  }
  return parts;
};

const partiesOf = async (
  reading: SideReading, place: CaseOfRecord, opened: OpenCase,
): Promise<JointParties> => {
  const others = await othersOf(reading, place.key, opened.caseCode);
  const main = findDispositions(opened, place.subject).found[0];
  const unknown = 'unknown' as const;
  if (main === undefined) return { others, withAdult: unknown, withJuvenile: unknown, severed: unknown };
  const facts = factsOf(main, { ...place, state: opened });
  return {
    others, withAdult: facts.jointWithAdult, withJuvenile: facts.jointWithJuvenile, severed: facts.severed,
  };
};

const placeOf = async (reading: SideReading, recordId: string): Promise<CaseOfRecord | undefined> => {
  const side = await reading.stores.worklists.sideOf(recordId);
  const key = side === undefined ? undefined : await keyOf(reading.stores[side], recordId);
  return side === undefined || key === undefined ? undefined : readCaseOf(reading, side, key);
};

/**
 * The case as it was ordered on. LAW: what came late for a sealed case is held and is no part of the order's
 * papers: they say what the order was made of, and stay the same. Only the end of an execution is told late.
 */
const orderedOn = ({ opened }: CaseOfRecord): OpenCase | undefined => {
  const state = foldCase(opened.map(({ event }) => event));
  return state.status === 'open' ? state : undefined;
};

/**
 * Opens what the papers of one record are made of; the intent of the act is committed. Without an order the
 * case alone: an end of execution may owe its notice.
 */
export const readPaperSource = async (
  from: PapersFrom, reading: SideReading, recordId: string,
): Promise<PaperSource | CaseSource | PapersRefused> => {
  const { stores } = reading;
  const { state, events } = await streamOf(reading, recordId);
  const place = await placeOf(reading, recordId);
  const opened = place === undefined ? undefined : orderedOn(place);
  const confidential = place === undefined || opened === undefined ? undefined
    : confidentialOf(opened, place.subject);
  if (place === undefined || opened === undefined || confidential === undefined) {
    return { code: state.order === undefined ? 'NO_ORDER' : 'CASE_UNREADABLE' };
  }
  const { subject, state: told } = place;
  const source: CaseSource = { opened, told, subject, confidential, names: from.names ?? NO_NAMES };
  if (state.order === undefined) return source;
  return {
    ...source, order: state.order, state, events, today: from.today(), settings: from.settings,
    parties: await partiesOf(reading, place, opened),
    deliveredAt: await deliveries(stores, recordId, newestSequence(state)),
  };
};
