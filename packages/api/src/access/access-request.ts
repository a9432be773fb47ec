import { AREA_ACTIONS, type AreaAction } from './areas/all-areas.ts';

/** An act that is authorised. */
export type Action = AreaAction;

/** Every act of the interface; the policy set knows these and no others. */
export const ACTIONS: readonly Action[] = AREA_ACTIONS;

/** What the act is about, as far as a decision needs it. */
export type Resource = Readonly<{
  /** Organs that the thing belongs to, as `<type>/<code>`, without repetition. */
  organs: readonly string[];
  isSealed: boolean;
}>;

/** Who wants to do what with what, and on what grounds; all of it goes into the decision, nothing else. */
export type AccessRequest = Readonly<{
  principal: Readonly<{ id: string; organ: string; roles: readonly string[]; hasSecondFactor: boolean }>;
  action: Action;
  resource: Resource;
  context: Readonly<{
    purpose?: string;
    legalBasis?: string;
    caseCode?: string;
    /** Ids of the accounts that approved this act. */
    approvals: readonly string[];
    /** `session`: a person in a browser; `http`: a system with a token, or one that signs. */
    channel: 'http' | 'session';
    /** Hour of the day in China, 0–23. */
    hour?: number;
    /** Age of the session, and of its second factor where one counts, in whole minutes. */
    sessionMinutes?: number;
    secondFactorMinutes?: number;
  }>;
}>;

/** A decision with what determined it: ids of policies, and the hash of the set they stand in. */
export type AccessDecision = Readonly<{
  decision: 'allow' | 'deny'; policies: readonly string[]; policySetHash: string;
}>;

/** Decides; a request that cannot be evaluated is denied. */
export type Authorizer = Readonly<{
  policySetHash: string; decide: (request: AccessRequest) => AccessDecision;
}>;
