import { ok, present, type Tri } from '@fengcun/kernel';
import type { Decider, Decision } from '@fengcun/policy';
import {
  type Disposition, entryItems, familyOf, findDispositions, type InquiredPerson, type InquiredRecord,
  inquiredRecord, isOpenGround, orderDecisions, type PersonClaims, recordsOf, removesEntry, sameness,
  type SealingState,
  type SealRegime,
} from '@fengcun/registry';
import type { SealingStores } from '@fengcun/store';
import type { Deployment } from '../deployment/open-deployment.ts';
import { beginCustody } from '../keys/custody-act.ts';
import { digits } from '../sealing/claims-of-side.ts';
import { loadSideKeys } from '../sealing/side-keys.ts';
import { decisionsOn } from '../seals/record-findings.ts';
import { loadSeal } from '../seals/seal-stream.ts';
import { type CaseOfRecord, readCaseOf, type SideReading } from '../seals/sealed-case.ts';
import type { InquiryActor } from './inquiry-parts.ts';
import { type PersonTerms, personTerms } from './person-terms.ts';

/**
 * A record of whoever carries one of the numbers asked about. `isSamePerson` false: number or name speak of
 * somebody else as well; `mustBeSealed` unknown: the packs leave it to a person. A person must say.
 */
export type FoundRecord = Readonly<{ record: InquiredRecord; isSamePerson: boolean; mustBeSealed: Tri }>;

/** Whether the law of the day wants a record sealed, whether or not the order has been made. */
const wantedSealed = (decisions: readonly Decision[]): Tri => {
  const [first] = orderDecisions(decisions);
  if (first === undefined) return false;
  return first.outcome === 'needsReview' ? 'unknown' : first.outcome === 'mustSeal';
};

/** The regime a record stands under: what the law wants sealed is withheld before anybody orders it. */
const effective = (regime: SealRegime, wanted: Tri, { kind }: Disposition): SealRegime => {
  if (kind === 'publicOrder' && (regime === 'juvenile' || wanted === true)) return 'publicOrder';
  return regime === 'none' && wanted === true ? 'juvenile' : regime;
};

type Side = 'open' | 'sealed';

/** Who is asked about, as claims that can be compared. */
export const claimsAsked = ({ name, document, otherDocuments, bornOn }: InquiredPerson): PersonClaims => ({
  kind: 'person', names: [{ text: name, use: 'current' }], documents: [document, ...otherDocuments],
  ...(bornOn === undefined ? {} : { bornOn }),
});

/** LAW: a number alone names nobody: what is asked and what is held must certainly be one person. */
export const isCertain = ({ state, subject }: CaseOfRecord, asked: PersonClaims): boolean => {
  const verdicts = recordsOf(state).filter((record) => record.subject === subject)
    .map(({ message }) => sameness(message.person, asked).verdict);
  return verdicts.includes('certain') && !verdicts.includes('contradiction');
};

/** Everybody on one side who carries one of the numbers. */
export const subjectsOf = async (
  stores: SealingStores, side: Side, terms: PersonTerms,
): Promise<readonly string[]> => {
  const unique = new Map(terms.map((term) => [digits(term.term), term]));
  const found = new Set<string>();
  for (const term of unique.values()) {
    for (const id of await stores[side].terms.subjectsWith(term)) found.add(id);
  }
  // Merges are links: a person found to be another has their own records where they were recorded.
  for (const id of [...found]) {
    const row = await stores[side].subjects.find(id);
    if (row?.mergedInto !== undefined && row.mergedInto !== null) found.add(row.mergedInto);
  }
  return [...found];
};

/** Under what a stored record is withheld; undefined where nothing of the entry is shown to anybody. */
const regimeOf = (state: SealingState): SealRegime | undefined => {
  const { status, order, basis } = state;
  if (status === 'erased') return undefined;
  if (order !== undefined && isOpenGround(order.ground) && removesEntry(order.ground)) return undefined;
  if (order?.target !== 'sealed' || basis === undefined) return 'none';
  const family = familyOf(basis);
  if (family === 'publicOrder') return 'publicOrder';
  return family === 'proposal' ? { pack: 'proposal' } : 'juvenile';
};

const beginsNone = (): never => { throw new TypeError('bug: reading begins no stream'); };

type Recording =
  Readonly<{ terms: PersonTerms; asked: PersonClaims; deciders: readonly Decider[] }>;

const recordsIn = async (
  reading: SideReading, side: Side, at: Recording,
): Promise<readonly FoundRecord[]> => {
  const { stores, act, keys } = reading;
  const found: FoundRecord[] = [];
  for (const id of await subjectsOf(stores, side, at.terms)) {
    for (const { recordId, subjectId, caseId } of await stores[side].records.ofSubject(id)) {
      const place = await readCaseOf(reading, side, { recordId, subjectId, caseId });
      const streamKeys = { keys: keys.sealed, act, nextSerial: beginsNone };
      const told = regimeOf((await loadSeal(stores, streamKeys, recordId)).state);
      if (place === undefined || told === undefined) continue;
      // What is behind the wall is sealed, whatever its stream says.
      const regime = side === 'sealed' && told === 'none' ? 'juvenile' : told;
      const items = entryItems(place.state, place.subject);
      const dispositions = findDispositions(place.state, place.subject).found;
      const isSamePerson = isCertain(place, at.asked);
      const decisions = regime === 'none' ? decisionsOn(place, at.deciders) : new Map<string, Decision[]>();
      for (const one of dispositions.filter(({ annulledOn }) => annulledOn === undefined)) {
        const mustBeSealed = wantedSealed(decisions.get(one.recordId) ?? []);
        const standing =
          { caseCode: place.state.caseCode, regime: effective(regime, mustBeSealed, one) };
        found.push({ isSamePerson, mustBeSealed, record: inquiredRecord(one, items, standing) });
      }
    }
  }
  return found;
};

/**
 * Every record of a person, open and sealed, as an inquiry needs it, in one transaction of the sealing
 * service and under an intent of its own that names the inquiry; nothing is opened before that is durable.
 * The same statements run for somebody nobody knows. LIMIT: persons are found by the numbers of their
 * documents.
 */
export const recordsOfPerson = async (
  deployment: Deployment, by: Pick<InquiryActor, 'account' | 'role'>,
  asked: Readonly<{
    inquiryId: string; person: InquiredPerson; legalBasis: string; deciders: readonly Decider[];
  }>,
): Promise<readonly FoundRecord[]> => {
  const { inquiryId, person, legalBasis, deciders } = asked;
  const act = await beginCustody(deployment, {
    act: 'inquiry.readRecords', account: by.account, role: by.role, purpose: 'inquiry', legalBasis,
    request: inquiryId,
  });
  const terms = await personTerms(deployment, by.account, person);
  const keys = {
    open: await loadSideKeys(deployment, 'open'), sealed: await loadSideKeys(deployment, 'sealed'),
  };
  const entryId = act.mint();
  const done = await deployment.database.seal({ entryId }, async (stores) => {
    const reading = { stores, keys, act, pseudonyms: deployment.pseudonyms };
    const claims = claimsAsked(person);
    const found = [
      ...await recordsIn(reading, 'open', { terms: terms.open, asked: claims, deciders }),
      ...await recordsIn(reading, 'sealed', { terms: terms.sealed, asked: claims, deciders }),
    ];
    await stores.audit.append([act.outcome(entryId)]);
    return ok(found);
  });
  return present(done.ok ? done : undefined, 'reading is never refused').value;
};
