import { type CivilDate, err, type Result } from '@fengcun/kernel';
import {
  type DocumentType, type IdentityDocument, parseDocument, type RightKind, type RightsCommand,
  type RightsEvent, type RightsMaterial, type RightsRefusal, type RightsRequest, type RightsState,
} from '@fengcun/registry';
import { citizenOf } from '../accounts/citizen.ts';
import { personTerms } from '../inquiry/person-terms.ts';
import {
  beginProceeding, partyOf, type ProceedingBusy, type ProceedingUnknown, type StepTakenOf,
} from '../proceedings/index.ts';
import { rightsMachine } from './rights-machine.ts';
import type { RightsActor, RightsParts } from './rights-parts.ts';

/** A request as it is handed in. A citizen names no person: the account says who they are. */
export type RightsFiling = Readonly<{
  kind: RightKind; organ: string; requester: 'self' | 'guardian' | 'agent'; statement: string;
  concerns?: string; materials: readonly RightsMaterial[];
  /** The person, as an officer at a window has read the document. */
  person?: Readonly<{ name: string; documentType: DocumentType; documentNumber: string; bornOn?: CivilDate }>;
  /** The child, by name, among those the account has custody of. */
  ward?: string;
  agentBornOn?: CivilDate;
}>;

/** Why nothing was filed. */
export type FilingRefusal = RightsRefusal | ProceedingBusy | ProceedingUnknown
  | Readonly<{ code: 'DOCUMENT_INVALID' | 'IDENTITY_UNPROVEN' }>;

type Person = Readonly<{ name: string; document: IdentityDocument; bornOn?: CivilDate }>;

const residentCard = (number: string): IdentityDocument | undefined => {
  const parsed = parseDocument({ type: 'residentIdentityCard', number });
  return parsed.ok ? parsed.value : undefined;
};

/** Who a citizen asks for: themselves, or a child of theirs. Nothing of it comes from the request. */
const ofCitizen = async (
  { deployment, today }: RightsParts, { account, act }: RightsActor, filing: RightsFiling,
): Promise<Person | undefined> => {
  const citizen = await citizenOf(deployment, act, { account, day: today() });
  if (citizen === undefined || filing.requester === 'agent') return undefined;
  const who = filing.requester === 'self' ? citizen : citizen.wards.find(({ name }) => name === filing.ward);
  const document = who === undefined ? undefined : residentCard(who.identityNumber);
  if (who === undefined || document === undefined) return undefined;
  return { name: who.name, document, ...(document.bornOn === undefined ? {} : { bornOn: document.bornOn }) };
};

const atWindow = ({ person }: RightsFiling): Person | undefined => {
  if (person === undefined) return undefined;
  const parsed = parseDocument({ type: person.documentType, number: person.documentNumber });
  if (!parsed.ok) return undefined;
  const bornOn = parsed.value.bornOn ?? person.bornOn;
  return { name: person.name, document: parsed.value, ...(bornOn === undefined ? {} : { bornOn }) };
};

const requestOf = (filing: RightsFiling, { name, bornOn }: Person, isCitizen: boolean): RightsRequest => {
  const { kind, organ, statement, concerns, requester, agentBornOn, materials } = filing;
  // A signed-in account has proven who it is; custody is in the directory.
  const proven: readonly RightsMaterial[] = !isCitizen ? []
    : ['identityProof', ...(requester === 'guardian' ? ['guardianshipProof' as const] : [])];
  return {
    kind, organ, statement, ...(concerns === undefined ? {} : { concerns }),
    requester: { kind: requester, ...(agentBornOn === undefined ? {} : { bornOn: agentBornOn }) },
    person: { name, ...(bornOn === undefined ? {} : { bornOn }) },
    materials: [...new Set([...materials, ...proven])],
  };
};

/**
 * Files a request. Who it is about is known from the account of a citizen, or from the document an officer
 * read; it is found again by a keyed digest of the number. Faults: INDEX_BUSY, KEYS_UNUSABLE.
 */
export const fileRequest = async (
  parts: RightsParts, actor: RightsActor, filing: RightsFiling,
): Promise<Result<StepTakenOf<RightsState, RightsEvent>, FilingRefusal>> => {
  const { account, act, isCitizen } = actor;
  const person = isCitizen ? await ofCitizen(parts, actor, filing) : atWindow(filing);
  if (person === undefined) return err({ code: isCitizen ? 'IDENTITY_UNPROVEN' : 'DOCUMENT_INVALID' });
  const numbers = { document: person.document, otherDocuments: [] };
  const [term] = (await personTerms(parts.deployment, account, numbers)).sealed;
  const request = requestOf(filing, person, isCitizen);
  return beginProceeding(parts, rightsMachine(parts.settings), {
    act, account, ...(term === undefined ? {} : { subjectTerm: term.term }),
    commandOf: ({ at }): RightsCommand => ({ type: 'File', at, by: partyOf(parts, actor), request }),
  });
};
