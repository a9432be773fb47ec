import { ok, present, type Result } from '@fengcun/kernel';
import {
  draftOrder, type DraftRefusal, type OrganType, type SealTrigger, type TriggerQuestion,
} from '@fengcun/registry';
import type { RecordKey, SealingStores } from '@fengcun/store';
import { settleErasures } from '../keys/settle-erasures.ts';
import { loadSideKeys } from '../sealing/side-keys.ts';
import { confidentialOf } from './order-message.ts';
import { lookForGrounds } from './find-grounds.ts';
import { withLinked } from './linked-records.ts';
import { orderNumber } from './order-number.ts';
import { type OrderMade, type OrderRefused, orderSeals, type OrderToMake } from './order-seal.ts';
import { type RecordFindings, recordFindings } from './record-findings.ts';
import { completedRecipients } from './seal-organs.ts';
import type { SealsParts } from './seals-parts.ts';

/** A question about a record that only a person can answer; no personal data in it. */
export type RecordQuestion = Readonly<{
  recordId: string; caseCode: string; question: TriggerQuestion | Readonly<{ code: DraftRefusal['code'] }>;
}>;

/** What one run over records came to. */
export type Determined = Readonly<{
  looked: number;
  ordered: readonly Readonly<{ recordId: string; caseCode: string; sentTo: number; waiting: number }>[];
  questions: readonly RecordQuestion[];
  /** Openings and removals that facts point to; people decide them. */
  hints: readonly Readonly<{ recordId: string; hint: 'retrialRaised' | 'annulled' }>[];
  refused: readonly Readonly<{ recordId: string; refusal: OrderRefused }>[];
}>;

/** What a run that found nothing to do comes to. */
export const determinedNothing: Determined =
  { looked: 0, ordered: [], questions: [], hints: [], refused: [] };

/** Two runs as one. */
export const joinedDetermined = (
  one: Determined, other: Determined,
): Determined => ({
  looked: one.looked + other.looked, ordered: [...one.ordered, ...other.ordered],
  questions: [...one.questions, ...other.questions], hints: [...one.hints, ...other.hints],
  refused: [...one.refused, ...other.refused],
});

/**
 * Reads the cases of these records and finds what follows, with the records that are linked with them; one
 * committed intent, one transaction, and another where something is linked.
 */
export const findAll = async (
  parts: SealsParts, keys: readonly RecordKey[],
): Promise<readonly RecordFindings[]> => {
  if (keys.length === 0) return [];
  const { deployment, today, decidersOn, proposals, act: standing } = parts;
  const act = await standing.current();
  const side = await loadSideKeys(deployment, 'open');
  const asOf = today();
  const rules = { asOf, deciders: decidersOn(asOf), proposals };
  const entryId = act.mint();
  const done = await deployment.database.seal({ entryId }, async (stores) => {
    const found: RecordFindings[] = [];
    const cases = [...new Set(keys.map(({ caseId }) => caseId))];
    const events = await stores.wall.gathering.events({ side: 'open', ids: cases });
    for (const key of keys) {
      const one = await recordFindings({ keys: side, act, events }, key, rules);
      if (one !== undefined) found.push(one);
    }
    await stores.audit.append([act.outcome(entryId, { act: 'seal.examine' })]);
    return ok(found);
  });
  const found = present(done.ok ? done : undefined, 'reading is never refused').value;
  return withLinked(parts, found, rules);
};

const kindsAsked = (questions: readonly TriggerQuestion[]): readonly OrganType[] =>
  questions.flatMap(({ code, organType }) =>
    (code === 'HOLDER_UNKNOWN' && organType !== undefined ? [organType] : []));

/** The triggers of one stored record, with holders that the district of the court names. */
export const completed = (
  { organs }: Pick<SealsParts, 'organs'>,
  { findings: { triggers, questions } }: Pick<RecordFindings, 'findings'>,
): Readonly<{ triggers: readonly SealTrigger[]; questions: readonly TriggerQuestion[] }> => {
  const found = triggers.map((trigger) => {
    const asked = questions.filter(({ recordId }) => recordId === trigger.recordId);
    return { trigger, ...completedRecipients(organs, trigger, kindsAsked(asked)) };
  });
  const answered = (question: TriggerQuestion): boolean => question.code === 'HOLDER_UNKNOWN'
    && found.some(({ trigger, stillUnknown }) => trigger.recordId === question.recordId
      && question.organType !== undefined && !stillUnknown.includes(question.organType));
  return {
    triggers: found.map(({ trigger, recipients }) => ({ ...trigger, recipients })),
    questions: questions.filter((question) => !answered(question)),
  };
};

const hintsOf = ({ key, findings }: RecordFindings): Determined['hints'] => [
  ...findings.openings.map(() => ({ recordId: key.recordId, hint: 'retrialRaised' as const })),
  ...findings.removals.map(() => ({ recordId: key.recordId, hint: 'annulled' as const })),
];

/** What a record came to before its order is made: questions, and the order if there is one to make. */
type Followed = Readonly<{ looked: Determined; caseCode: string; order?: OrderToMake }>;

const followOne = (parts: SealsParts, found: RecordFindings): Followed => {
  const { key: { recordId }, state, subject } = found;
  const { triggers, questions } = completed(parts, found);
  const { caseCode } = state;
  const asked = questions.map((question): RecordQuestion => ({ recordId, caseCode, question }));
  const looked: Determined = { ...determinedNothing, looked: 1, questions: asked, hints: hintsOf(found) };
  const confidential = confidentialOf(state, subject);
  if (triggers.length === 0 || confidential === undefined) return { looked, caseCode };
  const drafted = draftOrder({
    recordId, triggers, orderNumber: orderNumber(parts.deployment), orderedOn: parts.today(),
    settings: parts.settings,
  });
  if (!drafted.ok) {
    const all = [...asked, { recordId, caseCode, question: drafted.error }];
    return { looked: { ...looked, questions: all }, caseCode };
  }
  return { looked, caseCode, order: { recordId, drafted: drafted.value, confidential } };
};

const outcomeOf = (
  { looked, caseCode, order }: Followed, answer: Result<OrderMade, OrderRefused> | undefined,
): Determined => {
  if (order === undefined || answer === undefined) return looked;
  const { recordId, drafted } = order;
  if (!answer.ok) return { ...looked, refused: [{ recordId, refusal: answer.error }] };
  const { sentTo } = answer.value;
  return { ...looked, ordered: [{ recordId, caseCode, sentTo, waiting: drafted.waiting.length }] };
};

/** Orders what must be sealed of these records, together, or says what stands in the way of each. */
export const followRecords = async (
  parts: SealsParts, found: readonly RecordFindings[], settle?: 'later',
): Promise<Determined> => {
  const followed = found.map((one) => followOne(parts, one));
  const orders = followed.flatMap(({ order }) => order ?? []);
  const answers = orders.length === 0 ? new Map<string, Result<OrderMade, OrderRefused>>()
    : await orderSeals(parts, orders.map((order) => (settle === undefined ? order : { ...order, settle })));
  return followed.map((one) => outcomeOf(one, answers.get(one.order?.recordId ?? '')))
    .reduce(joinedDetermined, determinedNothing);
};

/** Orders what must be sealed of one record, or says what stands in the way. */
export const followRecord = (
  parts: SealsParts, found: RecordFindings, settle?: 'later',
): Promise<Determined> => followRecords(parts, [found], settle);

/**
 * Seals ex officio what must be sealed of these records today. Every record is examined by the law of the
 * day; nothing depends on an event having been caught, so that running it again finds what was missed.
 */
export const determine = async (
  parts: SealsParts, keys: readonly RecordKey[], settle?: 'later',
): Promise<Determined> => followRecords(parts, await findAll(parts, keys), settle);

/** A page of the worklists, read under an outcome of its own. */
export const readWorklist = async <T>(
  { deployment, act: standing }: Pick<SealsParts, 'deployment' | 'act'>,
  read: (stores: SealingStores) => Promise<T>,
): Promise<T> => {
  const act = await standing.current();
  const entryId = act.mint();
  const done = await deployment.database.seal({ entryId }, async (stores) => {
    const found = await read(stores);
    await stores.audit.append([act.outcome(entryId, { act: 'seal.list' })]);
    return ok(found);
  });
  return present(done.ok ? done : undefined, 'reading is never refused').value;
};

/** LIMIT: records examined under one act; each opens a case. */
const PAGE = 100;

type Examined = Readonly<{ found: readonly RecordFindings[]; last: string | undefined }>;

/** A page of open records, examined; `last` where there may be more behind it. */
const examinePage = async (parts: SealsParts, afterId: string | undefined): Promise<Examined> => {
  const page = { limit: PAGE, ...(afterId === undefined ? {} : { afterId }) };
  const keys = await readWorklist(parts, ({ worklists }) => worklists.openRecords(page));
  const found = await findAll(parts, keys);
  return { found, last: keys.length < PAGE ? undefined : keys.at(-1)?.recordId };
};

/**
 * Examines every open record, a page at a time, and erases the keys of the open copies once at the end. What
 * a killed run left is found by the next: nothing is kept between. A page is examined while the orders of the
 * one before are written; what a move needs it reads again itself.
 */
export const determineAll = async (parts: SealsParts): Promise<Determined> => {
  await lookForGrounds(parts);
  let all = determinedNothing;
  const ordered = new Set<string>();
  let examining: Promise<Examined> | undefined = examinePage(parts, undefined);
  while (examining !== undefined) {
    const { found, last }: Examined = await examining;
    examining = last === undefined ? undefined : examinePage(parts, last);
    // Its fault is told when it is waited for, and not before the orders of this page are made.
    examining?.catch(() => undefined);
    // One that was ordered with an earlier page was listed before it went behind the wall.
    const open = found.filter(({ key }) => !ordered.has(key.recordId));
    const followed = await followRecords(parts, open, 'later');
    for (const { recordId } of followed.ordered) ordered.add(recordId);
    all = joinedDetermined(all, followed);
  }
  if (all.ordered.length > 0) await settleErasures(parts.deployment);
  return all;
};
