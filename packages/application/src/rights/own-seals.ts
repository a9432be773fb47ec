import { ok, present } from '@fengcun/kernel';
import { type InquiredPerson, type ShownRow, timelineRows, visibleTimeline } from '@fengcun/registry';
import { tokenOf } from '../intake/batch-context.ts';
import { claimsAsked, isCertain, subjectsOf } from '../inquiry/records-of-person.ts';
import { personTerms } from '../inquiry/person-terms.ts';
import { beginCustody } from '../keys/custody-act.ts';
import { loadSideKeys } from '../sealing/side-keys.ts';
import { loadSeal } from '../seals/seal-stream.ts';
import { readCaseOf, type SideReading } from '../seals/sealed-case.ts';
import type { RightsActor, RightsParts } from './rights-parts.ts';

const beginsNone = (): never => { throw new TypeError('bug: reading begins no stream'); };

const stepsOf = async (
  reading: SideReading, side: 'open' | 'sealed',
  { ids, person }: Readonly<{ ids: readonly string[]; person: InquiredPerson }>,
): Promise<readonly ShownRow[]> => {
  const { stores, act, keys } = reading;
  const shown: ShownRow[] = [];
  for (const id of ids) {
    for (const { recordId, subjectId, caseId } of await stores[side].records.ofSubject(id)) {
      const place = await readCaseOf(reading, side, { recordId, subjectId, caseId });
      // A number alone names nobody: what is held must certainly be about whoever signed in.
      if (place === undefined || !isCertain(place, claimsAsked(person))) continue;
      const streamKeys = { keys: keys.sealed, act, nextSerial: beginsNone };
      const { state, events } = await loadSeal(stores, streamKeys, recordId);
      const caseCode = state.identity?.caseCode;
      if (caseCode === undefined) continue;
      const subject = tokenOf(subjectId);
      const rows = timelineRows(events, { caseCode, recordId, subject });
      shown.push(...visibleTimeline(rows, { kind: 'person', subject }));
    }
  }
  return shown;
};

/**
 * What became of the seals of a citizen's own records: which organ was told and answered, and what was
 * decided; nothing that is only being considered. Under an intent of its own. @see 个人信息保护法第44条、第45条
 */
export const ownSealSteps = async (
  { deployment }: RightsParts, { account }: RightsActor, person: InquiredPerson,
): Promise<readonly ShownRow[]> => {
  const act = await beginCustody(deployment, {
    act: 'rights.readSeals', account, role: 'citizen', purpose: 'rightsOfPerson', legalBasis: 'pipl-45',
    request: account,
  });
  const terms = await personTerms(deployment, account, person);
  const keys = {
    open: await loadSideKeys(deployment, 'open'), sealed: await loadSideKeys(deployment, 'sealed'),
  };
  const entryId = act.mint();
  const done = await deployment.database.seal({ entryId }, async (stores) => {
    const reading = { stores, keys, act, pseudonyms: deployment.pseudonyms };
    const shown: ShownRow[] = [];
    for (const side of ['open', 'sealed'] as const) {
      const ids = await subjectsOf(stores, side, terms[side]);
      shown.push(...await stepsOf(reading, side, { ids, person }));
    }
    await stores.audit.append([act.outcome(entryId)]);
    return ok(shown.toSorted((a, b) => (a.at < b.at ? -1 : Number(a.at > b.at))));
  });
  return present(done.ok ? done : undefined, 'reading is never refused').value;
};
