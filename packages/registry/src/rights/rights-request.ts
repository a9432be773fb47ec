import { type CivilDate } from '@fengcun/kernel';
import { ageReachedOn, MAJORITY_AGE_YEARS, under18On } from '@fengcun/statute';
import { type RightKind, RIGHTS, type RightsMaterial } from './right-kinds.ts';

/** Who asks: the person, the one who has custody of them, or whoever they sent. */
export type Requester = Readonly<{ kind: 'self' | 'guardian' | 'agent'; bornOn?: CivilDate }>;

/** A request as it was filed; everything in it is confidential. `concerns`: an id the person was given. */
export type RightsRequest = Readonly<{
  kind: RightKind;
  /** The organ asked, as `<type>/<code>`. */
  organ: string;
  requester: Requester;
  person: Readonly<{ name: string; bornOn?: CivilDate }>;
  /** What is asked for and why, in the person's words. */
  statement: string;
  concerns?: string;
  materials: readonly RightsMaterial[];
}>;

/** Why nobody can act for the person. */
export type StandingRefusal = 'GUARDIANSHIP_ENDED' | 'AGENT_WITHOUT_CAPACITY';

/** What a check finds; everything missing at once, so that it is told once. */
export type RequestCheck =
  | Readonly<{ result: 'complete' }>
  | Readonly<{ result: 'incomplete'; missing: readonly (RightsMaterial | 'birthDate')[] }>
  | Readonly<{ result: 'notAccepted'; code: StandingRefusal }>;

/**
 * Whether whoever asks may still act for the person. Custody ends when eighteen years are completed, counted
 * from the day after the birthday; an unknown birthday is asked for, never assumed.
 * @see 2022 Measures art. 21 「未成年人及其法定代理人」
 */
export const mayActOn = (
  { requester, person }: Pick<RightsRequest, 'requester' | 'person'>, on: CivilDate,
): boolean | 'unknown' => {
  if (requester.kind === 'self') return true;
  const bornOn = requester.kind === 'guardian' ? person.bornOn : requester.bornOn;
  if (bornOn === undefined) return 'unknown';
  const answer = requester.kind === 'guardian'
    ? under18On(bornOn, on) : ageReachedOn(bornOn, on, MAJORITY_AGE_YEARS);
  return answer === 'unknown' ? 'unknown' : answer;
};

const neededOf = ({ kind, requester }: RightsRequest): readonly RightsMaterial[] => [
  ...RIGHTS[kind].materials,
  ...(requester.kind === 'guardian' ? ['guardianshipProof' as const] : []),
  ...(requester.kind === 'agent' ? ['mandate' as const] : []),
];

/** Checks a request before anything is looked up; nothing in it depends on a record. */
export const checkRequest = (request: RightsRequest, on: CivilDate): RequestCheck => {
  const mayAct = mayActOn(request, on);
  if (mayAct === false) {
    const code = request.requester.kind === 'guardian' ? 'GUARDIANSHIP_ENDED' : 'AGENT_WITHOUT_CAPACITY';
    return { result: 'notAccepted', code };
  }
  const missing = [
    ...neededOf(request).filter((one) => !request.materials.includes(one)),
    ...(mayAct === 'unknown' ? ['birthDate' as const] : []),
  ];
  return missing.length === 0 ? { result: 'complete' } : { result: 'incomplete', missing };
};
