import { err, type Json, ok, type Result } from '@fengcun/kernel';
import {
  decideLinks, evolveLinks, type LinkReason, representativeOf, type SubjectChange, type SubjectLinkEvent,
  type SubjectLinkRefusal, type SubjectLinks, type SubjectToken,
} from '@fengcun/registry';
import type { SubjectRow } from '@fengcun/store';
import type { TwoPeople } from '../cases/merge-cases.ts';
import { refreshMarks } from '../certificate/marks/refresh-marks.ts';
import type { Deployment } from '../deployment/open-deployment.ts';
import { placeOf, sealJson } from '../intake/sealing.ts';
import { beginRegistrarAct } from '../registrar/registrar-act.ts';
import { actTransaction } from '../service/act-transaction.ts';
import { pseudonymOfActor } from '../service/entry-of-line.ts';
import { IntakeConflict } from '../service/intake-port.ts';
import type { Intake } from '../service/take-messages.ts';
import { loadLinks, subjectIdOf } from './stored-links.ts';

/** What is to be done with subjects. */
export type SubjectLinking =
  | Readonly<{ act: 'merge'; survivor: SubjectToken; absorbed: SubjectToken; reason: LinkReason }>
  | Readonly<{ act: 'split'; absorbed: SubjectToken; reason: LinkReason }>;

/** Why nothing was done. */
export type SubjectLinkingRefusal = SubjectLinkRefusal | Readonly<{ code: 'SUBJECT_UNKNOWN' }>;

/** What was done: under whom both are kept now, or that they are two again. */
export type LinkedSubjects = Readonly<{ changeId: string; absorbed: SubjectToken; keptUnder: SubjectToken }>;

/** Undoes the transaction of an act that came to a refusal. */
class Refused extends Error {
  override readonly name = 'Refused';
  readonly refusal: SubjectLinkingRefusal;

  constructor(refusal: SubjectLinkingRefusal) {
    super(refusal.code);
    this.refusal = refusal;
  }
}

const rowOf = async ({ stores: { open } }: Intake, token: SubjectToken): Promise<SubjectRow> => {
  const row = await open.subjects.find(subjectIdOf(token));
  if (row !== undefined) return row;
  throw new Refused({ code: 'SUBJECT_UNKNOWN' });
};

const accepted = <T>(result: Result<T, SubjectLinkRefusal>): T => {
  if (result.ok) return result.value;
  throw new Refused(result.error);
};

/** The events go into the stream of the subject; its row counts on, so that whoever reads it looks there. */
const write = async (
  intake: Intake, row: SubjectRow,
  change: Readonly<{ events: readonly SubjectLinkEvent[]; mergedInto: string | null }>,
): Promise<void> => {
  const { keys, stores: { open }, outcomeId: entryId } = intake;
  const { subjectId, eraseSerial: serial, version } = row;
  const expected = (await open.events.load(subjectId)).length;
  const stored = change.events.map((event, at) => {
    const place = placeOf('event', subjectId, expected + at + 1);
    // Events are plain data by their types.
    const sealed = sealJson(keys, { place, serial }, { event } as unknown as Json);
    return { ...sealed, eventType: event.type, entryId, recordedAt: event.at };
  });
  const appended = expected === 0
    ? await open.events.begin([{ streamId: subjectId, expected, events: stored }])
    : await open.events.append({ streamId: subjectId, expected, events: stored });
  const next = { ...row, mergedInto: change.mergedInto, version: version + 1 };
  const replaced = await open.subjects.replace(next, version);
  if (!appended.ok || !replaced.ok) throw new IntakeConflict('the subject changed meanwhile');
};

type Deciding = Readonly<{
  changeId: string; reason: LinkReason; requestedBy: string; approvedBy: string; now: string;
}>;

/** Request and approval, each the act of one of the two. */
const decided = (
  { changeId, reason, requestedBy, approvedBy, now }: Deciding, change: SubjectChange, links: SubjectLinks,
): Readonly<{ events: readonly SubjectLinkEvent[]; links: SubjectLinks }> => {
  const request = { type: 'RequestSubjectChange', changeId, change, reason, by: requestedBy, now } as const;
  const asked = accepted(decideLinks(request, links));
  const requested = asked.reduce(evolveLinks, links);
  const approval = { type: 'ApproveSubjectChange', changeId, by: approvedBy, now } as const;
  const agreed = accepted(decideLinks(approval, requested));
  return { events: [...asked, ...agreed], links: agreed.reduce(evolveLinks, requested) };
};

const carryOut = async (intake: Intake, act: Deciding, linking: SubjectLinking): Promise<LinkedSubjects> => {
  const { absorbed } = linking;
  const named = linking.act === 'merge' ? [linking.survivor, absorbed] : [absorbed];
  const links = await loadLinks(intake, intake.stores.open, named);
  const standing = links.absorbedBy.get(absorbed);
  if (linking.act === 'split' && standing === undefined) throw new Refused({ code: 'MERGE_NOT_STANDING' });
  const change: SubjectChange = linking.act === 'merge'
    ? { type: 'merge', survivor: linking.survivor, absorbed }
    : { type: 'unmerge', merge: standing?.merge ?? '' };
  const survivor = linking.act === 'merge' ? linking.survivor : standing?.survivor ?? absorbed;
  const done = decided(act, change, links);
  const [one, other] = [await rowOf(intake, survivor), await rowOf(intake, absorbed)];
  const mergedInto = linking.act === 'merge' ? one.subjectId : null;
  await write(intake, one, { events: done.events, mergedInto: one.mergedInto });
  await write(intake, other, { events: done.events, mergedInto });
  const { deployment: indexing, stores: { open, certificates: { marks } } } = intake;
  await refreshMarks({ indexing, opening: intake, open, marks }, [one.subjectId, other.subjectId]);
  return { changeId: act.changeId, absorbed, keptUnder: representativeOf(done.links, absorbed) };
};

/**
 * Two subjects are one person from now on, or two again: asked for by one person and agreed to by another, in
 * one transaction with its entry. Nothing that was recorded moves.
 */
export const linkSubjects = async (
  deployment: Deployment, people: TwoPeople, linking: SubjectLinking,
): Promise<Result<LinkedSubjects, SubjectLinkingRefusal>> => {
  const { account, approvedBy } = people;
  if (account === approvedBy) return err({ code: 'FOUR_EYES' });
  const { pseudonyms, clock } = deployment;
  const about = { record: subjectIdOf(linking.absorbed) };
  const named = { act: `subject.${linking.act}`, about, detail: { ...linking } } as const;
  const service = await beginRegistrarAct(deployment, people, named);
  const act: Deciding = {
    changeId: service.mint(), reason: linking.reason, requestedBy: pseudonymOfActor(pseudonyms, account),
    approvedBy: pseudonymOfActor(pseudonyms, approvedBy), now: new Date(clock()).toISOString(),
  };
  try {
    // Nothing is taken, so nothing is decided on.
    return ok(await actTransaction({ deployment, service, decideAll: () => [], messages: 0 }, (intake) =>
      carryOut(intake, act, linking)));
  } catch (error) {
    if (error instanceof Refused) return err(error.refusal);
    throw error;
  }
};
