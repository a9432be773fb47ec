import { type CivilDate, ok, present } from '@fengcun/kernel';
import {
  decideSealing, type DraftedOrder, draftOrder, evolveSealing, findTriggers, removalProposal,
  type SealingEvent, type SealingState, type TriggerFindings,
} from '@fengcun/registry';
import type { RecordKey, SealingStores } from '@fengcun/store';
import { holdCandidate } from './candidates.ts';
import { judgeSealed, type Look, readyToLook } from './find-grounds.ts';
import { judgmentOf, newJudgmentOf } from './judgment-facts.ts';
import { completed } from './determine.ts';
import { confidentialOf, orderMessages } from './order-message.ts';
import { orderNumber } from './order-number.ts';
import { decisionsOn } from './record-findings.ts';
import { appendSeal, loadSeal } from './seal-stream.ts';
import { type CaseOfRecord, readCaseOf } from './sealed-case.ts';
import { type GroundRules, type SealsParts, SEALING_ACCOUNT } from './seals-parts.ts';

/** What came of following sealed records: holders that got the order now, candidates for two people. */
export type Followed = Readonly<{ looked: number; told: number; held: number }>;

/** LIMIT: holders that become known at once; more than any record has. */
const HOLDERS_MAX = 32;
const beginsNone = (): never => { throw new TypeError('bug: following begins no stream'); };

/** What the rules say of a sealed record today, as if it were found open. */
export const findingsOf = (parts: SealsParts, place: CaseOfRecord, asOf: CivilDate): TriggerFindings => {
  const decisions = decisionsOn(place, parts.decidersOn(asOf));
  const { state, subject } = place;
  return findTriggers({ state, subject, asOf, decisions, proposals: parts.proposals });
};

const draftedOf = (
  parts: SealsParts, { key: { recordId } }: CaseOfRecord, findings: TriggerFindings,
): DraftedOrder | undefined => {
  const { triggers } = completed(parts, { findings });
  if (triggers.length === 0) return undefined;
  const drafted = draftOrder({
    recordId, triggers, orderNumber: orderNumber(parts.deployment), orderedOn: parts.today(),
    settings: parts.settings,
  });
  return drafted.ok ? drafted.value : undefined;
};

/** Holders that are to get the order now: an executor whose work has ended, an organ nobody knew of. */
const added = (
  { draft }: DraftedOrder, state: SealingState, at: Readonly<{ at: string; actor: string }>,
): readonly SealingEvent[] => {
  let now = state;
  return draft.holders.flatMap((one) => {
    const decided = state.copies.has(one.holder) ? undefined
      : decideSealing({ type: 'AddHolder', added: one, ...at }, now);
    if (decided?.ok !== true) return [];
    now = decided.value.reduce(evolveSealing, now);
    return decided.value;
  });
};

type Making = Awaited<ReturnType<SealsParts['exchange']['maker']>>['make'];

const holderStates = async (
  { sealed: { holders } }: SealingStores, recordId: string, drafted: DraftedOrder,
  at: Readonly<{ told: ReadonlySet<string>; changedAt: string }>,
): Promise<void> => {
  const rows = await holders.of(recordId);
  for (const { holder, dueOn } of drafted.draft.holders.filter((one) => at.told.has(one.holder))) {
    const row = { recordId, organ: holder, state: 'sealOrdered', dueOn, changedAt: at.changedAt } as const;
    const known = rows.find(({ organ }) => organ === holder);
    if (known === undefined) await holders.put([row]);
    else await holders.change(row, known.state);
    const kind = rows.find(({ organ }) => organ === `${holder.slice(0, holder.indexOf('/'))}/`);
    if (kind !== undefined) await holders.remove([kind]);
  }
  for (const { holder } of drafted.waiting) {
    if (rows.some(({ organ }) => organ === holder)) continue;
    await holders.put([{ recordId, organ: holder, state: 'holding', dueOn: null, changedAt: at.changedAt }]);
  }
};

const tellAdded = async (
  parts: SealsParts, look: Look, place: CaseOfRecord,
  at: Readonly<{ drafted: DraftedOrder; make: Making }>,
): Promise<number> => {
  const { reading: { stores, act, keys } } = look;
  const { recordId } = place.key;
  const stream = await loadSeal(stores, { keys: keys.sealed, act, nextSerial: beginsNone }, recordId);
  const confidential = confidentialOf(place.state, place.subject);
  if (stream.state.order?.target !== 'sealed' || confidential === undefined) return 0;
  const legal = new Date(parts.now()).toISOString();
  const actor = parts.deployment.pseudonyms.textOf('actor', SEALING_ACCOUNT);
  const events = added(at.drafted, stream.state, { at: legal, actor });
  const told = new Set(events.flatMap((event) => (event.type === 'HolderAdded' ? [event.added.holder] : [])));
  await holderStates(stores, recordId, at.drafted, { told, changedAt: legal });
  if (events.length === 0) return 0;
  const entryId = act.mint();
  const streamKeys = { keys: keys.sealed, act, nextSerial: beginsNone };
  const after = await appendSeal(stores, streamKeys, { stream, events, entryId });
  // Thrown, so that the whole page is undone and looked at again.
  if (!after.ok) throw new TypeError('the seal changed meanwhile; it is followed again');
  await stores.operations.outbox.put(at.make(orderMessages(after.value.state, [...told], confidential)));
  await stores.audit.append([act.outcome(entryId, { act: 'seal.addHolder' })]);
  return told.size;
};

/** A retrial or an annulment that was told after the seal: found, held for two people, never acted on. */
const holdFound = async (look: Look, place: CaseOfRecord, findings: TriggerFindings): Promise<number> => {
  const { reading: { stores, act, keys }, now, deployment } = look;
  const { key } = place;
  let held = 0;
  const judgment = judgmentOf(place);
  if (judgment?.disposition.instance === 'retrial') {
    held += await judgeSealed(look, key, {
      judgment: newJudgmentOf(judgment, key.recordId), place: undefined, found: 'retrial',
    });
  }
  for (const removal of findings.removals) {
    const pseudonyms = await deployment.sealedIndex.pseudonyms();
    const storing = { stores, act, now, sealed: keys.sealed, pseudonyms };
    // The registry knows the disposition by an id of its own; here it is one part of the stored record.
    const proposal = { ...removalProposal(removal, 'unknown'), recordId: key.recordId };
    const isNew = await holdCandidate(storing, { caseId: key.caseId, found: `${key.recordId}|annulled` }, {
      recordId: key.recordId, caseCode: place.state.caseCode, source: 'annulment', foundAt: now, doubts: [],
      proposal,
    });
    held += isNew ? 1 : 0;
  }
  return held;
};

/**
 * Follows sealed records by what came after the seal: holders whose execution has ended, or that nobody knew
 * of, get the newest order; a retrial and an annulment are held as candidates. One transaction; done again it
 * does nothing twice. @see 2022 Measures arts 13, 18; 《监狱法》(2026) 第115条
 */
export const followSealed = async (
  parts: SealsParts, rules: GroundRules, keys: readonly RecordKey[],
): Promise<Followed> => {
  if (keys.length === 0) return { looked: 0, told: 0, held: 0 };
  const { deployment, exchange, act: standing } = parts;
  const act = await standing.current();
  const lookOf = await readyToLook(parts, rules, act);
  const maker = await exchange.maker(keys.length * HOLDERS_MAX);
  const entryId = act.mint();
  const done = await deployment.database.seal({ entryId }, async (stores) => {
    maker.rewind();
    const look = lookOf(stores);
    let [told, held] = [0, 0];
    for (const key of keys) {
      const place = await readCaseOf(look.reading, 'sealed', key);
      if (place === undefined) continue;
      const findings = findingsOf(parts, place, look.asOf);
      const drafted = draftedOf(parts, place, findings);
      if (drafted !== undefined) told += await tellAdded(parts, look, place, { drafted, make: maker.make });
      held += await holdFound(look, place, findings);
    }
    await stores.audit.append([act.outcome(entryId, { act: 'seal.follow' })]);
    return ok({ looked: keys.length, told, held });
  });
  maker.release();
  return present(done.ok ? done : undefined, 'following is never refused').value;
};
