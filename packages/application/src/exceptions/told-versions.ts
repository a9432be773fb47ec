import { err } from '@fengcun/kernel';
import {
  type CaseRecord, type Contradiction, type IntakeMessage, type OpenCase, parseCaseCode, parseIntakeMessage,
  referenceKey, sourceFactKey, standingRecords, tellingsOf, withMerged,
} from '@fengcun/registry';
import type { RecordStores, StoredException } from '@fengcun/store';
import { groupOf, loadByCode, type LoadedCase, type OpeningEvents } from '../cases/case-events.ts';
import type { Deployment } from '../deployment/open-deployment.ts';
import type { CommittedAct } from '../service/service-act.ts';
import type { OpenedException } from './exception-input.ts';

/** What looking at a case from one of its exceptions needs, in an open transaction. */
export type OpeningVersions = OpeningEvents & Readonly<{
  deployment: Pick<Deployment, 'pseudonyms' | 'clock'>; open: RecordStores;
}>;

type Looking = OpeningEvents & Readonly<{
  deployment: Deployment; service: Pick<CommittedAct, 'act' | 'mint'>;
}>;

/** One way in which the newest version of a source fact was told. */
export type ToldVersion = Readonly<{
  record: CaseRecord;
  at: string;
  /** People (pseudonyms) whose answers stand in it; none where a system told it. */
  by: readonly string[];
  /** Whether it counts; of several that nobody chose from, none does. */
  stands: boolean;
}>;

/** Every way in which something was told, the oldest first; `state`: of the case and those merged with it. */
export type ToldVersions = Readonly<{
  home: LoadedCase; state: OpenCase; versions: readonly ToldVersion[]; contradiction?: Contradiction;
}>;

/** Whether an exception is about one version of something that was told in several ways. */
export const isToldTwice = (
  { reason }: Pick<StoredException, 'reason'>, { details }: Pick<OpenedException, 'details'>,
): boolean => reason === 'RECORDS_CONTRADICT' && details.some(({ code }) => code === 'VERSION_TOLD_TWICE');

const NO_BODY = new Uint8Array(32);

/** Codes of cases a taken message may be in: its own, or those of its numbers, which were claimed then. */
const codesOf = async (
  { open, deployment: { pseudonyms, clock } }: OpeningVersions, { case: named }: IntakeMessage,
): Promise<readonly string[]> => {
  if (named.code !== undefined) return [named.code];
  const receivedAt = new Date(clock()).toISOString();
  const codes = new Set<string>();
  for (const reference of named.references ?? []) {
    const messageKey = pseudonyms.bytesOf('case-reference', referenceKey(reference));
    const row = { source: 'case-reference', messageKey, bodyHash: NO_BODY, takenAs: null, receivedAt };
    const { takenAs } = await open.inbox.take(row);
    const found = takenAs === null ? undefined : await open.cases.find(takenAs);
    if (found !== undefined) codes.add(found.oneCaseCode);
  }
  return [...codes];
};

const versionsIn = (
  group: readonly LoadedCase[], state: OpenCase, records: readonly CaseRecord[],
): readonly ToldVersion[] => {
  const standing = new Set(standingRecords(state).map(({ recordId }) => recordId));
  const told = group.flatMap((one) => one.told);
  return records.map((record): ToldVersion => {
    const kept = told.find(({ event }) =>
      event.type === 'StageRecorded' && event.recordId === record.recordId);
    const by = [...new Set((kept?.corrections ?? []).map((one) => one.by))];
    return { record, at: kept?.event.at ?? '', by, stands: standing.has(record.recordId) };
  }).sort((a, b) => (a.at < b.at ? -1 : 1));
};

/**
 * How the source fact of a waiting message stands in its case: every telling of its newest version. Undefined
 * where no open case knows it any more. Opens the case under the intent of the act.
 */
export const toldVersions = async (
  opening: OpeningVersions, { input }: Pick<OpenedException, 'input'>,
): Promise<ToldVersions | undefined> => {
  const message = input.from === 'message' ? parseIntakeMessage(input.envelope) : undefined;
  if (message?.ok !== true) return undefined;
  const { deployment: { pseudonyms }, open } = opening;
  const source = pseudonyms.textOf('source', sourceFactKey(message.value.source));
  for (const text of await codesOf(opening, message.value)) {
    const code = parseCaseCode(text);
    const home = code.ok ? await loadByCode(opening, open, code.value) : undefined;
    if (home === undefined) continue;
    const group = await groupOf(home, (other) => loadByCode(opening, open, other));
    const state = group.length === 1 ? home.state : withMerged(home.state, group.map((one) => one.state));
    const { records, contradiction } = tellingsOf(state, source);
    if (records.length === 0) continue;
    const versions = versionsIn(group, state, records);
    return { home, state, versions, ...(contradiction === undefined ? {} : { contradiction }) };
  }
  return undefined;
};

/** The same for whoever only looks, under an intent that is committed. */
export const versionsLook = async (
  { deployment, keys, service }: Looking, opened: Pick<OpenedException, 'input'>,
): Promise<ToldVersions | undefined> => {
  // The inbox answers by taking; the transaction is undone, so that looking claims nothing.
  const told = await deployment.database.write({ entryId: service.mint() }, async ({ open }) =>
    err(await toldVersions({ deployment, keys, service, open }, opened)));
  return told.ok ? undefined : told.error;
};
