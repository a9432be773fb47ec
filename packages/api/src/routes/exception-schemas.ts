import { CHOICE_REASONS } from '@fengcun/registry';
import { choice, flag, list, named, object, oneOf, text, type TypeOf, whole } from '../schema/schema.ts';
import { intakeEnvelope, intakeResult } from './intake-schemas.ts';

/** LIMIT: items of a page that a person looks through. */
export const PAGE_ITEMS_MAX = 200;

/** Items of a page where nothing is asked for. */
export const PAGE_ITEMS_DEFAULT = 50;

/** An opaque mark of the page after an item. */
export const cursorText = text({ max: 128, pattern: /^[A-Za-z0-9_-]+$/ });

/** Parts of the address that choose a page. */
export const pageSearch = object({}, { cursor: cursorText, limit: whole(1, PAGE_ITEMS_MAX) });

/** Id of an exception. */
export const exceptionId = text({ max: 64, pattern: /^[0-9a-f-]{8,64}$/ });

/** Why something is given up; closed, so that no free text enters the open side. */
const setAside = choice(['notARecord', 'wrongAddressee', 'sentAgain', 'withdrawn']);

/** Id of one way in which something was told: the pseudonym of its content. */
const versionId = text({ max: 64, min: 64, pattern: /^[0-9a-f]{64}$/ });
const choiceReason = choice(CHOICE_REASONS);

/** A message that could not be taken: whose, why and where; never what it says. */
export const exceptionItem = named('IntakeException', object({
  exceptionId,
  version: whole(1, 1_000_000),
  organ: text({ max: 64, title: '<organ type>/<organ code>' }),
  system: text({ max: 32 }),
  state: choice(['waiting', 'replayed', 'rejected']),
  recordedAt: text({ max: 40, format: 'date-time' }),
  reasons: list(object({
    code: text({ max: 40 }), at: text({ max: 200, min: 0 }), message: text({ max: 300 }),
  }, { spanStart: whole(0, 2 ** 31), spanEnd: whole(0, 2 ** 31) }), { min: 1, max: 100 }),
}, {
  /** For which reason one person proposed to give it up; it waits for another to name the same. */
  setAside,
  /** Which version one person proposed, and why; it waits for another to name the same. */
  choice: object({ version: versionId, reason: choiceReason }),
}));

/** A message that could not be taken. */
export type ExceptionItem = TypeOf<typeof exceptionItem>;

/** A page of exceptions; without `next` it is the last. */
export const exceptionPage = named('IntakeExceptionPage', object(
  { items: list(exceptionItem, { min: 0, max: PAGE_ITEMS_MAX }) }, { next: cursorText },
));

const place = text({ max: 300, min: 0, title: 'JSON pointer' });

/** What is right at a place of the message, of its type; without any the member is unknown and left out. */
const correction = object(
  { at: place }, { text: text({ max: 4000 }), whole: whole(-(2 ** 53), 2 ** 53), flag: flag() });

/**
 * Try again as it is, with single places corrected, with another message; or, by two people, say which of the
 * versions stands or give up, for one of the known reasons: the first who does proposes it, another who names
 * the same ends it.
 */
export const exceptionResolution = named('ExceptionResolution', oneOf(
  object({ action: choice(['replay']) }),
  object({ action: choice(['replayCorrected']), message: intakeEnvelope }),
  object({ action: choice(['correct']), corrections: list(correction, { min: 1, max: 100 }) }),
  object({ action: choice(['choose']), chosen: versionId, reason: choiceReason }),
  object({ action: choice(['reject']), reason: setAside }),
));

/** What a person decided about an exception. */
export type ExceptionResolution = TypeOf<typeof exceptionResolution>;

/** How it ended: the item as it stands now, and what became of a replayed message. */
export const exceptionOutcome =
  named('ExceptionOutcome', object({ item: exceptionItem }, { result: intakeResult }));

/** How a resolution ended. */
export type ExceptionOutcome = TypeOf<typeof exceptionOutcome>;

const members = list(object(
  { at: place, type: choice(['text', 'whole', 'flag']), value: text({ max: 4000, min: 0 }) }),
{ min: 0, max: 1000 });

/**
 * One way in which the message was told: when, whether it counts, whether the reader's own answers are in it,
 * and of its members only those in which the versions differ.
 */
const toldVersion = object({
  version: versionId, recordedAt: text({ max: 40, format: 'date-time' }), stands: flag(), isOwn: flag(),
  members,
});

/** What a message says, member by member, for the people of the organ that sent it. */
export const exceptionContent = named('IntakeExceptionContent', object({
  /** `message`, `row`: members by their places, which can be corrected; else text alone. */
  from: choice(['message', 'row', 'document', 'cells']),
  members,
  reasons: list(object({ code: text({ max: 40 }), at: text({ max: 200, min: 0 }) }), { min: 0, max: 100 }),
}, {
  text: text({ max: 2_000_000, min: 0 }),
  /** Where one version was told in several ways: all of them, the oldest first. */
  versions: list(toldVersion, { min: 1, max: 20 }),
}));

/** One way in which a message was told. */
export type VersionShown = TypeOf<typeof toldVersion>;

/** What a message says, member by member. */
export type ExceptionContent = TypeOf<typeof exceptionContent>;
