import {
  type ExceptionCode, type OpenCase, type PersonClaims, type Pseudonym, type Sameness, sameness,
  type SubjectToken,
} from '@fengcun/registry';

/** What is known when a person is identified. */
export type IdentityInput = Readonly<{
  person: PersonClaims;
  /** Pseudonym of the source fact: a correction is about whom the first telling was about. */
  source: Pseudonym;
  /** The case, if it is known already. */
  state: OpenCase | undefined;
  /** Persons found by a document number, with everything claimed about them. */
  byDocument: readonly Readonly<{ token: SubjectToken; claims: readonly PersonClaims[] }>[];
  /** Persons of the same item that are somebody else: other defendants of one judgment. */
  others: ReadonlySet<SubjectToken>;
}>;

/** A person already known, a new one, or why nobody may say so yet. */
export type Identified =
  | Readonly<{ found: 'known'; token: SubjectToken }>
  | Readonly<{ found: 'new' }>
  | Readonly<{ found: 'waits'; reason: ExceptionCode; details: readonly Readonly<{ code: string }>[] }>;

type Judged = Readonly<{ token: SubjectToken; found: Sameness }>;

const waits = (reason: ExceptionCode, { found }: Judged): Identified =>
  ({ found: 'waits', reason, details: found.reasons.map((code) => ({ code })) });

/**
 * LAW: within one case, one unmasked name with nothing that speaks against it is one person: the court that
 * tries two of one name tells them apart in its documents. Across cases a name never links.
 */
const isNamedByCase = ({ found }: Judged): boolean =>
  found.verdict === 'certain' || (found.verdict === 'candidate' && found.reasons.includes('nameSame')
    && !found.reasons.some((reason) => reason.endsWith('Differs') || reason === 'birthDateOwnContradiction'));

const ORDER: readonly Sameness['verdict'][] = ['contradiction', 'certain', 'candidate', 'different'];

/**
 * The verdict over everything claimed about one person: a contradiction with any claim counts, unless two
 * people decided before that both claims are of one person, and this one is certainly the same as the other.
 */
const judge = (token: SubjectToken, claims: readonly PersonClaims[], person: PersonClaims): Judged => {
  const each = claims.map((claim) => ({ claim, found: sameness(claim, person) }));
  const certain = each.filter(({ found }) => found.verdict === 'certain');
  const isSettled = ({ claim, found }: (typeof each)[number]): boolean => found.verdict === 'contradiction'
    && certain.some((one) => sameness(one.claim, claim).verdict === 'contradiction');
  const all = each.filter((one) => !isSettled(one)).map(({ found }) => found);
  const best = ORDER.flatMap((verdict) => all.filter((one) => one.verdict === verdict))[0];
  return { token, found: best ?? { verdict: 'different', reasons: [] } };
};

const judgedInCase = ({ state, person, others }: IdentityInput): readonly Judged[] => {
  if (state === undefined) return [];
  const bySubject = Map.groupBy(state.records.values(), (record) => record.subject);
  return [...bySubject].filter(([token]) => !others.has(token))
    .map(([token, records]) => judge(token, records.map((record) => record.message.person), person));
};

const byDocuments = (input: IdentityInput, inCase: readonly Judged[]): Identified => {
  const judged = input.byDocument.map(({ token, claims }) => judge(token, claims, input.person));
  const contradiction = judged.find(({ found }) => found.verdict === 'contradiction');
  if (contradiction !== undefined) return waits('IDENTITY_CONTRADICTS', contradiction);
  const [first, second] = judged;
  if (first === undefined) return { found: 'new' };
  if (second !== undefined || first.found.verdict !== 'certain') return waits('IDENTITY_CANDIDATE', first);
  // The case names somebody of this name who has no number yet: two people decide whether they are one.
  const double = inCase.find((one) => one.token !== first.token && isNamedByCase(one));
  return double === undefined ? { found: 'known', token: first.token } : waits('IDENTITY_CANDIDATE', double);
};

/** Who a message is about: the rules of the registry over what is known. Never a guess. */
export const identify = (input: IdentityInput): Identified => {
  const told = input.state === undefined ? undefined
    : [...input.state.records.values()].find((record) => record.source === input.source);
  if (told !== undefined) return { found: 'known', token: told.subject };
  const inCase = judgedInCase(input);
  if (input.byDocument.length > 0) return byDocuments(input, inCase);
  const contradiction = inCase.find(({ found }) => found.verdict === 'contradiction');
  if (contradiction !== undefined) return waits('IDENTITY_CONTRADICTS', contradiction);
  const named = inCase.filter(isNamedByCase);
  const [only, another] = named;
  if (only !== undefined) {
    return another === undefined
      ? { found: 'known', token: only.token } : waits('IDENTITY_CANDIDATE', another);
  }
  const possible = inCase.find(({ found }) => found.verdict === 'candidate');
  return possible === undefined ? { found: 'new' } : waits('IDENTITY_CANDIDATE', possible);
};
