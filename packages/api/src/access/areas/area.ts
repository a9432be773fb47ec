/** Groups of acts over which the separation of administrators is stated. */
export const ACTION_GROUPS = ['records', 'proofs', 'accounts', 'public'] as const;

/** What kind of thing an act touches: records of people, proofs of the ledger, accounts, what is public. */
export type ActionGroup = (typeof ACTION_GROUPS)[number];

/** A request for access as an area sees it; `action` is one of any area. */
export type Asked = Readonly<{
  principal: Readonly<{ id: string; organ: string; roles: readonly string[]; hasSecondFactor: boolean }>;
  action: string;
  resource: Readonly<{ organs: readonly string[]; isSealed: boolean }>;
  context: Readonly<{
    purpose?: string; legalBasis?: string; caseCode?: string; approvals: readonly string[];
    channel: 'http' | 'session'; hour?: number; sessionMinutes?: number; secondFactorMinutes?: number;
  }>;
}>;

/**
 * One area of the interface: its acts with their groups, the names under which the ledger keeps them, its
 * Cedar policies by id, and the same rules written a second time by hand for the differential test. What an
 * area forbids is forbidden whatever any area permits.
 */
export type Area = Readonly<{
  actions: Readonly<Record<string, ActionGroup>>;
  acts: readonly string[];
  policies: Readonly<Record<string, string>>;
  permits: (request: Asked) => boolean;
  forbids: (request: Asked) => boolean;
}>;

/** Whether the principal has one of the roles. */
export const hasRole = ({ principal }: Asked, ...roles: readonly string[]): boolean =>
  principal.roles.some((role) => roles.includes(role));

/** Whether the thing belongs to the principal's organ alone. */
export const isOwn = ({ principal, resource }: Asked): boolean =>
  resource.organs.length > 0 && resource.organs.every((organ) => organ === principal.organ);

/** Whether the principal's organ is one of those the thing belongs to. */
export const isConcerned = ({ principal, resource }: Asked): boolean =>
  resource.organs.includes(principal.organ);

/** Nothing is permitted, nothing is forbidden: an area before its acts are written. */
export const NO_RULE = (): boolean => false;
