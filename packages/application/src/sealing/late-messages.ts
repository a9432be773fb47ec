import { type Json, ok, present, type Result } from '@fengcun/kernel';
import { foldCase, type IntakeMessage, referenceKey, sourceFactKey } from '@fengcun/registry';
import { type HeldMessage, type SealedRoute, type SealingStores, shardKeyOf } from '@fengcun/store';
import type { Deployment } from '../deployment/open-deployment.ts';
import { identify } from '../intake/identify.ts';
import { beginCustody, type CustodyAct } from '../keys/custody-act.ts';
import { claimsOfSide, digits, type MessageClaims } from './claims-of-side.ts';
import { heldPlace, LATE } from './held-content.ts';
import { openEvents } from './opened-events.ts';
import { loadSideKeys, sealAt, type SideKeys } from './side-keys.ts';

/** A message that was put behind the wall; its sender is answered as if it had been taken as usual. */
export type Diverted = Readonly<{ caseCode: string; isRepeated: boolean }>;

/** Who hands the messages in, and under which act, whose intent is committed. */
export type LateFrom = Readonly<{ account: string; intentId: string }>;

type Late = Readonly<{ message: IntakeMessage; route: SealedRoute }>;

/** The sealed case each message names; looked up by the sealing service, for nobody else can. */
const routesOf = async (
  deployment: Deployment, intentId: string, messages: readonly IntakeMessage[],
): Promise<readonly (SealedRoute | undefined)[]> => {
  const pseudonyms = await deployment.sealedIndex.pseudonyms();
  const digestsOf = ({ case: naming }: IntakeMessage): readonly Uint8Array[] =>
    (naming.references ?? []).map((one) => pseudonyms.bytesOf('case-reference', referenceKey(one)));
  const digests = messages.map(digestsOf);
  const codes = messages.flatMap(({ case: { code } }) => code ?? []);
  const found = await deployment.database.route({ entryId: intentId }, async ({ byReference, byCode }) =>
    ok({ numbers: await byReference(digests.flat()), codes: await byCode(codes) }));
  const routes = present(found.ok ? found : undefined, 'routing is never refused').value;
  return messages.map(({ case: { code } }, at) => {
    const named = (digests[at] ?? []).map((one) => routes.numbers.get(digits(one)));
    const coded = code === undefined ? undefined : routes.codes.get(code);
    return coded ?? named.find((one) => one !== undefined);
  });
};

type Holding = Readonly<{
  deployment: Deployment; act: CustodyAct; open: SideKeys; sealed: SideKeys; stores: SealingStores;
}>;

/**
 * Whether the open side knows whom the message is about, in a case that is sealed for others only.
 * LAW: of a case with a sealed record only messages about a person who is openly in it go on openly; whoever
 * is not certainly one of them may be the sealed one, and a person decides behind the wall.
 */
const isOpenly = async (
  { deployment, act, open, stores }: Holding, { message, route: { caseId } }: Late,
): Promise<boolean> => {
  const events = await stores.open.events.load(caseId);
  if (events.length === 0) return false;
  const opened = await openEvents(open, act, { caseId, events });
  if (!opened.ok) return false;
  const state = foldCase(opened.value.map(({ event }) => event));
  if (state.status !== 'open') return false;
  const source = deployment.pseudonyms.textOf('source', sourceFactKey(message.source));
  const found = identify({ person: message.person, source, state, byDocument: [], others: new Set() });
  return found.found === 'known';
};

type At = Readonly<{ claims: MessageClaims; now: string }>;

/** Claims a message behind the wall; false if it is known there, told in just this way. */
const claim = async (
  { stores }: Holding, heldId: string, { claims: { arrival }, now }: At,
): Promise<boolean> => {
  const row = { ...arrival, takenAs: heldId, receivedAt: now };
  const taken = await stores.sealed.inbox.take(row);
  if (taken.arrival !== 'contradictory') return taken.arrival === 'new';
  // The same message told in another way: claimed by what it says, so that each way is held once.
  return (await stores.sealed.inbox.take({ ...row, messageKey: arrival.bodyHash })).arrival === 'new';
};

const heldRow = async (
  holding: Holding, { message, route }: Late, at: At,
): Promise<HeldMessage | undefined> => {
  const { act, sealed, stores } = holding;
  const { caseId } = route;
  const row = await stores.sealed.cases.find(caseId);
  if (row === undefined) return undefined;
  const heldId = act.mint(shardKeyOf(caseId));
  const { arrival } = at.claims;
  if (!(await claim(holding, heldId, at))) return undefined;
  // Every member went through the parser of messages, which gives plain data.
  const content: Json = { input: { message: message as unknown as Json }, details: [] };
  const place = { place: heldPlace(heldId), serial: row.eraseSerial };
  return {
    ...sealAt(sealed, place, Buffer.from(JSON.stringify(content))), heldId, caseId, source: arrival.source,
    messageKey: arrival.messageKey, reason: LATE, recordedAt: at.now, retainUntil: null,
    retentionRule: 'criminal-record',
  };
};

/** Holds one message, or lets it go on: the answer to its sender, or undefined. */
const holdOne = async (
  holding: Holding, late: Late, at: At,
): Promise<Diverted | undefined> => {
  if (await isOpenly(holding, late)) return undefined;
  const row = await heldRow(holding, late, at);
  if (row !== undefined) await holding.stores.held.add([row]);
  return { caseCode: late.route.oneCaseCode, isRepeated: row === undefined };
};

const holdAll = async (
  deployment: Deployment, account: string, late: readonly (Late | undefined)[],
): Promise<readonly (Diverted | undefined)[]> => {
  const act = await beginCustody(deployment, {
    act: 'record.holdLate', account, role: 'sealingService', purpose: 'sealing', legalBasis: 'cpl-286',
    request: String(late.length),
  });
  const [open, sealed] = [await loadSideKeys(deployment, 'open'), await loadSideKeys(deployment, 'sealed')];
  const told = late.flatMap((one) =>
    (one === undefined ? [] : [{ message: one.message, stageRecordId: undefined }]));
  const claims = await claimsOfSide(deployment, 'sealed', told);
  const entryId = act.mint();
  const now = new Date(deployment.clock()).toISOString();
  const done = await deployment.database.seal(
    { entryId }, async (stores): Promise<Result<readonly (Diverted | undefined)[], never>> => {
      const holding = { deployment, act, open, sealed, stores };
      const diverted: (Diverted | undefined)[] = [];
      let at = 0;
      for (const one of late) {
        const own = one === undefined ? undefined : claims[at++];
        diverted.push(one === undefined || own === undefined
          ? undefined : await holdOne(holding, one, { claims: own, now }));
      }
      await stores.audit.append([act.outcome(entryId)]);
      return ok(diverted);
    });
  return present(done.ok ? done : undefined, 'holding is never refused').value;
};

/**
 * Finds the messages that belong to sealed cases and holds them on the sealed side, before anything of them
 * touches the open one; the others are undefined in the answer. To be called with every batch, outside of any
 * transaction and before its own; a message that is handed in again is held once.
 * LIMIT: what a case is about is found by its numbers and its code, not by names; a message that names a case
 * by a number nobody has told of it yet opens a case of its own, as it would have without the seal.
 */
export const divertLate = async (
  deployment: Deployment, from: LateFrom, messages: readonly IntakeMessage[],
): Promise<readonly (Diverted | undefined)[]> => {
  if (messages.length === 0) return [];
  const routes = await routesOf(deployment, from.intentId, messages);
  if (routes.every((route) => route === undefined)) return messages.map(() => undefined);
  const late = messages.map((message, at) => {
    const route = routes[at];
    return route === undefined ? undefined : { message, route };
  });
  return holdAll(deployment, from.account, late);
};
