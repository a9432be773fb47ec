import type { InquiryParty } from '@fengcun/registry';
import type { ProceedingParts } from './proceeding-act.ts';

/** Distributes over a union, as `Omit` does not. */
export type Without<T, K extends string> = T extends unknown ? Omit<T, K> : never;

/**
 * An account and the person behind it, as events know them: both pseudonyms, by which four eyes are counted.
 */
export const partyOf = (
  { deployment: { pseudonyms } }: Pick<ProceedingParts, 'deployment'>,
  { account, person }: Readonly<{ account: string; person: string }>,
): InquiryParty => ({
  account: pseudonyms.textOf('actor', account), person: pseudonyms.textOf('person', person),
});
