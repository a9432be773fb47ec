import { type CivilDate, ok, present } from '@fengcun/kernel';
import {
  findUnsealing, type NewJudgment, type PersonClaims, recordsOf, sameness, type UnsealProposal,
} from '@fengcun/registry';
import type { RecordKey, RecordRow, SealingStores } from '@fengcun/store';
import type { Deployment } from '../deployment/open-deployment.ts';
import type { CustodyAct } from '../keys/custody-act.ts';
import { idAt } from '../proceedings/index.ts';
import { claimsOfSide, digits } from '../sealing/claims-of-side.ts';
import { loadSideKeys } from '../sealing/side-keys.ts';
import { holdCandidate } from './candidates.ts';
import { judgmentOf, newJudgmentOf, sealedRecordOf } from './judgment-facts.ts';
import { loadSeal } from './seal-stream.ts';
import { type CaseOfRecord, readCaseOf, type SideReading } from './sealed-case.ts';
import type { GroundRules, SealsParts } from './seals-parts.ts';

/** What one look came to; nothing of it says who. */
export type GroundsFound = Readonly<{ looked: number; held: number }>;

const JOB = 'seal.grounds';
/** LIMIT: tellings looked at in one transaction. */
const PAGE = 100;
/** LIMIT: a transaction that began longer ago has committed; until then its ids may still turn up. */
const SETTLED_MILLIS = 60_000;

/** What a look stands on, within its transaction. */
export type Look = Readonly<{
  deployment: Deployment; reading: SideReading; rules: GroundRules; asOf: CivilDate; now: string;
}>;

const beginsNone = (): never => { throw new TypeError('bug: a look begins no stream'); };

const claimsAbout = ({ state, subject }: CaseOfRecord): readonly PersonClaims[] =>
  recordsOf(state).filter((record) => record.subject === subject).map(({ message }) => message.person);

/** LAW: a number alone names nobody: what is claimed on both sides must certainly be one person. */
const isOnePerson = (one: CaseOfRecord, other: CaseOfRecord): boolean => {
  const verdicts = claimsAbout(one).flatMap((claims) =>
    claimsAbout(other).map((others) => sameness(claims, others).verdict));
  return verdicts.includes('certain') && !verdicts.includes('contradiction');
};

/**
 * Sealed records of the person of an open record: by the index of the sealed side, whose digests the open
 * side cannot make, and by the person's id where the same person is on both sides.
 */
const sealedRecordsOf = async (look: Look, place: CaseOfRecord): Promise<readonly RecordRow[]> => {
  const { deployment, reading: { stores } } = look;
  const told = recordsOf(place.state).filter(({ subject }) => subject === place.subject)
    .map(({ message }) => ({ message, stageRecordId: undefined }));
  const terms = (await claimsOfSide(deployment, 'sealed', told)).flatMap((one) => one.terms);
  const unique = new Map(terms.map((term) => [digits(term.term), term]));
  const subjects = new Set([place.key.subjectId]);
  for (const term of unique.values()) {
    for (const id of await stores.sealed.terms.subjectsWith(term)) subjects.add(id);
  }
  const found: RecordRow[] = [];
  for (const id of subjects) found.push(...await stores.sealed.records.ofSubject(id));
  return found.filter(({ caseId }) => caseId !== place.key.caseId);
};

/** What a person has to see: anything to decide, to find out, or to write into a judgment. */
const isWorthSeeing = ({ outcome, statement, conflicts, consequences }: UnsealProposal): boolean =>
  outcome !== 'staysSealed' || statement !== undefined || conflicts.length > 0
  || consequences.some((one) => one.outcome !== 'notRecidivist');

type Judged = Readonly<{ judgment: NewJudgment; place: CaseOfRecord | undefined; found: string }>;

/** Applies the rules to one sealed record and holds what came of it; how many were new. */
export const judgeSealed = async (
  look: Look, key: RecordKey, { judgment, place, found }: Judged,
): Promise<number> => {
  const { reading, rules, asOf, now, deployment } = look;
  const { stores, act, keys } = reading;
  const other = await readCaseOf(reading, 'sealed', key);
  const streamKeys = { keys: keys.sealed, act, nextSerial: beginsNone };
  const { state } = await loadSeal(stores, streamKeys, key.recordId);
  if (other === undefined || state.order?.target !== 'sealed') return 0;
  const sealed = sealedRecordOf(other, state, asOf);
  const proposals = sealed === undefined ? [] : findUnsealing([sealed], judgment, { ...rules, asOf });
  const doubts = place === undefined || isOnePerson(place, other) ? [] : ['IDENTITY'];
  const storing = {
    stores, act, now, sealed: keys.sealed, pseudonyms: await deployment.sealedIndex.pseudonyms(),
  };
  let held = 0;
  for (const proposal of proposals.filter(isWorthSeeing)) {
    const isNew = await holdCandidate(storing, { caseId: key.caseId, found: `${key.recordId}|${found}` }, {
      recordId: key.recordId, caseCode: other.state.caseCode, foundAt: now, doubts, proposal,
      source: place === undefined ? 'retrial' : 'newJudgment',
    });
    held += isNew ? 1 : 0;
  }
  return held;
};

const lookAt = async (look: Look, key: RecordKey): Promise<number> => {
  const place = await readCaseOf(look.reading, 'open', key);
  const told = place === undefined ? undefined : judgmentOf(place);
  if (place === undefined || told === undefined) return 0;
  const judged = { judgment: newJudgmentOf(told), place, found: key.recordId };
  let held = 0;
  for (const { recordId, subjectId, caseId } of await sealedRecordsOf(look, place)) {
    held += await judgeSealed(look, { recordId, subjectId, caseId }, judged);
  }
  return held;
};

/** A look's means, got ready before its transaction. */
export const readyToLook = async (
  { deployment, today }: SealsParts, rules: GroundRules, act: CustodyAct,
): Promise<(stores: SealingStores) => Look> => {
  const keys = {
    open: await loadSideKeys(deployment, 'open'), sealed: await loadSideKeys(deployment, 'sealed'),
  };
  const now = new Date(deployment.clock()).toISOString();
  const { pseudonyms } = deployment;
  return (stores) => ({
    deployment, rules, now, asOf: today(), reading: { stores, keys, act, pseudonyms },
  });
};

/**
 * Looks at what was told openly since the last time: does a judgment concern a person with sealed records?
 * Whoever sends it learns nothing: matching happens in the sealing service, under the keys of the sealed side
 * and a committed intent, after the message was answered. Told again, or after a kill, nothing is held twice.
 * LIMIT: persons are found by the numbers of their documents; a judgment without one matches nobody.
 * @see 2022 Measures arts 18, 19
 */
export const findGrounds = async (parts: SealsParts, rules: GroundRules): Promise<GroundsFound> => {
  const { deployment, act: standing } = parts;
  let all: GroundsFound = { looked: 0, held: 0 };
  let afterId: string | undefined;
  for (;;) {
    const act = await standing.current();
    const lookOf = await readyToLook(parts, rules, act);
    const entryId = act.mint();
    const settled = idAt(deployment.clock() - SETTLED_MILLIS);
    const from: string | undefined = afterId;
    const done = await deployment.database.seal({ entryId }, async (stores) => {
      const { jobs } = stores.operations;
      const start = from ?? await jobs.read(JOB);
      const page = { limit: PAGE, ...(start === undefined ? {} : { afterId: start }) };
      const stages = await stores.worklists.told(page);
      const keys = await stores.worklists.openRecordsOf(stages);
      let held = 0;
      for (const key of keys) held += await lookAt(lookOf(stores), key);
      const last = stages.at(-1)?.stageRecordId;
      const position = last === undefined || last < settled ? last : settled;
      if (position !== undefined && position > (start ?? '')) {
        await jobs.write({ job: JOB, position, changedAt: new Date(deployment.clock()).toISOString() });
      }
      await stores.audit.append([act.outcome(entryId, { act: 'seal.lookForGrounds' })]);
      return ok({ looked: keys.length, held, last, isLast: stages.length < PAGE });
    });
    const found = present(done.ok ? done : undefined, 'looking is never refused').value;
    all = { looked: all.looked + found.looked, held: all.held + found.held };
    afterId = found.last;
    if (found.isLast) return all;
  }
};

/**
 * Looks by the rules the platform is configured with. To be called before records are ordered sealed: a
 * judgment that is itself sealed goes behind the wall, where nobody compares it any more.
 */
export const lookForGrounds = async (parts: SealsParts): Promise<GroundsFound> =>
  (parts.grounds === undefined ? { looked: 0, held: 0 } : findGrounds(parts, parts.grounds));
