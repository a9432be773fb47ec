import { assertNever } from '@fengcun/kernel';
import type { ActorId } from '../case/case-event.ts';
import type { Pseudonym, SubjectToken } from '../pseudonym.ts';

/** Id of a change: a UUID, given as an argument. */
export type ChangeId = string;

/** Why two subjects are one, or one is two; closed, so that no free text enters the public side. */
export type LinkReason =
  | 'sameDocument' | 'nameChanged' | 'numberCorrected' | 'documentReplaced' | 'confirmedByOrgan'
  | 'mergedInError' | 'identityMisused' | 'numberGivenTwice' | 'recordMisattributed';

/**
 * A change of who is who. `merge`: `absorbed` was `survivor` all along. `unmerge`: takes a standing merge
 * back. `reassign`: these records were of another person. Each can be undone by another change; nothing is
 * deleted.
 */
export type SubjectChange =
  | Readonly<{ type: 'merge'; survivor: SubjectToken; absorbed: SubjectToken }>
  | Readonly<{ type: 'unmerge'; merge: ChangeId }>
  | Readonly<{ type: 'reassign'; records: readonly Pseudonym[]; from: SubjectToken; to: SubjectToken }>;

/** Everything that happens to the links of subjects; pseudonyms only. */
export type SubjectLinkEvent =
  | Readonly<{
    type: 'SubjectChangeRequested'; changeId: ChangeId; change: SubjectChange; reason: LinkReason;
    requestedBy: ActorId; at: string;
  }>
  | Readonly<{ type: 'SubjectChangeApproved'; changeId: ChangeId; approvedBy: ActorId; at: string }>
  | Readonly<{ type: 'SubjectChangeRefused'; changeId: ChangeId; refusedBy: ActorId; at: string }>;

/** A change with where it stands. `reversed` only for merges. */
export type ChangeStatus = 'requested' | 'standing' | 'refused' | 'reversed';

/** One change as the register holds it. */
export type RegisteredChange = Readonly<{
  change: SubjectChange; status: ChangeStatus; requestedBy: ActorId; reason: LinkReason;
}>;

/** Links of subjects: a forest of merges, and the records that were given to another subject. */
export type SubjectLinks = Readonly<{
  changes: ReadonlyMap<ChangeId, RegisteredChange>;
  /** Absorbed subject → its standing merge. */
  absorbedBy: ReadonlyMap<SubjectToken, Readonly<{ survivor: SubjectToken; merge: ChangeId }>>;
  reassigned: ReadonlyMap<Pseudonym, SubjectToken>;
}>;

/** Nobody merged, nothing reassigned. */
export const NO_LINKS: SubjectLinks = { changes: new Map(), absorbedBy: new Map(), reassigned: new Map() };

/** The subject under whom a token is kept today: itself, or whom it was merged into, through all merges. */
export const representativeOf = (links: SubjectLinks, token: SubjectToken): SubjectToken => {
  let current = token;
  // INVARIANT: an approved merge never closes a circle, so the walk ends.
  for (let next = links.absorbedBy.get(current); next !== undefined; next = links.absorbedBy.get(current)) {
    current = next.survivor;
  }
  return current;
};

/** The subject of a record today: the one it was recorded under or reassigned to, through all merges. */
export const subjectOfRecord = (
  links: SubjectLinks, record: Readonly<{ recordId: Pseudonym; subject: SubjectToken }>,
): SubjectToken => representativeOf(links, links.reassigned.get(record.recordId) ?? record.subject);

const withStatus = (links: SubjectLinks, id: ChangeId, status: ChangeStatus): SubjectLinks['changes'] => {
  const found = links.changes.get(id);
  return found === undefined ? links.changes : new Map(links.changes).set(id, { ...found, status });
};

const applied = (links: SubjectLinks, changeId: ChangeId, change: SubjectChange): SubjectLinks => {
  const standing = { ...links, changes: withStatus(links, changeId, 'standing') };
  switch (change.type) {
    case 'merge': {
      const { survivor, absorbed } = change;
      const link = { survivor, merge: changeId };
      return { ...standing, absorbedBy: new Map(links.absorbedBy).set(absorbed, link) };
    }
    case 'unmerge': {
      const left = [...links.absorbedBy].filter(([, link]) => link.merge !== change.merge);
      const changes = withStatus(standing, change.merge, 'reversed');
      return { ...standing, changes, absorbedBy: new Map(left) };
    }
    case 'reassign': {
      const given = change.records.map((record) => [record, change.to] as const);
      return { ...standing, reassigned: new Map([...links.reassigned, ...given]) };
    }
    default: return assertNever(change);
  }
};

/** Total: a recorded change is never refused. */
export const evolveLinks = (links: SubjectLinks, event: SubjectLinkEvent): SubjectLinks => {
  switch (event.type) {
    case 'SubjectChangeRequested': {
      const { changeId, change, requestedBy, reason } = event;
      const requested: RegisteredChange = { change, status: 'requested', requestedBy, reason };
      return { ...links, changes: new Map(links.changes).set(changeId, requested) };
    }
    case 'SubjectChangeApproved': {
      const found = links.changes.get(event.changeId);
      return found === undefined ? links : applied(links, event.changeId, found.change);
    }
    case 'SubjectChangeRefused': return { ...links, changes: withStatus(links, event.changeId, 'refused') };
    default: return assertNever(event);
  }
};

/** The links after these events, from none. */
export const foldLinks = (events: Iterable<SubjectLinkEvent>): SubjectLinks => {
  let links = NO_LINKS;
  for (const event of events) links = evolveLinks(links, event);
  return links;
};
